import type { KnownFile } from "../catalog/directories.ts";
import type { ReconcileContext } from "./reconcile.ts";
import { partsOf } from "./units.ts";

/**
 * Brings into step which files of a directory belong to which picture. Writes only what changed: a folder seen before
 * costs no more than looking at its names. Call it after the directory's files are in the catalog.
 * @param known what was known of the files before this scan, by name
 */
export function reconcileUnits(
  directoryId: number,
  names: readonly string[],
  known: ReadonlyMap<string, KnownFile>,
  context: ReconcileContext,
): void {
  const { files } = context.catalog;
  const parts = partsOf(names);
  const idOf = (name: string): number => known.get(name)?.fileId ?? files.idOf(directoryId, name);
  for (const [name, { lead, kind }] of parts) {
    const before = known.get(name);
    const leadId = idOf(lead);
    if (before?.partOf === leadId && before.partKind === kind) continue;
    const fileId = idOf(name);
    files.setPart(fileId, leadId, kind);
    touchAsset(before?.assetId ?? null, context);
    if (kind === "sidecar") context.changedLeads.add(leadId);
  }
  for (const [name, before] of known) {
    if (before.partOf === null || parts.has(name)) continue;
    files.setPart(before.fileId, null, null);
    touchAsset(before.assetId, context);
    if (before.partKind === "sidecar") context.changedLeads.add(before.partOf);
  }
}

/** A RAW file is shown, or hidden again, as its picture goes and comes. */
function touchAsset(assetId: number | null, { catalog, touchedAssetIds }: ReconcileContext): void {
  if (assetId === null) return;
  catalog.assets.touch(assetId, catalog.nextRevision());
  touchedAssetIds.add(assetId);
}

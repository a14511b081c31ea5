import type { KnownFile } from "../catalog/directories.ts";
import type { SharedSidecar } from "../catalog/files.ts";
import type { ReconcileContext } from "./reconcile.ts";
import { isJsonName, type Part, partsOf } from "./units.ts";

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
  reconcileShared(directoryId, parts, known, context);
}

/** Which sidecars describe an edited copy beside its original: told anew where there are any that may. */
function reconcileShared(
  directoryId: number,
  parts: ReadonlyMap<string, Part>,
  known: ReadonlyMap<string, KnownFile>,
  { catalog: { files }, changedLeads }: ReconcileContext,
): void {
  const wanted = [...parts].filter(([, { shared }]) => shared !== undefined);
  const mayHaveShared = wanted.length > 0 || [...known.keys()].some(isJsonName);
  if (!mayHaveShared) return;
  const idOf = (name: string): number => known.get(name)?.fileId ?? files.idOf(directoryId, name);
  const keyOf = ({ leadId, sidecarId }: SharedSidecar) => `${leadId} ${sidecarId}`;
  const before = new Map(files.sharedSidecarsIn(directoryId).map((pair) => [keyOf(pair), pair]));
  const pairs = wanted.flatMap(([name, { shared = [] }]) =>
    shared.map((lead): SharedSidecar => ({ leadId: idOf(lead), sidecarId: idOf(name) })),
  );
  const change = (pair: SharedSidecar, isShared: boolean) => {
    files.setShared(pair, isShared);
    changedLeads.add(pair.leadId);
  };
  for (const pair of pairs) if (!before.delete(keyOf(pair))) change(pair, true);
  for (const pair of before.values()) change(pair, false);
}

/** A RAW file is shown, or hidden again, as its picture goes and comes. */
function touchAsset(assetId: number | null, { catalog, touchedAssetIds }: ReconcileContext): void {
  if (assetId === null) return;
  catalog.assets.touch(assetId, catalog.nextRevision());
  touchedAssetIds.add(assetId);
}

import { setImmediate } from "node:timers/promises";
import type { RootRow } from "../catalog/roots.ts";
import { ShoeboxError } from "../errors.ts";
import { pathForDisplay } from "../files/path-bytes.ts";
import type { ScanTarget } from "./add-roots.ts";
import type { Engine } from "./engine.ts";
import type { Gate } from "./gate.ts";
import type { LedgerCounts } from "./ledger.ts";
import { type MissingFile, reconcile } from "./reconcile.ts";
import { absolutePath, type ScannedDirectory, type ScanOptions, scan } from "./scan.ts";

export interface ScanParts {
  engine: Engine;
  jobId: number;
  counts: LedgerCounts;
  /** Gathers pictures whose sidecars came or went. */
  changedLeads: Set<number>;
  /** Waits while the job is paused. */
  gate: Pick<Gate, "pass">;
  signal: AbortSignal;
  settleMillis: number | undefined;
  onUnsettled: (directory: string) => void;
  onProgress: () => void;
}

/** Files that are taken out in one transaction. */
const filesAtOnce = 500;

/**
 * Compares a part of a root with what is known of it: new and changed files are queued, those that are gone are taken
 * out once the whole has been looked at.
 * @returns the assets whose files came or went
 * @throws ROOT_OFFLINE, DIR_EMPTY, and what `scan` throws
 */
export async function scanTarget(target: ScanTarget, parts: ScanParts): Promise<number[]> {
  const { catalog, places } = parts.engine;
  const { rootId, subtree } = target;
  // It may have followed its disk, been taken in by another, or been forgotten since the job was queued.
  const root = catalog.roots.get(rootId);
  if (!root || root.forgottenAt !== null) return [];
  places.assertOnline(root);
  catalog.transaction(() => places.learnVolume(rootId));
  const { counts, jobId, changedLeads } = parts;
  const touchedAssetIds = new Set<number>();
  const context = { catalog, rootId, jobId, counts, touchedAssetIds, changedLeads };
  const before = counts.found;
  const unvisited = catalog.directories.under(rootId, subtree);
  const missing: MissingFile[] = [];
  for await (const directory of scan(optionsFor(root, target, parts, unvisited))) {
    await parts.gate.pass();
    if (catalog.roots.get(rootId)?.forgottenAt !== null) return [...touchedAssetIds];
    missing.push(...(await inSteps(reconcile(directory, context))));
    settle(directory, target, unvisited);
    if (directory.files.some(({ isUnsettled }) => isUnsettled)) {
      parts.onUnsettled(absolutePath(root.path, directory.path));
    }
    parts.onProgress();
  }
  if (counts.found === before && subtree === "" && !target.isShallow) {
    const shown = pathForDisplay(root.path);
    throw new ShoeboxError("DIR_EMPTY", `The folder ${shown} holds no files.`, { path: shown });
  }
  // A disk that went away meanwhile leaves an empty place: nothing is taken for deleted then.
  await places.refresh();
  places.assertOnline(root);
  for (const directoryId of unvisited.values()) {
    for (const page of catalog.directories.filesOf(directoryId)) {
      missing.push(...[...page.values()].filter((file) => file.isPresent));
    }
  }
  await takeOut(missing, touchedAssetIds, parts);
  return [...touchedAssetIds];
}

function optionsFor(
  { path: rootPath }: RootRow,
  { subtree, isShallow }: ScanTarget,
  { engine: { catalog }, signal, settleMillis }: ScanParts,
  known: ReadonlyMap<string, number>,
): ScanOptions {
  const isKnown = new Set(known.keys());
  return {
    rootPath,
    subtree,
    exceptDirectory: catalog.libraryDirectory,
    leaveOut: catalog.settings.get("leaveOut"),
    signal,
    settledBefore: settleMillis === undefined ? undefined : Date.now() - settleMillis,
    // A new link may lead to what another one leads to already: only a look at the whole root can tell.
    ...(isShallow ? { enters: (path: string, isLink: boolean) => !isKnown.has(path) && !isLink } : {}),
  };
}

/** Strikes off what need not be missed: the directory itself, and what stays as it was. */
function settle(
  { path, children, error }: ScannedDirectory,
  { subtree, isShallow }: ScanTarget,
  unvisited: Map<string, number>,
): void {
  unvisited.delete(path);
  // What lies below a folder that cannot be listed is not known to be gone.
  const kept = error ? [path] : [];
  // A shallow look does not enter the folders it knows; those that are still there stay as they were.
  if (isShallow && path === subtree) {
    kept.push(...children.map((name) => (path === "" ? name : `${path}/${name}`)));
  }
  if (kept.length === 0) return;
  const below = new Set(kept);
  for (const known of [...unvisited.keys()]) {
    if (ancestorsOf(known).some((folder) => below.has(folder))) unvisited.delete(known);
  }
}

/** "a/b/c" -> "a", "a/b", "a/b/c" */
function ancestorsOf(path: string): string[] {
  const parts = path.split("/");
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

/** Lets others work between the steps. */
async function inSteps<Result>(steps: Generator<void, Result>): Promise<Result> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await setImmediate();
  }
}

/** Files that are gone from a folder that is there. */
async function takeOut(
  missing: readonly MissingFile[],
  touchedAssetIds: Set<number>,
  { engine: { catalog } }: ScanParts,
): Promise<void> {
  for (let start = 0; start < missing.length; start += filesAtOnce) {
    const files = missing.slice(start, start + filesAtOnce);
    const assetIds = new Set(files.flatMap(({ assetId }) => assetId ?? []));
    catalog.transaction(() => {
      for (const { fileId } of files) catalog.files.setPresent(fileId, false);
      for (const assetId of assetIds) catalog.assets.touch(assetId, catalog.nextRevision());
    });
    for (const assetId of assetIds) touchedAssetIds.add(assetId);
    await setImmediate();
  }
}

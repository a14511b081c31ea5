import { setImmediate } from "node:timers/promises";
import type { RootRow } from "../catalog/roots.ts";
import { ShoeboxError } from "../errors.ts";
import { systemFiles } from "../files/file-system.ts";
import { parentOf } from "../files/name-parts.ts";
import { pathForDisplay } from "../files/path-bytes.ts";
import { isInside } from "../files/path-inside.ts";
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
  /** A person asked for it; otherwise it is one of the looks that the library takes by itself. */
  isAskedFor: boolean;
  onUnsettled: (directory: string) => void;
  onProgress: () => void;
  onProblems: () => void;
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
  const { counts, jobId, changedLeads, isAskedFor, onProblems } = parts;
  const touchedAssetIds = new Set<number>();
  const before = counts.found;
  const unvisited = catalog.directories.under(rootId, subtree);
  const folderProblems = catalog.troubles.foldersOf(rootId);
  const unseenProblems = problemsIn(folderProblems, target);
  const isKnownDirectory = (path: string) => unvisited.has(path);
  const ledger = { catalog, rootId, jobId, counts, touchedAssetIds, changedLeads };
  const context = { ...ledger, folderProblems, isKnownDirectory, isAskedFor, onProblems };
  const missing: MissingFile[] = [];
  const options = optionsFor(root, target, parts, unvisited, new Set(folderProblems.keys()));
  for await (const directory of scan(options)) {
    await parts.gate.pass();
    if (catalog.roots.get(rootId)?.forgottenAt !== null) return [...touchedAssetIds];
    missing.push(...(await inSteps(reconcile(directory, context))));
    settle(directory, target, unvisited, unseenProblems);
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
  if (unseenProblems.size > 0) {
    catalog.transaction(() => {
      for (const path of unseenProblems) catalog.files.remove(folderProblems.get(path) ?? 0);
    });
    onProblems();
  }
  return [...touchedAssetIds];
}

function optionsFor(
  { path: rootPath }: RootRow,
  { subtree, isShallow }: ScanTarget,
  { engine, signal, settleMillis }: ScanParts,
  known: ReadonlyMap<string, number>,
  troubled: ReadonlySet<string>,
): ScanOptions {
  const { catalog, places, files = systemFiles } = engine;
  const isKnown = new Set([...known.keys()].filter((path) => !troubled.has(path)));
  return {
    rootPath,
    subtree,
    exceptDirectory: catalog.libraryDirectory,
    leaveOut: catalog.settings.get("leaveOut"),
    files,
    traitsAt: (realPath) => places.traitsAt(realPath),
    signal,
    settledBefore: settleMillis === undefined ? undefined : Date.now() - settleMillis,
    // A new link may lead to what another one leads to already: only a look at the whole root can tell.
    ...(isShallow ? { enters: (path: string, isLink: boolean) => !isKnown.has(path) && !isLink } : {}),
  };
}

/** Folders that could not be looked into and lie where this look goes: those that do not turn up are gone. */
function problemsIn(problems: ReadonlyMap<string, number>, { subtree, isShallow }: ScanTarget): Set<string> {
  const isIn = (path: string) => subtree === "" || isInside(path, subtree);
  const isBeside = (path: string) => path === subtree || parentOf(path) === subtree;
  return new Set([...problems.keys()].filter((path) => isIn(path) && (!isShallow || isBeside(path))));
}

/** Strikes off what need not be missed: the directory itself, and what stays as it was. */
function settle(
  { path, children, troubled, error }: ScannedDirectory,
  { subtree, isShallow }: ScanTarget,
  unvisited: Map<string, number>,
  unseenProblems: Set<string>,
): void {
  unvisited.delete(path);
  unseenProblems.delete(path);
  const childPath = (name: string) => (path === "" ? name : `${path}/${name}`);
  // What lies below a folder that cannot be looked into is not known to be gone.
  const kept = error ? [path] : troubled.map(({ name }) => childPath(name));
  // A shallow look does not enter the folders it knows; those that are still there stay as they were.
  if (isShallow && path === subtree) kept.push(...children.map(childPath));
  if (kept.length === 0) return;
  const below = new Set(kept);
  for (const left of [unvisited, unseenProblems]) {
    for (const known of [...left.keys()]) {
      if (below.has("") || ancestorsOf(known).some((folder) => below.has(folder))) left.delete(known);
    }
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

import type { KnownFile } from "../catalog/directories.ts";
import type { Catalog } from "../catalog/index.ts";
import type { ShoeboxError } from "../errors.ts";
import { notRegularFile } from "./identify.ts";
import type { LedgerCounts } from "./ledger.ts";
import { reconcileUnits } from "./reconcile-units.ts";
import { isWorthAnotherTry } from "./retry.ts";
import { isFolderPutBack, isSameFile } from "./same-file.ts";
import type { ScannedDirectory, ScannedFile, TroubledEntry } from "./scan.ts";

export interface ReconcileContext {
  catalog: Catalog;
  rootId: number;
  jobId: number;
  counts: LedgerCounts;
  /** Gathers the assets whose files came or went, to bring the vector index into step. */
  touchedAssetIds: Set<number>;
  /** Pictures whose sidecars came or went: their metadata are to be read again. */
  changedLeads: Set<number>;
  /** Folders of the root that could not be looked into before, by path: those that can be are struck off. */
  folderProblems: Map<string, number>;
  /** A folder was here when its root was last looked at. */
  isKnownDirectory: (path: string) => boolean;
  /** A person asked for this look: what may not be read is tried at once. */
  isAskedFor: boolean;
  /** The list of problems is otherwise than before. */
  onProblems: () => void;
}

/** Files that were known but did not turn up, kept until the scan has proved that the folder is really there. */
export type MissingFile = Pick<KnownFile, "fileId" | "assetId">;

/** Files that are compared in one transaction: a few milliseconds' work. */
const filesAtOnce = 500;

/**
 * Compares a directory on disk with what is known of it: same files are counted, new and changed ones queued, those that
 * cannot be looked at held as they were. Each step is one transaction; others may work between them, since a directory
 * may hold 100,000 files.
 * @returns the files that were there last time and are not now
 */
export function* reconcile(
  scanned: ScannedDirectory,
  context: ReconcileContext,
): Generator<void, MissingFile[]> {
  const { catalog } = context;
  if (scanned.error) {
    const { path, error } = scanned;
    catalog.transaction(() => recordFolder(path, error, context));
    return [];
  }
  const directoryId = catalog.directories.idOf(context.rootId, scanned.path);
  const look: Look = {
    ...context,
    directoryId,
    scanned,
    isPutBack: isPutBack(directoryId, scanned, catalog),
    hasMoved: catalog.relocation.isMoved(directoryId),
  };
  const before = new Map<string, KnownFile>();
  const fresh = new Map(scanned.files.map((file) => [file.name, file]));
  const troubled = new Map(scanned.troubled.map((entry) => [entry.name, entry]));
  const missing: MissingFile[] = [];
  // Pages are small enough to be read and compared at once; what is queued meanwhile is not read again.
  for (const page of catalog.directories.filesOf(directoryId, filesAtOnce)) {
    catalog.transaction(() => {
      for (const [name, known] of page) {
        before.set(name, known);
        const file = fresh.get(name);
        const trouble = troubled.get(name);
        fresh.delete(name);
        troubled.delete(name);
        if (file) reconcileFile(file, known, look);
        else if (trouble) holdFile(trouble, known, look);
        else if (known.isPresent) missing.push(known);
      }
    });
    yield;
  }
  const unknown = [...fresh.values()];
  for (let start = 0; start < unknown.length; start += filesAtOnce) {
    catalog.transaction(() => {
      for (const file of unknown.slice(start, start + filesAtOnce)) reconcileFile(file, undefined, look);
    });
    yield;
  }
  catalog.transaction(() => {
    for (const entry of troubled.values()) recordUnknown(entry, look);
    reconcileUnits(directoryId, namesToPair(scanned, before), before, context);
    settleFolder(look);
    if (look.hasMoved) catalog.relocation.clearMoved(directoryId);
  });
  return missing;
}

interface Look extends ReconcileContext {
  directoryId: number;
  scanned: ScannedDirectory;
  isPutBack: boolean;
  /** The directory came here with its root, and nobody has been told yet. */
  hasMoved: boolean;
}

/** What is still growing may not be in the catalog yet. */
function namesToPair(
  { files, troubled }: ScannedDirectory,
  before: ReadonlyMap<string, KnownFile>,
): string[] {
  const settled = files.filter(({ name, isUnsettled }) => !isUnsettled || before.has(name));
  const held = troubled.filter(({ name, mayOpen }) => mayOpen || before.has(name));
  return [...settled, ...held].map(({ name }) => name);
}

function isPutBack(directoryId: number, { stamp, traits }: ScannedDirectory, catalog: Catalog): boolean {
  const known = catalog.directories.stampOf(directoryId);
  return known !== undefined && stamp !== undefined && isFolderPutBack(known, stamp, traits);
}

/** The folder was looked into: it is no problem (any more), and is known by what it is now. */
function settleFolder({ catalog, directoryId, scanned, folderProblems, onProblems }: Look): void {
  const { path, stamp } = scanned;
  const problem = folderProblems.get(path);
  if (problem !== undefined) {
    catalog.files.remove(problem);
    folderProblems.delete(path);
    onProblems();
  }
  const known = catalog.directories.stampOf(directoryId);
  const isAsKnown = known?.inode === stamp?.inode && known?.changedAt === stamp?.changedAt;
  if (stamp && !(isAsKnown && known?.modifiedAt === stamp.modifiedAt))
    catalog.directories.setStamp(directoryId, stamp);
}

function reconcileFile(file: ScannedFile, known: KnownFile | undefined, look: Look): void {
  const { catalog, counts, jobId, directoryId, scanned, isPutBack } = look;
  // A problem may be one no longer: there the least change is worth a try.
  const isAsBefore =
    known !== undefined && isSameFile(known, file, scanned.traits, isPutBack && known.code === null);
  // What may still be growing is neither there nor gone yet.
  if (file.isUnsettled && !isAsBefore) return;
  counts.find();
  if (!isAsBefore) {
    // What has its name after it was gone may be anything; what is changed holds what it held until it was read.
    if (known && !known.isPresent) catalog.files.setAsset(known.fileId, null);
    catalog.files.queue({ ...file, directoryId, jobId });
    if (file.isSpecial) recordSpecial(file, known, look);
    return;
  }
  if (!known.isPresent) comeBack(known, look);
  noteLook(file, known, look);
  const { outcome } = known;
  if (known.unseenSince !== null) seeAgain(known, look);
  else if (outcome === "pending") catalog.files.claim(known.fileId, jobId);
  // What was gone, or moved under the reader, or may not be read, and is there now gets its turn.
  else if (known.code !== null && isWorthAnotherTry(known, look.isAskedFor))
    catalog.files.claim(known.fileId, jobId);
  else if (outcome === "skipped" || outcome === "failed") counts.record(outcome);
  else if (known.code !== null) counts.record("failed");
  // A job that was stopped by a full disk looks at everything anew: what it did itself stays its own.
  // Its vector, where it lacks one of the model in use, is the business of that model's stage.
  else recordDone(known.jobId === jobId ? outcome : "unchanged", known, look);
}

function recordDone(
  outcome: "indexed" | "duplicate" | "unchanged",
  { isPresent }: KnownFile,
  { counts, hasMoved }: Look,
): void {
  counts.record(outcome);
  if (hasMoved && isPresent) counts.note("moved");
}

/** The same file, though not all that tells it is: the next look compares with this one. */
function noteLook(file: ScannedFile, known: KnownFile, { catalog, scanned: { traits } }: Look): void {
  const isOtherInode = traits.hasStableInodes && known.inode !== file.inode;
  const isOtherChange = traits.hasChangeTimes && known.changedAt !== file.changedAt;
  if (isOtherInode || isOtherChange) catalog.files.restamp(known.fileId, file);
}

/** It could not be looked at, and is what it was. */
function seeAgain(
  { fileId, assetId, outcome }: KnownFile,
  { catalog, counts, jobId, onProblems }: Look,
): void {
  catalog.troubles.release(fileId);
  onProblems();
  if (assetId !== null && outcome !== "pending") counts.record("unchanged");
  else catalog.files.claim(fileId, jobId);
}

/** It is there, and stays what it was known to be. */
function holdFile({ error, mayOpen }: TroubledEntry, known: KnownFile, look: Look): void {
  const { catalog, counts, jobId, onProblems } = look;
  counts.find();
  if (!known.isPresent) comeBack(known, look);
  if (known.outcome === "pending" && mayOpen) {
    catalog.files.claim(known.fileId, jobId);
    return;
  }
  if (known.unseenSince === null || known.code !== error.code) onProblems();
  catalog.troubles.hold(known.fileId, error);
  counts.record("failed");
}

/** Nothing is known of it but its name, or that a folder of this name was here. */
function recordUnknown({ name, error, mayOpen }: TroubledEntry, look: Look): void {
  const { catalog, counts, jobId, directoryId, scanned, isKnownDirectory, onProblems } = look;
  const path = scanned.path === "" ? name : `${scanned.path}/${name}`;
  if (!mayOpen && isKnownDirectory(path)) {
    recordFolder(path, error, look);
    return;
  }
  counts.find();
  catalog.files.queue({ ...noStamp, name, directoryId, jobId });
  // Reading it says the same, or finds that it was only for a moment.
  if (mayOpen) return;
  const fileId = catalog.files.idOf(directoryId, name);
  const { code, message } = error;
  catalog.files.finish({ fileId, jobId, outcome: "failed", assetId: null, code, message, isRetried: true });
  counts.record("failed");
  onProblems();
}

const noStamp = { sizeBytes: 0, modifiedAt: 0, inode: 0, changedAt: null };

function comeBack({ fileId, assetId }: KnownFile, context: ReconcileContext): void {
  context.catalog.files.setPresent(fileId, true);
  touchAsset(assetId, context);
}

/** A content has one file more, or less. */
function touchAsset(assetId: number | null, { catalog, touchedAssetIds }: ReconcileContext): void {
  if (assetId === null) return;
  catalog.assets.touch(assetId, catalog.nextRevision());
  touchedAssetIds.add(assetId);
}

function recordSpecial(file: ScannedFile, known: KnownFile | undefined, look: Look): void {
  const { catalog, directoryId, jobId, counts } = look;
  const fileId = catalog.files.idOf(directoryId, file.name);
  const { outcome, problem } = notRegularFile;
  catalog.files.finish({ fileId, jobId, outcome, assetId: null, ...problem });
  touchAsset(known?.assetId ?? null, look);
  counts.record(outcome);
}

/** A folder that cannot be looked into stands in the ledger as one failed entry of the one around it. */
function recordFolder(path: string, error: ShoeboxError, context: ReconcileContext): void {
  const { catalog, rootId, jobId, counts, folderProblems, onProblems } = context;
  const slash = path.lastIndexOf("/");
  const parent = slash === -1 ? "" : path.slice(0, slash);
  let fileId = folderProblems.get(path);
  if (fileId === undefined) {
    const [directoryId, name] = [catalog.directories.idOf(rootId, parent), path.slice(slash + 1)];
    // A file may have had its name.
    const former = catalog.files.get(catalog.files.idOf(directoryId, name));
    fileId = catalog.troubles.addFolder(directoryId, name);
    touchAsset(former?.assetId ?? null, context);
    folderProblems.set(path, fileId);
    onProblems();
  }
  const message = `This folder cannot be looked into: ${error.message}`;
  catalog.troubles.failFolder(fileId, jobId, { code: error.code, message });
  counts.find();
  counts.record("failed");
}

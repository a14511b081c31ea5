import type { FileStamp, KnownFile } from "../catalog/directories.ts";
import type { Catalog } from "../catalog/index.ts";
import { notRegularFile } from "./identify.ts";
import type { LedgerCounts } from "./ledger.ts";
import { reconcileUnits } from "./reconcile-units.ts";
import type { ScannedDirectory, ScannedFile } from "./scan.ts";

export interface ReconcileContext {
  catalog: Catalog;
  rootId: number;
  jobId: number;
  counts: LedgerCounts;
  /** Gathers the assets whose files came or went, to bring the vector index into step. */
  touchedAssetIds: Set<number>;
  /** Pictures whose sidecars came or went: their metadata are to be read again. */
  changedLeads: Set<number>;
  /** The directory came here with its root, and nobody has been told yet. */
  hasMoved?: boolean;
}

/** Files that were known but did not turn up, kept until the scan has proved that the folder is really there. */
export type MissingFile = Pick<KnownFile, "fileId" | "assetId">;

/** Files that are compared in one transaction: a few milliseconds' work. */
const filesAtOnce = 500;

/**
 * Compares a directory on disk with what is known of it: same files are counted, new and changed ones queued. Each
 * step is one transaction; others may work between them, since a directory may hold 100,000 files.
 * @returns the files that were there last time and are not now
 */
export function* reconcile(
  scanned: ScannedDirectory,
  given: ReconcileContext,
): Generator<void, MissingFile[]> {
  const { catalog } = given;
  if (scanned.error) {
    catalog.transaction(() => recordUnreadable(scanned, given));
    return [];
  }
  const directoryId = catalog.directories.idOf(given.rootId, scanned.path);
  const context = { ...given, hasMoved: catalog.relocation.isMoved(directoryId) };
  const before = new Map<string, KnownFile>();
  const fresh = new Map(scanned.files.map((file) => [file.name, file]));
  const missing: MissingFile[] = [];
  // Pages are small enough to be read and compared at once; what is queued meanwhile is not read again.
  for (const page of catalog.directories.filesOf(directoryId, filesAtOnce)) {
    catalog.transaction(() => {
      for (const [name, known] of page) {
        before.set(name, known);
        const file = fresh.get(name);
        fresh.delete(name);
        if (file) reconcileFile(file, known, directoryId, context);
        else if (known.isPresent) missing.push(known);
      }
    });
    yield;
  }
  const unknown = [...fresh.values()];
  for (let start = 0; start < unknown.length; start += filesAtOnce) {
    catalog.transaction(() => {
      for (const file of unknown.slice(start, start + filesAtOnce)) {
        reconcileFile(file, undefined, directoryId, context);
      }
    });
    yield;
  }
  // What is still growing may not be in the catalog yet.
  const settled = scanned.files.filter(({ name, isUnsettled }) => !isUnsettled || before.has(name));
  const names = settled.map(({ name }) => name);
  catalog.transaction(() => {
    reconcileUnits(directoryId, names, before, context);
    if (context.hasMoved) catalog.relocation.clearMoved(directoryId);
  });
  return missing;
}

function reconcileFile(
  file: ScannedFile,
  known: KnownFile | undefined,
  directoryId: number,
  context: ReconcileContext,
): void {
  const { catalog, counts, jobId } = context;
  const isAsBefore = known !== undefined && isSame(known, file);
  // What may still be growing is neither there nor gone yet.
  if (file.isUnsettled && !isAsBefore) return;
  counts.find();
  if (!isAsBefore) {
    if (known) setPresent(known, false, context);
    catalog.files.queue({ ...file, directoryId, jobId });
    if (file.isSpecial) recordSpecial(file, directoryId, context);
    return;
  }
  if (!known.isPresent) setPresent(known, true, context);
  const isLeftOut = known.outcome === "skipped" || known.outcome === "failed";
  // What was gone, or moved under the reader, and is there now gets its turn.
  if (isLeftOut && !isWorthAnotherTry(known)) counts.record(known.outcome as "skipped" | "failed");
  // A job that was stopped by a full disk looks at everything anew: what it did itself stays its own.
  // Its vector, where it lacks one of the model in use, is the business of that model's stage.
  else if (isDone(known)) {
    counts.record(known.jobId === jobId ? known.outcome : "unchanged");
    if (context.hasMoved && known.isPresent) counts.note("moved");
  } else catalog.files.claim(known.fileId, jobId);
}

function isDone(known: KnownFile): known is KnownFile & { outcome: "indexed" | "duplicate" } {
  return known.outcome === "indexed" || known.outcome === "duplicate";
}

function isWorthAnotherTry({ code }: KnownFile): boolean {
  return code === "VANISHED" || code === "CHANGED_WHILE_READING";
}

function isSame(known: FileStamp, file: FileStamp): boolean {
  return (
    known.sizeBytes === file.sizeBytes && known.modifiedAt === file.modifiedAt && known.inode === file.inode
  );
}

/** A file came back, or holds something else now: its content has one file more, or less. */
function setPresent({ fileId, assetId }: KnownFile, isPresent: boolean, context: ReconcileContext): void {
  const { catalog, touchedAssetIds } = context;
  catalog.files.setPresent(fileId, isPresent);
  if (assetId === null) return;
  catalog.assets.touch(assetId, catalog.nextRevision());
  touchedAssetIds.add(assetId);
}

function recordSpecial(file: ScannedFile, directoryId: number, context: ReconcileContext): void {
  const fileId = context.catalog.files.idOf(directoryId, file.name);
  const { outcome, problem } = notRegularFile;
  context.catalog.files.finish({ fileId, jobId: context.jobId, outcome, assetId: null, ...problem });
  context.counts.record(outcome);
}

/** A directory that cannot be listed stands in the ledger as one failed entry of its parent. */
function recordUnreadable({ path, error }: ScannedDirectory, context: ReconcileContext): void {
  const { catalog, rootId, jobId, counts } = context;
  const slash = path.lastIndexOf("/");
  const parent = slash === -1 ? "" : path.slice(0, slash);
  const directoryId = catalog.directories.idOf(rootId, parent);
  const name = path.slice(slash + 1);
  catalog.files.queue({ directoryId, name, jobId, sizeBytes: 0, modifiedAt: 0, inode: 0 });
  const fileId = catalog.files.idOf(directoryId, name);
  const code = error?.code ?? "UNREADABLE";
  const message = `This folder could not be listed: ${error?.message ?? ""}`;
  catalog.files.finish({ fileId, jobId, outcome: "failed", assetId: null, code, message });
  counts.find();
  counts.record("failed");
}

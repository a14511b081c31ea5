import type { FileStamp, KnownFile } from "../catalog/directories.ts";
import type { Catalog } from "../catalog/index.ts";
import { notRegularFile } from "./identify.ts";
import type { LedgerCounts } from "./ledger.ts";
import type { ScannedDirectory, ScannedFile } from "./scan.ts";

export interface ReconcileContext {
  catalog: Catalog;
  rootId: number;
  jobId: number;
  modelId: number;
  counts: LedgerCounts;
  /** Gathers the assets whose files came or went, to bring the vector index into step. */
  touchedAssetIds: Set<number>;
}

/** Files that were known but did not turn up, kept until the scan has proved that the folder is really there. */
export type MissingFile = Pick<KnownFile, "fileId" | "assetId">;

/**
 * Compares a directory on disk with what is known of it: same files are counted, new and changed ones queued. Call it
 * in a transaction.
 * @returns the files that were there last time and are not now
 */
export function reconcile(scanned: ScannedDirectory, context: ReconcileContext): MissingFile[] {
  if (scanned.error) return recordUnreadable(scanned, context);
  const { catalog, counts } = context;
  const directoryId = catalog.directories.idOf(context.rootId, scanned.path);
  const known = catalog.directories.filesOf(directoryId, context.modelId);
  for (const file of scanned.files) {
    counts.find();
    reconcileFile(file, known.get(file.name), directoryId, context);
    known.delete(file.name);
  }
  return [...known.values()].filter((file) => file.isPresent);
}

function reconcileFile(
  file: ScannedFile,
  known: KnownFile | undefined,
  directoryId: number,
  context: ReconcileContext,
): void {
  const { catalog, counts, jobId } = context;
  if (!known || !isSame(known, file)) {
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
  else if (isDone(known)) counts.record(known.jobId === jobId ? known.outcome : "unchanged");
  else catalog.files.claim(known.fileId, jobId);
}

function isDone(known: KnownFile): known is KnownFile & { outcome: "indexed" | "duplicate" } {
  return (known.outcome === "indexed" || known.outcome === "duplicate") && known.hasVector;
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
function recordUnreadable({ path, error }: ScannedDirectory, context: ReconcileContext): MissingFile[] {
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
  return [];
}

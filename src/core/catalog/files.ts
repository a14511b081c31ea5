import type Database from "better-sqlite3";
import type { ErrorCode } from "../../contract/errors.ts";
import { pathFromSystem, pathToSystem } from "../files/path-bytes.ts";
import type { FileOutcome, FileStamp } from "./directories.ts";
import {
  type LocationColumns,
  locationColumns,
  locationJoins,
  type PathColumn,
  pathOf,
} from "./path-columns.ts";

export interface PendingFile extends FileStamp {
  fileId: number;
  path: string;
  /** How often it was put off in this round of tries. */
  retries: number;
}

export interface FileResult {
  fileId: number;
  jobId: number;
  outcome: Exclude<FileOutcome, "pending">;
  assetId: number | null;
  code: ErrorCode | null;
  message: string | null;
  /** As the file was when its bytes were read, where they were. */
  stamp?: FileStamp | undefined;
}

export interface FileOwner {
  fileId: number;
  path: string;
  rootPath: string;
}

interface PendingRow extends LocationColumns {
  file_id: number;
  size_bytes: number;
  modified_at: number;
  inode: number;
  retries: number;
}

/** A folder that still cannot be listed: it has no stamp of its own, and is tried anew with each scan. */
const isUnchanged = `(size_bytes = excluded.size_bytes AND modified_at = excluded.modified_at
  AND inode = excluded.inode)`;

const upsertPendingSql = `
  INSERT INTO files (directory_id, name, size_bytes, modified_at, inode, outcome, first_seen, last_seen, job_id)
  VALUES (@directoryId, @name, @sizeBytes, @modifiedAt, @inode, 'pending', @now, @now, @jobId)
  ON CONFLICT (directory_id, name) DO UPDATE SET
    asset_id = NULL, outcome = 'pending', code = NULL, message = NULL, retry_at = NULL, retries = 0,
    ignored_at = CASE WHEN ${isUnchanged} THEN ignored_at END,
    tries = CASE WHEN ${isUnchanged} THEN tries ELSE 0 END,
    problem_since = CASE WHEN ${isUnchanged} THEN problem_since END,
    size_bytes = excluded.size_bytes, modified_at = excluded.modified_at, inode = excluded.inode,
    last_seen = excluded.last_seen, is_present = 1, job_id = excluded.job_id`;

const pendingSql = `
  SELECT f.file_id, f.size_bytes, f.modified_at, f.inode, f.retries, ${locationColumns}
  FROM files f ${locationJoins}
  WHERE f.outcome = 'pending' AND f.job_id = ? AND f.file_id > ? AND (f.retry_at IS NULL OR f.retry_at <= ?)
  ORDER BY f.file_id LIMIT ?`;

const noStamp = { sizeBytes: null, modifiedAt: null, inode: null };

/** Every file that was ever seen and what became of it: the ledger, and the queue of what is still to do. */
export function filesRepository(database: Database.Database) {
  const upsertPending = database.prepare(upsertPendingSql);
  const idOf = database
    .prepare<[number, PathColumn], number>("SELECT file_id FROM files WHERE directory_id = ? AND name = ?")
    .pluck();
  const claim = database.prepare<[number, number, number]>(
    `UPDATE files SET outcome = 'pending', is_present = 1, job_id = ?, last_seen = ?, ignored_at = NULL,
       retry_at = NULL, retries = 0 WHERE file_id = ?`,
  );
  const takeOver = database.prepare<[number, number]>(
    "UPDATE files SET job_id = ?, retry_at = NULL, retries = 0 WHERE outcome = 'pending' AND job_id = ?",
  );
  const putOff = database.prepare(
    `UPDATE files SET retry_at = @retryAt, retries = retries + 1, tries = tries + 1, last_seen = @now,
       problem_since = coalesce(problem_since, @now) WHERE file_id = @fileId`,
  );
  const nextRetryAt = database
    .prepare<[number], number | null>(
      "SELECT min(retry_at) FROM files WHERE outcome = 'pending' AND job_id = ?",
    )
    .pluck();
  const outcomes = database.prepare<[number], { outcome: FileOutcome; count: number }>(
    "SELECT outcome, count(*) AS count FROM files WHERE job_id = ? GROUP BY outcome",
  );
  const pending = database.prepare<[number, number, number, number], PendingRow>(pendingSql);
  const finish = database.prepare(
    `UPDATE files SET outcome = @outcome, asset_id = @assetId, code = @code, message = @message,
       size_bytes = coalesce(@sizeBytes, size_bytes), modified_at = coalesce(@modifiedAt, modified_at),
       inode = coalesce(@inode, inode), last_seen = @now, tries = tries + 1, job_id = @jobId,
       problem_since = CASE WHEN @code IS NOT NULL THEN coalesce(problem_since, @now) END,
       retry_at = NULL, retries = 0
     WHERE file_id = @fileId`,
  );
  const setAsset = database.prepare<[number, number]>("UPDATE files SET asset_id = ? WHERE file_id = ?");
  const setPresent = database.prepare<[number, number]>("UPDATE files SET is_present = ? WHERE file_id = ?");
  const otherOwners = database.prepare<[number, number], LocationColumns & { file_id: number }>(
    `SELECT f.file_id, ${locationColumns} FROM files f ${locationJoins}
     WHERE f.asset_id = ? AND f.file_id <> ? AND f.outcome = 'indexed' AND f.is_present = 1`,
  );

  return {
    /** A new or changed file: to be read by this job. What was known of its content is forgotten. */
    queue(file: FileStamp & { directoryId: number; name: string; jobId: number }): void {
      upsertPending.run({ ...file, name: pathToSystem(file.name) as PathColumn, now: Date.now() });
    },

    idOf: (directoryId: number, name: string): number => idOf.get(directoryId, pathToSystem(name)) as number,

    /** A file that an earlier job left undone, or that lacks a vector: this job takes it over. */
    claim(fileId: number, jobId: number): void {
      claim.run(jobId, Date.now(), fileId);
    },

    /** What an earlier job left undone is this job's. */
    takeOver(fromJobId: number, jobId: number): void {
      takeOver.run(jobId, fromJobId);
    },

    /** A file that cannot be read just now: it stays in the queue, and is left alone until then. */
    putOff(fileId: number, retryAt: number): void {
      putOff.run({ fileId, retryAt, now: Date.now() });
    },

    /** When the next of the files that were put off is due; undefined when there is none. */
    nextRetryAt: (jobId: number): number | undefined => nextRetryAt.get(jobId) ?? undefined,

    /** How many of this job's files are in each state. */
    countOutcomes: (jobId: number): { outcome: FileOutcome; count: number }[] => outcomes.all(jobId),

    /** The next files this job has to do now, in order of their ids. */
    pending(jobId: number, afterFileId: number, limit: number): PendingFile[] {
      return pending.all(jobId, afterFileId, Date.now(), limit).map((row) => ({
        fileId: row.file_id,
        path: pathOf(row),
        sizeBytes: row.size_bytes,
        modifiedAt: row.modified_at,
        inode: row.inode,
        retries: row.retries,
      }));
    },

    /** Writes a file's outcome: one line of the ledger. */
    finish({ stamp, ...result }: FileResult): void {
      finish.run({ ...noStamp, ...stamp, ...result, now: Date.now() });
    },

    setAsset(fileId: number, assetId: number): void {
      setAsset.run(assetId, fileId);
    },

    setPresent(fileId: number, isPresent: boolean): void {
      setPresent.run(isPresent ? 1 : 0, fileId);
    },

    /** Other files that were there when last seen and stand for this content. */
    otherOwners(assetId: number, fileId: number): FileOwner[] {
      return otherOwners.all(assetId, fileId).map((row) => ({
        fileId: row.file_id,
        path: pathOf(row),
        rootPath: pathFromSystem(row.root),
      }));
    },
  };
}

export type FilesRepository = ReturnType<typeof filesRepository>;

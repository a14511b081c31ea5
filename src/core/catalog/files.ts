import type Database from "better-sqlite3";
import type { ErrorCode } from "../../contract/errors.ts";
import { pathToSystem } from "../files/path-bytes.ts";
import type { FileOutcome, FileStamp, PartKind } from "./directories.ts";
import {
  type LocationColumns,
  locationColumns,
  locationJoins,
  type PathColumn,
  pathOf,
} from "./path-columns.ts";
import type { Place } from "./places.ts";
import { nextTrySql } from "./troubles.ts";

export interface PendingFile extends FileStamp {
  fileId: number;
  path: string;
  /** What it is to the picture that it belongs to; null for one that stands alone. */
  partKind: PartKind | null;
  /** How often it was put off in this round of tries. */
  retries: number;
  /** What it held when it was last read. */
  assetId: number | null;
  /** What was wrong with it then. */
  code: ErrorCode | null;
}

export interface QueuedFile extends Omit<FileStamp, "changedAt"> {
  changedAt?: number | null;
  directoryId: number;
  name: string;
  jobId: number;
}

/** A picture of which a part may have changed. */
export interface LeadFile {
  fileId: number;
  path: string;
  sizeBytes: number;
  modifiedAt: number;
  assetId: number | null;
  rootId: number;
}

/** A file that says something of a picture beside it. */
export interface SidecarFile {
  fileId: number;
  rootId: number;
  path: string;
}

/** A sidecar, and a picture that it describes beside the one that it belongs to. */
export interface SharedSidecar {
  leadId: number;
  sidecarId: number;
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
  /** It is looked at again by itself, in pauses that double. */
  isRetried?: boolean | undefined;
}

/** A file that holds a content, or held it when it was last seen. */
export interface FileHolder extends Omit<FileStamp, "changedAt"> {
  fileId: number;
  path: string;
  rootId: number;
  /** It stands for the content; false for a copy of another file. */
  isOwner: boolean;
  isPresent: boolean;
  /** It is to be read again: it held the content when it was last read. */
  isPending: boolean;
}

interface HolderRow extends LocationColumns {
  file_id: number;
  root_id: number;
  size_bytes: number;
  modified_at: number;
  inode: number;
  is_owner: number;
  is_present: number;
  is_pending: number;
}

interface PendingRow extends LocationColumns {
  file_id: number;
  size_bytes: number;
  modified_at: number;
  inode: number;
  changed_at: number | null;
  part_kind: PartKind | null;
  retries: number;
  asset_id: number | null;
  code: ErrorCode | null;
}

/** A file that still cannot be looked at has no stamp, and is tried anew with each scan. */
const isUnchanged = `(size_bytes = excluded.size_bytes AND modified_at = excluded.modified_at
  AND inode = excluded.inode)`;

const upsertPendingSql = `
  INSERT INTO files (directory_id, name, size_bytes, modified_at, inode, changed_at, outcome, first_seen, last_seen,
    job_id)
  VALUES (@directoryId, @name, @sizeBytes, @modifiedAt, @inode, @changedAt, 'pending', @now, @now, @jobId)
  ON CONFLICT (directory_id, name) DO UPDATE SET
    outcome = 'pending', code = NULL, message = NULL, retry_at = NULL, retries = 0, unseen_since = NULL,
    is_directory = 0,
    ignored_at = CASE WHEN ${isUnchanged} THEN ignored_at END,
    tries = CASE WHEN ${isUnchanged} THEN tries ELSE 0 END,
    problem_since = CASE WHEN ${isUnchanged} THEN problem_since END,
    size_bytes = excluded.size_bytes, modified_at = excluded.modified_at, inode = excluded.inode,
    changed_at = excluded.changed_at, last_seen = excluded.last_seen, is_present = 1, job_id = excluded.job_id`;

const pendingColumns = `f.file_id, f.size_bytes, f.modified_at, f.inode, f.changed_at, f.part_kind, f.retries,
  f.asset_id, f.code, ${locationColumns}`;

const pendingSql = `
  SELECT ${pendingColumns}
  FROM files f ${locationJoins}
  WHERE f.outcome = 'pending' AND f.is_present = 1 AND f.job_id = ? AND f.file_id > ?
    AND (f.retry_at IS NULL OR f.retry_at <= ?)
  ORDER BY f.file_id LIMIT ?`;

/** A part that holds no picture is no problem: it is counted as skipped, and its picture shows it. */
const setPartSql = `
  UPDATE files SET part_of = @partOf, part_kind = @kind,
    code = CASE WHEN outcome = 'skipped' AND @partOf IS NOT NULL THEN NULL ELSE code END,
    message = CASE WHEN outcome = 'skipped' AND @partOf IS NOT NULL THEN NULL ELSE message END
  WHERE file_id = @fileId`;

const leadSql = `
  SELECT f.file_id, r.root_id, f.size_bytes, f.modified_at, f.asset_id, ${locationColumns} FROM files f ${locationJoins}`;

interface SidecarRow extends LocationColumns {
  file_id: number;
  root_id: number;
}

const sidecarSql = `SELECT f.file_id, r.root_id, ${locationColumns} FROM files f ${locationJoins}`;

function toSidecar(row: SidecarRow): SidecarFile {
  return { fileId: row.file_id, rootId: row.root_id, path: pathOf(row) };
}

const isInPlace = `d.root_id = @rootId AND (@subtree = '' OR d.path = @subtree
  OR substr(d.path, 1, length(@subtree) + 1) = @subtree || '/')`;

const pendingInSql = `
  SELECT ${pendingColumns}
  FROM files f ${locationJoins}
  WHERE f.outcome = 'pending' AND f.is_present = 1 AND f.job_id = @jobId AND f.file_id > @after AND ${isInPlace}
    AND (f.retry_at IS NULL OR f.retry_at <= @now)
  ORDER BY f.file_id LIMIT @limit`;

const countPendingInSql = `
  SELECT count(*) FROM files f JOIN directories d USING (directory_id)
  WHERE f.outcome = 'pending' AND f.job_id = @jobId AND ${isInPlace}`;

function toPending(row: PendingRow): PendingFile {
  return {
    fileId: row.file_id,
    path: pathOf(row),
    sizeBytes: row.size_bytes,
    modifiedAt: row.modified_at,
    inode: row.inode,
    changedAt: row.changed_at,
    partKind: row.part_kind,
    retries: row.retries,
    assetId: row.asset_id,
    code: row.code,
  };
}

const noStamp = { sizeBytes: null, modifiedAt: null, inode: null, changedAt: null };

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
    // One that is as it was known because it could not be read has failed all the same.
    `SELECT CASE WHEN outcome IN ('indexed', 'duplicate') AND code IS NOT NULL THEN 'failed' ELSE outcome END AS outcome,
       count(*) AS count FROM files WHERE job_id = ? GROUP BY 1`,
  );
  const pending = database.prepare<[number, number, number, number], PendingRow>(pendingSql);
  const pendingIn = database.prepare<[object], PendingRow>(pendingInSql);
  const countPendingIn = database.prepare<[object], number>(countPendingInSql).pluck();
  const finish = database.prepare(
    `UPDATE files SET outcome = @outcome, asset_id = @assetId, code = @code, message = @message,
       size_bytes = coalesce(@sizeBytes, size_bytes), modified_at = coalesce(@modifiedAt, modified_at),
       inode = coalesce(@inode, inode), changed_at = coalesce(@changedAt, changed_at), last_seen = @now,
       tries = tries + 1, job_id = @jobId, unseen_since = NULL,
       problem_since = CASE WHEN @code IS NOT NULL THEN coalesce(problem_since, @now) END,
       retry_at = CASE WHEN @isRetried = 1 THEN ${nextTrySql} END, retries = 0
     WHERE file_id = @fileId`,
  );
  const restamp = database.prepare<[FileStamp & { fileId: number }]>(
    `UPDATE files SET size_bytes = @sizeBytes, modified_at = @modifiedAt, inode = @inode, changed_at = @changedAt
     WHERE file_id = @fileId`,
  );
  const setAsset = database.prepare<[number | null, number]>(
    "UPDATE files SET asset_id = ? WHERE file_id = ?",
  );
  const setPresent = database.prepare<[number, number]>("UPDATE files SET is_present = ? WHERE file_id = ?");
  const holders = database.prepare<[number, number], HolderRow>(
    `SELECT f.file_id, r.root_id, f.outcome = 'indexed' AS is_owner, f.is_present,
       f.outcome = 'pending' AS is_pending, f.size_bytes, f.modified_at, f.inode, ${locationColumns}
     FROM files f ${locationJoins}
     WHERE f.asset_id = ? AND f.file_id <> ? AND r.forgotten_at IS NULL ORDER BY is_owner DESC, f.file_id`,
  );
  const remove = database.prepare<[number]>("DELETE FROM files WHERE file_id = ?");

  const setPart =
    database.prepare<[{ fileId: number; partOf: number | null; kind: PartKind | null }]>(setPartSql);
  const byId = database.prepare<[number], LeadRow>(`${leadSql} WHERE f.file_id = ?`);
  const sidecars = database.prepare<[{ fileId: number }], SidecarRow>(
    `${sidecarSql} WHERE f.part_of = @fileId AND f.part_kind = 'sidecar' AND f.is_present = 1
     UNION ALL ${sidecarSql} WHERE f.is_present = 1
       AND f.file_id IN (SELECT sidecar_id FROM shared_sidecars WHERE lead_id = @fileId)`,
  );
  const holderIds = database
    .prepare<[number], number>(
      `SELECT f.file_id FROM files f JOIN directories d USING (directory_id) JOIN roots r USING (root_id)
       WHERE f.asset_id = ? AND f.is_present = 1 AND r.forgotten_at IS NULL
       ORDER BY f.outcome = 'duplicate', f.file_id`,
    )
    .pluck();
  const leadIds = database
    .prepare<[{ fileId: number }], number>(
      `SELECT part_of FROM files WHERE file_id = @fileId AND part_of IS NOT NULL AND part_kind = 'sidecar'
       UNION SELECT lead_id FROM shared_sidecars WHERE sidecar_id = @fileId`,
    )
    .pluck();
  const sharedIn = database.prepare<[number], SharedSidecar>(
    `SELECT s.lead_id AS leadId, s.sidecar_id AS sidecarId
     FROM files f CROSS JOIN shared_sidecars s ON s.sidecar_id = f.file_id WHERE f.directory_id = ?`,
  );
  const share = database.prepare<[SharedSidecar]>(
    "INSERT INTO shared_sidecars (lead_id, sidecar_id) VALUES (@leadId, @sidecarId) ON CONFLICT DO NOTHING",
  );
  const unshare = database.prepare<[SharedSidecar]>(
    "DELETE FROM shared_sidecars WHERE lead_id = @leadId AND sidecar_id = @sidecarId",
  );
  const partAssets = database
    .prepare<[number], number>("SELECT asset_id FROM files WHERE part_of = ? AND asset_id IS NOT NULL")
    .pluck();

  return {
    /** A new or changed file: to be read by this job. Until then it holds what it held. */
    queue({ name, changedAt = null, ...file }: QueuedFile): void {
      upsertPending.run({ ...file, changedAt, name: pathToSystem(name) as PathColumn, now: Date.now() });
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
      return pending.all(jobId, afterFileId, Date.now(), limit).map(toPending);
    },

    /** Those of them that lie in one place. */
    pendingIn(jobId: number, place: Place, afterFileId: number, limit: number): PendingFile[] {
      const { rootId, subtree } = place;
      const parameters = { jobId, rootId, subtree: pathToSystem(subtree), after: afterFileId, limit };
      return pendingIn.all({ ...parameters, now: Date.now() }).map(toPending);
    },

    countPendingIn: (jobId: number, { rootId, subtree }: Place): number =>
      countPendingIn.get({ jobId, rootId, subtree: pathToSystem(subtree) }) ?? 0,

    /** Writes a file's outcome: one line of the ledger. */
    finish({ stamp, isRetried = false, ...result }: FileResult): void {
      finish.run({ ...noStamp, ...stamp, ...result, isRetried: isRetried ? 1 : 0, now: Date.now() });
    },

    /** The same file looks otherwise now: what it holds is as it was. */
    restamp(fileId: number, { sizeBytes, modifiedAt, inode, changedAt }: FileStamp): void {
      restamp.run({ fileId, sizeBytes, modifiedAt, inode, changedAt });
    },

    /** Says, or takes back, that a file belongs to another one. */
    setPart(fileId: number, partOf: number | null, kind: PartKind | null): void {
      setPart.run({ fileId, partOf, kind });
    },

    get: (fileId: number): LeadFile | undefined => toLeadFile(byId.get(fileId)),
    /** The pictures that a sidecar describes: the one that it belongs to, and those that share it. */
    describedBy: (sidecarId: number): number[] => leadIds.all({ fileId: sidecarId }),
    /** Sidecars of a picture's file, those that it shares too. */
    sidecarsOf: (fileId: number): SidecarFile[] => sidecars.all({ fileId }).map(toSidecar),
    /** The files with this content that are there, the one that stands for it first. */
    present: (assetId: number): number[] => holderIds.all(assetId),

    /** Which sidecars of a folder describe pictures beside the one that they belong to. */
    sharedSidecarsIn: (directoryId: number): SharedSidecar[] => sharedIn.all(directoryId),
    setShared(pair: SharedSidecar, isShared: boolean): void {
      (isShared ? share : unshare).run(pair);
    },
    /** Pictures among the parts of a file: shown or hidden as it comes and goes. */
    partAssetsOf: (fileId: number): number[] => partAssets.all(fileId),

    /** What a file holds; null where that is not known any more. */
    setAsset(fileId: number, assetId: number | null): void {
      setAsset.run(assetId, fileId);
    },

    setPresent(fileId: number, isPresent: boolean): void {
      setPresent.run(isPresent ? 1 : 0, fileId);
    },

    /** Other files that hold this content, or did when last seen; those of forgotten folders left out. */
    holdersOf(assetId: number, exceptFileId: number): FileHolder[] {
      return holders.all(assetId, exceptFileId).map((row) => ({
        fileId: row.file_id,
        path: pathOf(row),
        rootId: row.root_id,
        isOwner: row.is_owner === 1,
        isPresent: row.is_present === 1,
        isPending: row.is_pending === 1,
        sizeBytes: row.size_bytes,
        modifiedAt: row.modified_at,
        inode: row.inode,
      }));
    },

    remove: (fileId: number): void => {
      remove.run(fileId);
    },
  };
}

interface LeadRow extends SidecarRow {
  size_bytes: number;
  modified_at: number;
  asset_id: number | null;
}

function toLeadFile(row: LeadRow | undefined): LeadFile | undefined {
  if (!row) return undefined;
  const { size_bytes: sizeBytes, modified_at: modifiedAt, asset_id: assetId } = row;
  return { ...toSidecar(row), sizeBytes, modifiedAt, assetId };
}

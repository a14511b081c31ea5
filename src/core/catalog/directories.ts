import type Database from "better-sqlite3";
import type { ErrorCode } from "../../contract/errors.ts";
import { pathFromSystem, pathToSystem } from "../files/path-bytes.ts";
import { isInside } from "../files/path-inside.ts";
import type { PathColumn } from "./path-columns.ts";

/** What a file is to the picture that it belongs to. */
export type PartKind = "raw" | "video" | "sidecar";

export type FileOutcome = "pending" | "indexed" | "duplicate" | "skipped" | "failed";

/** What a scan compares to tell that a file is the same as last time. */
export interface FileStamp {
  sizeBytes: number;
  /** Milliseconds since 1970, with the file system's fraction. */
  modifiedAt: number;
  inode: number;
  /** `ctime`, likewise; null where it is not known. */
  changedAt: number | null;
}

/** What a scan compares to tell that a directory is the one that it was. */
export interface DirectoryStamp {
  inode: number;
  /** Of the directory itself: when an entry in it came, went or was renamed. */
  modifiedAt: number;
  /** `ctime`: when that was so, or its date or rights were set. */
  changedAt: number;
}

export interface KnownFile extends FileStamp {
  fileId: number;
  outcome: FileOutcome;
  /** Why it was left out. */
  code: ErrorCode | null;
  assetId: number | null;
  isPresent: boolean;
  /** The file that this one belongs to, and as what. */
  partOf: number | null;
  partKind: PartKind | null;
  /** The job that gave the file its outcome. */
  jobId: number | null;
  /** It could not be looked at since then: all else is as it was known. */
  unseenSince: number | null;
  /** When it is tried again, if it is a problem that may pass. */
  retryAt: number | null;
}

interface KnownFileRow {
  file_id: number;
  name: PathColumn;
  size_bytes: number;
  modified_at: number;
  inode: number;
  changed_at: number | null;
  outcome: FileOutcome;
  code: ErrorCode | null;
  asset_id: number | null;
  is_present: number;
  job_id: number | null;
  part_of: number | null;
  part_kind: PartKind | null;
  unseen_since: number | null;
  retry_at: number | null;
}

const knownFileSql = `
  SELECT f.file_id, f.name, f.size_bytes, f.modified_at, f.inode, f.changed_at, f.outcome, f.code, f.asset_id,
    f.is_present, f.job_id, f.part_of, f.part_kind, f.unseen_since, f.retry_at
  FROM files f
  WHERE f.directory_id = ? AND f.name > ? AND f.is_directory = 0 ORDER BY f.name LIMIT ?`;

function toKnownFile(row: KnownFileRow): KnownFile {
  return {
    fileId: row.file_id,
    sizeBytes: row.size_bytes,
    modifiedAt: row.modified_at,
    inode: row.inode,
    changedAt: row.changed_at,
    outcome: row.outcome,
    code: row.code,
    assetId: row.asset_id,
    isPresent: row.is_present === 1,
    jobId: row.job_id,
    unseenSince: row.unseen_since,
    retryAt: row.retry_at,
    partOf: row.part_of,
    partKind: row.part_kind,
  };
}

/** Directories of the roots, and what is known of the files in them. */
export function directoriesRepository(database: Database.Database) {
  const find = database
    .prepare<[number, PathColumn], number>(
      "SELECT directory_id FROM directories WHERE root_id = ? AND path = ?",
    )
    .pluck();
  const insert = database.prepare<[number, PathColumn]>(
    "INSERT INTO directories (root_id, path) VALUES (?, ?)",
  );
  // Paths that are not UTF-8 are BLOBs, which SQLite compares with no text: the choice is made here.
  const ofRoot = database.prepare<[number], { directory_id: number; path: PathColumn }>(
    "SELECT directory_id, path FROM directories WHERE root_id = ?",
  );
  type StampRow = { inode: number | null; modified_at: number | null; changed_at: number | null };
  const stamp = database.prepare<[number], StampRow>(
    "SELECT inode, modified_at, changed_at FROM directories WHERE directory_id = ?",
  );
  const setStamp = database.prepare<[number, number, number, number]>(
    "UPDATE directories SET inode = ?, modified_at = ?, changed_at = ? WHERE directory_id = ?",
  );
  const knownFiles = database.prepare<[number, PathColumn, number], KnownFileRow>(knownFileSql);

  return {
    /** The directory's id; a new one is made when `path` is new. */
    idOf(rootId: number, path: string): number {
      const column = pathToSystem(path);
      return find.get(rootId, column) ?? Number(insert.run(rootId, column).lastInsertRowid);
    },

    /** As it was when its files were last compared; undefined where that was not noted. */
    stampOf(directoryId: number): DirectoryStamp | undefined {
      const row = stamp.get(directoryId);
      if (!row || row.inode === null || row.modified_at === null || row.changed_at === null) return undefined;
      return { inode: row.inode, modifiedAt: row.modified_at, changedAt: row.changed_at };
    },

    setStamp(directoryId: number, { inode, modifiedAt, changedAt }: DirectoryStamp): void {
      setStamp.run(inode, modifiedAt, changedAt, directoryId);
    },

    /** Every known directory at or under `path` in this root, by its path. */
    under(rootId: number, path: string): Map<string, number> {
      const found = new Map<string, number>();
      for (const row of ofRoot.iterate(rootId)) {
        const directory = pathFromSystem(row.path);
        if (path === "" || isInside(directory, path)) found.set(directory, row.directory_id);
      }
      return found;
    },

    /** What is known of a directory's files, by name, a page at a time: a directory may hold 100,000. */
    *filesOf(directoryId: number, pageSize = 1000): Generator<Map<string, KnownFile>> {
      for (let after: PathColumn = ""; ; ) {
        const rows: KnownFileRow[] = knownFiles.all(directoryId, after, pageSize);
        const last = rows.at(-1);
        if (last) yield new Map(rows.map((row) => [pathFromSystem(row.name), toKnownFile(row)]));
        if (!last || rows.length < pageSize) return;
        after = last.name;
      }
    },
  };
}

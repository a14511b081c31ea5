import type Database from "better-sqlite3";
import type { ErrorCode } from "../../contract/errors.ts";
import { pathFromSystem, pathToSystem } from "../files/path-bytes.ts";
import type { PathColumn } from "./path-columns.ts";

/** Why something could not be looked at. */
export interface LookTrouble {
  code: ErrorCode;
  message: string;
}

/** A problem whose time to be looked at again has come. */
export interface DueProblem {
  fileId: number;
  rootId: number;
  /** Relative to the root: the folder of a file, or the folder itself. */
  directory: string;
  isDirectory: boolean;
}

interface PlaceRow {
  file_id: number;
  root_id: number;
  directory: PathColumn;
  name: PathColumn;
  is_directory: number;
}

/** The first pause is a minute, each next one twice that, the longest a day. `tries` is what it was before this one. */
export const nextTrySql = "@now + min(86400000, 60000 << min(tries, 11))";

const problemColumns = `code = @code, message = @message, last_seen = @now, tries = tries + 1,
  problem_since = coalesce(problem_since, @now), retry_at = ${nextTrySql}`;

/** How often a photo was read well is no try of what has gone wrong since. */
const startCounting = "UPDATE files SET tries = 0 WHERE file_id = ? AND problem_since IS NULL";

/** What cannot be looked at: known files stay as they were, folders stand in the list by themselves. */
export function troublesRepository(database: Database.Database) {
  const hold = database.prepare(
    `UPDATE files SET ${problemColumns}, unseen_since = coalesce(unseen_since, @now) WHERE file_id = @fileId`,
  );
  const start = database.prepare<[number]>(startCounting);
  const release = database.prepare<[number]>(
    `UPDATE files SET code = NULL, message = NULL, unseen_since = NULL, problem_since = NULL, retry_at = NULL,
       ignored_at = NULL, tries = 1 WHERE file_id = ?`,
  );
  const foldersOf = database.prepare<[number], PlaceRow>(
    `SELECT f.file_id, d.root_id, d.path AS directory, f.name, f.is_directory
     FROM files f JOIN directories d USING (directory_id) WHERE f.is_directory = 1 AND d.root_id = ?`,
  );
  const insertFolder = database
    .prepare<[object], number>(
      `INSERT INTO files (directory_id, name, size_bytes, modified_at, inode, outcome, first_seen, last_seen, is_directory)
       VALUES (@directoryId, @name, 0, 0, 0, 'failed', @now, @now, 1)
       ON CONFLICT (directory_id, name) DO UPDATE SET
         size_bytes = 0, modified_at = 0, inode = 0, changed_at = NULL, asset_id = NULL, part_of = NULL,
         part_kind = NULL, outcome = 'failed', unseen_since = NULL, tries = 0, problem_since = NULL, ignored_at = NULL,
         is_directory = 1
       RETURNING file_id`,
    )
    .pluck();
  const failFolder = database.prepare(
    `UPDATE files SET ${problemColumns}, outcome = 'failed', is_present = 1, job_id = @jobId WHERE file_id = @fileId`,
  );
  const due = database.prepare<[number, number], PlaceRow>(
    `SELECT f.file_id, d.root_id, d.path AS directory, f.name, f.is_directory
     FROM files f JOIN directories d USING (directory_id)
     WHERE f.retry_at IS NOT NULL AND f.outcome <> 'pending' AND f.retry_at <= ? AND f.is_present = 1
     ORDER BY f.retry_at LIMIT ?`,
  );
  const postpone = database.prepare(
    `UPDATE files SET retry_at = ${nextTrySql} WHERE file_id = @fileId AND retry_at <= @now`,
  );

  return {
    /** A known file cannot be looked at: it stays what it was, and is a problem. */
    hold(fileId: number, { code, message }: LookTrouble): void {
      start.run(fileId);
      hold.run({ fileId, code, message, now: Date.now() });
    },

    /** It can be again, and is what it was. */
    release(fileId: number): void {
      release.run(fileId);
    },

    /** Folders of a root that could not be looked into, by their paths from the root. */
    foldersOf: (rootId: number): Map<string, number> =>
      new Map(foldersOf.all(rootId).map((row) => [folderPathOf(row), row.file_id])),

    /** A place in the list for a folder, in the one around it. @returns its id */
    addFolder: (directoryId: number, name: string): number =>
      insertFolder.get({ directoryId, name: pathToSystem(name), now: Date.now() }) as number,

    /** The folder could not be looked into this time. */
    failFolder(fileId: number, jobId: number, { code, message }: LookTrouble): void {
      failFolder.run({ fileId, jobId, code, message, now: Date.now() });
    },

    /** The problems to be looked at again by now, the longest overdue first. */
    due: (limit: number, now = Date.now()): DueProblem[] => due.all(now, limit).map(toDue),

    /** What is about to be looked at, or cannot be now, has its next turn later. */
    postpone(fileId: number): void {
      postpone.run({ fileId, now: Date.now() });
    },
  };
}

function folderPathOf({ directory, name }: PlaceRow): string {
  const [above, last] = [pathFromSystem(directory), pathFromSystem(name)];
  if (last === "") return above;
  return above === "" ? last : `${above}/${last}`;
}

function toDue(row: PlaceRow): DueProblem {
  const isDirectory = row.is_directory === 1;
  const directory = isDirectory ? folderPathOf(row) : pathFromSystem(row.directory);
  return { fileId: row.file_id, rootId: row.root_id, directory, isDirectory };
}

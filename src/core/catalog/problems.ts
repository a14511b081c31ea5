import type Database from "better-sqlite3";
import type { ErrorCode } from "../../contract/errors.ts";
import type { ProblemSelection } from "../../contract/problems.ts";
import { pathForDisplay, pathFromSystem } from "../files/path-bytes.ts";
import {
  type LocationColumns,
  locationColumns,
  locationJoins,
  type PathColumn,
  pathOf,
} from "./path-columns.ts";

export interface ProblemRow {
  fileId: number;
  path: string;
  code: ErrorCode;
  message: string;
  outcome: "skipped" | "failed";
  firstSeen: number;
  lastSeen: number;
  tries: number;
}

interface RawProblem extends LocationColumns {
  file_id: number;
  code: ErrorCode;
  message: string;
  outcome: "skipped" | "failed";
  problem_since: number | null;
  last_seen: number;
  tries: number;
}

/** A problem that something is to be done to. */
export interface ChosenProblem {
  fileId: number;
  path: string;
  rootId: number;
  rootPath: string;
  /** Relative to the root: where the file lies. */
  directory: string;
  /** Not a file: a folder that could not be looked into. */
  isDirectory: boolean;
}

interface ChosenRow extends LocationColumns {
  file_id: number;
  root_id: number;
  is_directory: number;
}

export interface ProblemFilter {
  code?: ErrorCode | undefined;
  isIgnored: boolean;
}

const isProblem = "f.code IS NOT NULL AND f.outcome <> 'pending' AND f.is_present = 1";
const isShown = "(f.ignored_at IS NOT NULL) = @isIgnored AND (@code IS NULL OR f.code = @code)";

/** A photo that is in stays so while its file cannot be looked at: that is what failed. */
const outcome = `CASE WHEN f.unseen_since IS NOT NULL OR f.outcome IN ('indexed', 'duplicate') THEN 'failed'
  ELSE f.outcome END`;

const listSql = `
  SELECT f.file_id, f.code, f.message, ${outcome} AS outcome, f.problem_since, f.last_seen, f.tries, ${locationColumns}
  FROM files f ${locationJoins}
  WHERE ${isProblem} AND ${isShown}
  ORDER BY f.outcome, f.last_seen DESC, f.file_id LIMIT @limit OFFSET @offset`;

const chosenSql = `
  SELECT f.file_id, r.root_id, f.is_directory, ${locationColumns}
  FROM files f ${locationJoins}
  WHERE ${isProblem} AND (f.ignored_at IS NOT NULL) = @isIgnored AND (@code IS NULL OR f.code = @code)
    AND (@ignoredAt IS NULL OR f.ignored_at = @ignoredAt)
    AND (@fileIds IS NULL OR f.file_id IN (SELECT value FROM json_each(@fileIds)))
  ORDER BY f.file_id`;

/** Files that were left out, with the reason. */
export function problemsRepository(database: Database.Database) {
  const list = database.prepare<[object], RawProblem>(listSql);
  const byCode = database.prepare<[number], { code: ErrorCode; count: number }>(
    `SELECT code, count(*) AS count FROM files f WHERE ${isProblem} AND (ignored_at IS NOT NULL) = ?
     GROUP BY code ORDER BY count DESC, code`,
  );
  const ignored = database
    .prepare<[], number>(`SELECT count(*) FROM files f WHERE ${isProblem} AND ignored_at IS NOT NULL`)
    .pluck();
  const chosen = database.prepare<[object], ChosenRow>(chosenSql);
  const setIgnored = database.prepare<[number | null, number]>(
    "UPDATE files SET ignored_at = ? WHERE file_id = ?",
  );
  const location = database.prepare<[number], LocationColumns>(
    `SELECT ${locationColumns} FROM files f ${locationJoins} WHERE f.file_id = ?`,
  );
  const lastIgnoredAt = database
    .prepare<[], number>("SELECT coalesce(max(ignored_at), 0) FROM files")
    .pluck();

  /** The problems a selection names, ignored ones or the others. */
  function choose(
    { fileIds, paths, code }: ProblemSelection,
    { isIgnored, ignoredAt }: { isIgnored: boolean; ignoredAt?: number | undefined },
  ): ChosenProblem[] {
    const rows = chosen.all({
      isIgnored: isIgnored ? 1 : 0,
      code: code ?? null,
      ignoredAt: ignoredAt ?? null,
      fileIds: fileIds ? JSON.stringify(fileIds) : null,
    });
    const wanted = paths && new Set(paths);
    return rows.map(toChosen).filter(({ path }) => !wanted || wanted.has(pathForDisplay(path)));
  }

  return {
    list({ code, isIgnored }: ProblemFilter, limit: number, offset: number): ProblemRow[] {
      const rows = list.all({ code: code ?? null, isIgnored: isIgnored ? 1 : 0, limit, offset });
      return rows.map(toProblem);
    },
    byCode: (isIgnored: boolean): { code: ErrorCode; count: number }[] => byCode.all(isIgnored ? 1 : 0),
    ignored: (): number => ignored.get() ?? 0,
    choose,
    /** @returns the time of this act, which no other has */
    ignore(problems: readonly ChosenProblem[]): number {
      const ignoredAt = Math.max(Date.now(), (lastIgnoredAt.get() ?? 0) + 1);
      for (const { fileId } of problems) setIgnored.run(ignoredAt, fileId);
      return ignoredAt;
    },
    unignore(problems: readonly ChosenProblem[]): void {
      for (const { fileId } of problems) setIgnored.run(null, fileId);
    },
    pathOf(fileId: number): string | undefined {
      const row = location.get(fileId);
      return row && pathOf(row);
    },
  };
}

function toProblem(row: RawProblem): ProblemRow {
  return {
    fileId: row.file_id,
    path: pathOf(row),
    code: row.code,
    message: row.message,
    outcome: row.outcome,
    firstSeen: row.problem_since ?? row.last_seen,
    lastSeen: row.last_seen,
    tries: row.tries,
  };
}

function toChosen(row: ChosenRow): ChosenProblem {
  return {
    fileId: row.file_id,
    path: pathOf(row),
    rootId: row.root_id,
    rootPath: pathFromSystem(row.root),
    directory: pathFromSystem(row.directory as PathColumn),
    isDirectory: row.is_directory === 1,
  };
}

import type Database from "better-sqlite3";
import type { ErrorCode } from "../../contract/errors.ts";
import { type LocationColumns, locationColumns, locationJoins, pathOf } from "./path-columns.ts";

export interface ProblemRow {
  path: string;
  code: ErrorCode;
  message: string;
  outcome: "skipped" | "failed";
  firstSeen: number;
  lastSeen: number;
  tries: number;
}

interface RawProblem extends LocationColumns {
  code: ErrorCode;
  message: string;
  outcome: "skipped" | "failed";
  first_seen: number;
  last_seen: number;
  tries: number;
}

const hasProblem = "f.code IS NOT NULL AND f.outcome IN ('skipped', 'failed') AND f.is_present = 1";

/** Files that were left out, with the reason. */
export function problemsRepository(database: Database.Database) {
  const list = database.prepare<[ErrorCode | null, ErrorCode | null, number, number], RawProblem>(
    `SELECT f.code, f.message, f.outcome, f.first_seen, f.last_seen, f.tries, ${locationColumns}
     FROM files f ${locationJoins}
     WHERE ${hasProblem} AND (? IS NULL OR f.code = ?)
     ORDER BY f.outcome, f.last_seen DESC, f.file_id LIMIT ? OFFSET ?`,
  );
  const byCode = database.prepare<[], { code: ErrorCode; count: number }>(
    `SELECT code, count(*) AS count FROM files f WHERE ${hasProblem} GROUP BY code ORDER BY count DESC, code`,
  );

  return {
    list(code: ErrorCode | undefined, limit: number, offset: number): ProblemRow[] {
      return list.all(code ?? null, code ?? null, limit, offset).map((row) => ({
        path: pathOf(row),
        code: row.code,
        message: row.message,
        outcome: row.outcome,
        firstSeen: row.first_seen,
        lastSeen: row.last_seen,
        tries: row.tries,
      }));
    },
    byCode: (): { code: ErrorCode; count: number }[] => byCode.all(),
  };
}

export type ProblemsRepository = ReturnType<typeof problemsRepository>;

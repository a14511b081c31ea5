import type { Problem } from "../../contract/problems.ts";
import type { Catalog } from "../catalog/index.ts";
import type { ProblemFilter, ProblemRow } from "../catalog/problems.ts";
import { pathForDisplay } from "../files/path-bytes.ts";
import { csvOfProblem, csvTitles } from "./csv.ts";

const csvPageSize = 1000;

export function describeProblem(row: ProblemRow): Problem {
  return {
    ...row,
    path: pathForDisplay(row.path),
    firstSeen: new Date(row.firstSeen).toISOString(),
    lastSeen: new Date(row.lastSeen).toISOString(),
  };
}

/** The problems a page at a time, with how many there are. */
export function listProblems(
  { problems }: Catalog,
  { limit, offset, ...filter }: ProblemFilter & { limit: number; offset: number },
) {
  const byCode = problems.byCode(filter.isIgnored);
  const counted = byCode.filter(({ code }) => filter.code === undefined || code === filter.code);
  return {
    total: counted.reduce((total, { count }) => total + count, 0),
    byCode,
    ignored: problems.ignored(),
    problems: problems.list(filter, limit, offset).map(describeProblem),
  };
}

/** The whole list as CSV, a page of it in memory. */
export async function* problemsAsCsv({ problems }: Catalog, filter: ProblemFilter): AsyncGenerator<string> {
  yield csvTitles;
  for (let offset = 0; ; offset += csvPageSize) {
    const rows = problems.list(filter, csvPageSize, offset);
    if (rows.length > 0) yield rows.map((row) => csvOfProblem(describeProblem(row))).join("");
    if (rows.length < csvPageSize) return;
  }
}

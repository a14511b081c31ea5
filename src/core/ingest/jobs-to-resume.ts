import type { Catalog } from "../catalog/index.ts";
import type { JobRow } from "../catalog/jobs.ts";

/** How far back is looked for jobs that were interrupted. */
const lookBack = 50;

/** The interrupted jobs that nothing has been done about since, the oldest first. */
export function jobsToResume(catalog: Catalog): JobRow[] {
  const seen = new Set<string>();
  const found: JobRow[] = [];
  for (const row of catalog.jobs.list(lookBack)) {
    // Each retry is of other files; what else is of the same folders is the same work.
    const key = row.kind === "retry" ? `retry ${row.jobId}` : JSON.stringify([...row.directories].sort());
    if (row.state === "interrupted" && !seen.has(key) && hasWork(row, catalog)) found.push(row);
    seen.add(key);
  }
  return found.reverse();
}

function hasWork({ kind, jobId }: JobRow, catalog: Catalog): boolean {
  return kind !== "retry" || catalog.files.pending(jobId, 0, 1).length > 0;
}

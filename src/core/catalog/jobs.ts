import type Database from "better-sqlite3";
import type { ErrorCode } from "../../contract/errors.ts";
import type { Job, Ledger } from "../../contract/jobs.ts";

export interface JobRow {
  jobId: number;
  kind: Job["kind"];
  state: Job["state"];
  directories: string[];
  ledger: Ledger;
  moved: number;
  reprocessed: number;
  workingMillis: number;
  startedAt: number;
  endedAt: number | null;
  error: { code: ErrorCode; message: string } | null;
  /** Interrupted while a person had it paused. */
  isPaused: boolean;
}

interface RawJob {
  job_id: number;
  kind: Job["kind"];
  state: Job["state"];
  directories: string;
  ledger: string;
  moved: number;
  reprocessed: number;
  working_millis: number;
  started_at: number;
  ended_at: number | null;
  error_code: ErrorCode | null;
  error_message: string | null;
  is_paused: number;
}

export const emptyLedger: Ledger = {
  found: 0,
  indexed: 0,
  unchanged: 0,
  duplicate: 0,
  skipped: 0,
  failed: 0,
};

function toJob(row: RawJob): JobRow {
  return {
    jobId: row.job_id,
    kind: row.kind,
    state: row.state,
    directories: JSON.parse(row.directories),
    ledger: JSON.parse(row.ledger),
    moved: row.moved,
    reprocessed: row.reprocessed,
    workingMillis: row.working_millis,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    error: row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? "" },
    isPaused: row.is_paused === 1,
  };
}

/** Jobs and their ledgers, written with every batch so that a ledger adds up after a crash too. */
export function jobsRepository(database: Database.Database) {
  const insert = database.prepare<[string, string, string, number]>(
    "INSERT INTO jobs (kind, state, directories, ledger, started_at) VALUES (?, 'queued', ?, ?, ?)",
  );
  const save = database.prepare(
    `UPDATE jobs SET state = @state, ledger = @ledger, moved = @moved, reprocessed = @reprocessed,
       working_millis = @workingMillis, ended_at = @endedAt, directories = @directories, error_code = @errorCode,
       error_message = @errorMessage, is_paused = @isPaused WHERE job_id = @jobId`,
  );
  const list = database.prepare<[number], RawJob>("SELECT * FROM jobs ORDER BY job_id DESC LIMIT ?");
  const get = database.prepare<[number], RawJob>("SELECT * FROM jobs WHERE job_id = ?");
  const interrupt = database.prepare<[number]>(
    `UPDATE jobs SET is_paused = (state = 'paused' AND error_code IS NULL), state = 'interrupted', ended_at = ?
     WHERE state IN ('queued', 'running', 'paused')`,
  );
  // What they left undone is found by the next look at the folder.
  const removeFollowers = database.prepare<[]>(
    "DELETE FROM jobs WHERE kind = 'watch' AND state IN ('queued', 'running', 'paused')",
  );
  const remove = database.prepare<[number]>("DELETE FROM jobs WHERE job_id = ?");

  return {
    insert(kind: Job["kind"], directories: string[]): JobRow {
      const startedAt = Date.now();
      const directoriesJson = JSON.stringify(directories);
      const jobId = insert.run(kind, directoriesJson, JSON.stringify(emptyLedger), startedAt).lastInsertRowid;
      return toJob(get.get(Number(jobId)) as RawJob);
    },
    save(job: JobRow): void {
      save.run({
        jobId: job.jobId,
        state: job.state,
        directories: JSON.stringify(job.directories),
        ledger: JSON.stringify(job.ledger),
        moved: job.moved,
        reprocessed: job.reprocessed,
        workingMillis: Math.round(job.workingMillis),
        endedAt: job.endedAt,
        errorCode: job.error?.code ?? null,
        errorMessage: job.error?.message ?? null,
        isPaused: job.isPaused ? 1 : 0,
      });
    },
    list: (limit: number): JobRow[] => list.all(limit).map(toJob),
    get(jobId: number): JobRow | undefined {
      const row = get.get(jobId);
      return row && toJob(row);
    },
    remove: (jobId: number): void => {
      remove.run(jobId);
    },
    /** At start-up: whatever was under way when the last process ended did not finish. */
    markInterrupted: (): void => {
      removeFollowers.run();
      interrupt.run(Date.now());
    },
  };
}

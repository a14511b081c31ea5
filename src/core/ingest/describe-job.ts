import type { Job } from "../../contract/jobs.ts";
import type { JobRow } from "../catalog/jobs.ts";
import { fromSystemError } from "../errors.ts";
import type { Pace } from "../pace.ts";
import type { LedgerCounts } from "./ledger.ts";

/** What a job that this process runs knows beside its row. */
export interface JobAtWork {
  row: JobRow;
  phase: Job["phase"];
  counts: LedgerCounts;
  pace: Pace;
  isFoundFinal: boolean;
  awaitingEmbedding: number;
  retryAt: number | undefined;
  isHeld: boolean;
  isPausing: boolean;
}

/** A job as the API shows it. */
export function describeJob(job: JobAtWork): Job {
  const { row, phase, counts, pace, isFoundFinal } = job;
  const seconds = pace.workedMillis / 1000;
  const ledger = counts.ledger;
  const isEnded = phase === "ended";
  const perSecond = isEnded ? averagePerSecond(ledger.indexed, seconds) : pace.perSecond;
  return {
    ...fromRow(row),
    phase,
    ledger: isEnded ? counts.settled() : ledger,
    ...counts.facts,
    isFoundFinal,
    awaitingEmbedding: job.awaitingEmbedding,
    seconds,
    photosPerSecond: perSecond,
    secondsLeft: isFoundFinal && perSecond > 0 ? (ledger.found - counts.accounted) / perSecond : null,
    retryAt: job.retryAt === undefined ? null : new Date(job.retryAt).toISOString(),
    isHeld: job.isHeld,
    isPausing: job.isPausing,
  };
}

const unfinished: ReadonlySet<Job["state"]> = new Set(["queued", "running", "paused"]);

/** A job of an earlier run, from what was written down. */
export function describeEnded(row: JobRow): Job {
  const seconds = row.workingMillis / 1000;
  return {
    ...fromRow(row),
    // A full disk did not take its end.
    state: unfinished.has(row.state) ? "interrupted" : row.state,
    phase: "ended",
    ledger: row.ledger,
    moved: row.moved,
    reprocessed: row.reprocessed,
    isFoundFinal: true,
    awaitingEmbedding: 0,
    seconds,
    photosPerSecond: averagePerSecond(row.ledger.indexed, seconds),
    secondsLeft: null,
    retryAt: null,
    isHeld: false,
    isPausing: false,
  };
}

function fromRow({ jobId, kind, state, directories, startedAt, endedAt, error }: JobRow) {
  return {
    jobId,
    kind,
    state,
    directories,
    startedAt: new Date(startedAt).toISOString(),
    endedAt: endedAt === null ? null : new Date(endedAt).toISOString(),
    error,
  };
}

export function describeError(error: unknown, row: JobRow): JobRow["error"] {
  const { code, message } = fromSystemError(error, row.directories[0] ?? "", "INTERNAL_ERROR");
  // A defect of ours: the person reads that something went wrong, the log says where.
  if (code === "INTERNAL_ERROR") console.error(error);
  return { code, message };
}

function averagePerSecond(count: number, seconds: number): number {
  return seconds > 0 ? count / seconds : 0;
}

import type { Job, ShoeboxClient } from "../contract/index.ts";
import { CommandError } from "./errors.ts";
import { createProgressBar, type Progress } from "./progress-bar.ts";

const phaseNames: Record<Job["phase"], string> = {
  waiting: "Waiting",
  generating: "Drawing",
  scanning: "Scanning",
  indexing: "Indexing",
  finishing: "Finishing",
  ended: "Done",
};

/**
 * Follows a job to its end, with a bar where stderr is a terminal, and cancels it when asked to.
 * @returns the job as it ended
 * @throws CommandError with the job's own code when it could not run, or paused itself since the library's disk is full
 * (nobody can resume it here: the next run carries on); one that could run in part ends with its `error` beside its ledger
 */
export async function followJob(client: ShoeboxClient, started: Job, cancel: AbortSignal): Promise<Job> {
  const { jobId } = started;
  const cancelJob = () => {
    // A job that has just ended cannot be cancelled any more, and need not be.
    client.jobs.cancel({ jobId }).catch(() => {});
  };
  cancel.addEventListener("abort", cancelJob, { once: true });
  if (cancel.aborted) cancelJob();
  const bar = createProgressBar();
  let last = started;
  try {
    for await (const job of await client.jobs.progress({ jobId })) {
      last = job;
      bar.show(progressOf(job));
      if (job.state === "paused" && job.error) throw new CommandError(job.error.code, job.error.message);
    }
  } finally {
    bar.clear();
    cancel.removeEventListener("abort", cancelJob);
  }
  if (last.state === "failed" && last.error) throw new CommandError(last.error.code, last.error.message);
  return last;
}

function progressOf({ phase, ledger, isFoundFinal, photosPerSecond, secondsLeft }: Job): Progress {
  const done = ledger.indexed + ledger.unchanged + ledger.duplicate + ledger.skipped + ledger.failed;
  return {
    phase: phaseNames[phase],
    done,
    total: isFoundFinal ? ledger.found : null,
    perSecond: photosPerSecond,
    secondsLeft,
  };
}

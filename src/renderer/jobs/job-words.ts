import { errorDefinitions, type Job } from "../../contract/index.ts";
import { fileNameOf } from "../search/results-list.ts";
import { count, duration, photos } from "../words/quantities.ts";

/** What a job is about: "Holiday", "Holiday and 2 more folders". */
export function jobSubject({ kind, directories }: Job): string {
  if (kind === "demo") return "Demo photos";
  if (kind === "retry") return "Files tried again";
  const [first = "", ...others] = directories;
  const name = fileNameOf(first.replace(/[/\\]$/, "")) || first;
  if (others.length === 0) return name;
  return `${name} and ${others.length} more ${others.length === 1 ? "folder" : "folders"}`;
}

export function accounted({ ledger }: Job): number {
  return ledger.indexed + ledger.unchanged + ledger.duplicate + ledger.skipped + ledger.failed;
}

const phaseWords: Record<Job["phase"], string> = {
  waiting: "Waiting for its turn",
  generating: "Drawing demo photos",
  scanning: "Looking for photos",
  indexing: "Indexing",
  finishing: "Finishing",
  ended: "Done",
};

const endWords: Partial<Record<Job["state"], string>> = {
  done: "Done",
  cancelled: "Cancelled: what was indexed stays",
  interrupted: "Interrupted: index the folder again to go on",
  failed: "Could not be done",
};

/** What it is doing now, in a few words. */
export function jobState(job: Job): string {
  if (job.state === "paused" && job.error)
    return `Paused: ${lowerFirst(errorDefinitions[job.error.code].meaning)}`;
  // Its numbers still change: what is in hand is finished.
  if (job.state === "paused") return job.isPausing ? "Pausing…" : "Paused";
  if (job.state === "queued") return phaseWords.waiting;
  if (job.isHeld) return "Waiting until the computer is idle or on mains power";
  if (job.retryAt !== null) return "Some files were busy: trying them again in a moment";
  return endWords[job.state] ?? phaseWords[job.phase];
}

/** A sentence -> what can follow a colon. */
export function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, "");
}

/** "1,200 of 5,000, about 3 minutes left". */
export function jobProgress(job: Job): string {
  const { ledger, isFoundFinal, secondsLeft, state } = job;
  if (ledger.found === 0) return "";
  if (!isFoundFinal) return `${count(accounted(job))} done, ${count(ledger.found)} found so far`;
  const left = secondsLeft === null || state !== "running" ? "" : `, ${duration(secondsLeft)} left`;
  return `${count(accounted(job))} of ${count(ledger.found)}${left}`;
}

/** A sentence for when a job has ended. */
export function jobSummary(job: Job): string {
  const { ledger, error, moved, reprocessed } = job;
  if (job.state === "failed") return error?.message ?? "The job could not be done.";
  const parts = [
    ledger.indexed > 0 && `${photos(ledger.indexed)} added`,
    moved > 0 && `${count(moved)} moved, ${count(reprocessed)} reprocessed`,
    ledger.unchanged > 0 && `${count(ledger.unchanged)} unchanged`,
    ledger.duplicate > 0 && `${count(ledger.duplicate)} ${ledger.duplicate === 1 ? "copy" : "copies"}`,
    ledger.skipped > 0 && `${count(ledger.skipped)} other ${ledger.skipped === 1 ? "file" : "files"}`,
    ledger.failed > 0 && `${photos(ledger.failed)} could not be read`,
  ];
  return parts.filter(Boolean).join(", ") || "Nothing new was found";
}

import { ActionIcon, Progress, Tooltip } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay, IconX } from "@tabler/icons-react";
import type { Job, Ledger } from "../../contract/index.ts";
import { client } from "../api/connection.ts";
import { errorWords } from "../api/error-words.ts";
import { notify } from "../layout/notices.tsx";
import { count } from "../words/quantities.ts";
import { isActive, jobStore } from "./job-store.ts";
import { accounted, jobProgress, jobState, jobSubject, jobSummary } from "./job-words.ts";
import styles from "./jobs.module.css";

const entries: readonly [keyof Ledger, label: string][] = [
  ["found", "Found"],
  ["indexed", "Indexed"],
  ["unchanged", "Unchanged"],
  ["duplicate", "Duplicate"],
  ["skipped", "Skipped"],
  ["failed", "Failed"],
];

async function control(action: "pause" | "resume" | "cancel", jobId: number): Promise<void> {
  try {
    jobStore.put(await client.jobs[action]({ jobId }));
  } catch (error) {
    notify(errorWords(error));
  }
}

/** A job with its ledger: what, how far, how fast, how long still, and how to stop it. */
export function JobCard({ job }: { job: Job }) {
  const isRunning = isActive(job);
  return (
    <section className={styles.card} aria-label={`Job: ${jobSubject(job)}`}>
      <header className={styles.header}>
        <div className={styles.title}>
          <strong title={job.directories.join("\n")}>{jobSubject(job)}</strong>
          <span>{jobState(job)}</span>
        </div>
        {isRunning && <JobControls job={job} />}
      </header>
      {isRunning && <JobBar job={job} />}
      {isRunning ? (
        <p className={styles.facts}>
          {jobProgress(job)}
          {job.state === "running" &&
            job.photosPerSecond > 0 &&
            ` · ${job.photosPerSecond.toFixed(1)} photos/s`}
        </p>
      ) : (
        <p className={styles.facts}>{jobSummary(job)}</p>
      )}
      <dl className={styles.ledger}>
        {entries.map(([entry, label]) => (
          <div key={entry} data-entry={entry}>
            <dt>{label}</dt>
            <dd>{count(job.ledger[entry])}</dd>
          </div>
        ))}
      </dl>
      {job.error && <JobError error={job.error} />}
    </section>
  );
}

function JobControls({ job }: { job: Job }) {
  const isPaused = job.state === "paused";
  const toggle = isPaused ? "resume" : "pause";
  return (
    <div className={styles.controls}>
      {job.state !== "queued" && (
        <Tooltip label={isPaused ? "Resume" : "Pause"}>
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={isPaused ? "Resume" : "Pause"}
            onClick={() => control(toggle, job.jobId)}
          >
            {isPaused ? <IconPlayerPlay size={18} /> : <IconPlayerPause size={18} />}
          </ActionIcon>
        </Tooltip>
      )}
      <Tooltip label="Cancel: what is indexed stays">
        <ActionIcon
          variant="default"
          size="lg"
          aria-label="Cancel"
          onClick={() => control("cancel", job.jobId)}
        >
          <IconX size={18} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

function JobBar({ job }: { job: Job }) {
  const isCounting = !job.isFoundFinal || job.ledger.found === 0;
  const part = job.ledger.found === 0 ? 0 : (accounted(job) / job.ledger.found) * 100;
  return (
    <Progress
      value={isCounting && job.ledger.found === 0 ? 100 : part}
      animated={isCounting && job.state === "running"}
      color={job.state === "paused" ? "gray" : "blue"}
      aria-label={`Progress of ${jobSubject(job)}`}
      mt={8}
    />
  );
}

function JobError({ error }: { error: NonNullable<Job["error"]> }) {
  const { remedy } = errorWords(error);
  return (
    <p className={styles.error} role="alert">
      {error.message} <code>{error.code}</code> {remedy}
    </p>
  );
}

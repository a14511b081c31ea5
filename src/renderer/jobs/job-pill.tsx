import { Popover, UnstyledButton } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconChevronUp, IconPlayerPause } from "@tabler/icons-react";
import type { Job, StageProgress } from "../../contract/index.ts";
import { JobCard } from "./job-card.tsx";
import { isActive, useJobs } from "./job-store.ts";
import { accounted, jobProgress, jobState, jobSubject } from "./job-words.ts";
import styles from "./jobs.module.css";
import { StageCard } from "./stage-card.tsx";
import { isAtWork, isShown, isUnfinished, stageText } from "./stage-words.ts";
import { useStages } from "./use-stages.ts";

interface JobPillProps {
  isOpen: boolean;
  onToggle(isOpen: boolean): void;
}

/** A small pill at the bottom that says what is going on and opens into the jobs, and the work in the background. */
export function JobPill({ isOpen, onToggle }: JobPillProps) {
  const jobs = useJobs();
  const stages = useStages().filter(isShown);
  const [latest] = jobs;
  const current = jobs.findLast((job) => isActive(job) && job.state !== "queued") ?? latest;
  const isBusy = current !== undefined && isActive(current);
  // What works is told first; as long as anything is left of what does not, nothing is up to date.
  const unfinished = isBusy ? undefined : (stages.find(isAtWork) ?? stages.find(isUnfinished));
  if (!current && stages.length === 0) return null;
  const text = unfinished ? stageText(unfinished) : current ? pillText(current) : "Up to date";
  return (
    <Popover
      opened={isOpen}
      onChange={onToggle}
      position="top-end"
      width={440}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <UnstyledButton
          className={styles.pill ?? ""}
          aria-label={`Jobs: ${text}`}
          aria-expanded={isOpen}
          onClick={() => onToggle(!isOpen)}
        >
          {unfinished ? <StageIcon stage={unfinished} /> : <PillIcon job={current} />}
          <span>{text}</span>
          <IconChevronUp size={14} aria-hidden="true" />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={styles.panel ?? ""}>
        {jobs.filter(isActive).map((job) => (
          <JobCard key={job.jobId} job={job} />
        ))}
        {stages.map((stage) => (
          <StageCard key={stage.name} stage={stage} />
        ))}
        {jobs.filter(isEnded).map((job) => (
          <JobCard key={job.jobId} job={job} />
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}

const isEnded = (job: Job) => !isActive(job);

function PillIcon({ job }: { job: Job | undefined }) {
  if (!job || !isActive(job)) return <IconCheck size={14} aria-hidden="true" />;
  if (job.state === "paused" && job.error) return <IconAlertTriangle size={14} aria-hidden="true" />;
  if (job.state === "paused") return <IconPlayerPause size={14} aria-hidden="true" />;
  return <Ring part={job.ledger.found === 0 ? 0 : accounted(job) / job.ledger.found} />;
}

function StageIcon({ stage }: { stage: StageProgress }) {
  if (stage.error) return <IconAlertTriangle size={14} aria-hidden="true" />;
  if (stage.state === "paused") return <IconPlayerPause size={14} aria-hidden="true" />;
  return <Ring part={partDone(stage)} />;
}

function Ring({ part }: { part: number }) {
  return (
    <svg className={styles.ring} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <circle cx="8" cy="8" r="6.5" />
      <circle cx="8" cy="8" r="6.5" pathLength="1" strokeDasharray={`${part} 1`} data-done="true" />
    </svg>
  );
}

function partDone({ done, left, failed, unwanted }: StageProgress): number {
  return (done + failed + unwanted) / Math.max(1, done + left + failed + unwanted);
}

function pillText(job: Job): string {
  if (!isActive(job)) return job.state === "failed" ? `${jobSubject(job)}: ${jobState(job)}` : "Up to date";
  if (job.error || job.isHeld) return jobState(job);
  const progress = jobProgress(job);
  return progress === "" || job.state === "paused" ? `${jobState(job)} · ${jobSubject(job)}` : progress;
}

import { ActionIcon, Button, Progress, Tooltip } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import type { StageProgress } from "../../contract/index.ts";
import { client } from "../api/connection.ts";
import { errorWords } from "../api/error-words.ts";
import { notify } from "../layout/notices.tsx";
import { photos } from "../words/quantities.ts";
import styles from "./jobs.module.css";
import { isAtWork, stageProgress, stageState } from "./stage-words.ts";

async function control(action: "pauseStage" | "resumeStage" | "retryStage", name: string): Promise<void> {
  try {
    await client.jobs[action]({ name });
  } catch (error) {
    notify(errorWords(error));
  }
}

/** Work in the background: what, how far, how fast, how long still, and how to pause it. */
export function StageCard({ stage }: { stage: StageProgress }) {
  const { name, title, state, left, done, failed, unwanted, perSecond, error } = stage;
  const total = done + left + failed + unwanted;
  const isStopped = state === "paused" || state === "failed";
  const label = isStopped ? "Resume" : "Pause";
  return (
    <section className={styles.card} aria-label={`Work in the background: ${title}`}>
      <header className={styles.header}>
        <div className={styles.title}>
          <strong>{title}</strong>
          <span>{stageState(stage)}</span>
        </div>
        {left > 0 && (
          <Tooltip label={label}>
            <ActionIcon
              variant="default"
              size="lg"
              aria-label={label}
              onClick={() => control(isStopped ? "resumeStage" : "pauseStage", name)}
            >
              {isStopped ? <IconPlayerPlay size={18} /> : <IconPlayerPause size={18} />}
            </ActionIcon>
          </Tooltip>
        )}
      </header>
      {left > 0 && (
        <Progress
          value={((total - left) / Math.max(1, total)) * 100}
          color={isAtWork(stage) ? "blue" : "gray"}
          aria-label={`Progress of ${title}`}
          mt={8}
        />
      )}
      <p className={styles.facts}>
        {stageProgress(stage)}
        {perSecond > 0 && ` · ${perSecond.toFixed(1)} photos/s`}
      </p>
      {failed > 0 && (
        <p className={styles.facts}>
          {photos(failed)} could not be done.{" "}
          <Button variant="subtle" size="compact-xs" onClick={() => control("retryStage", name)}>
            Try again
          </Button>
        </p>
      )}
      {error && (
        <p className={styles.error} role="alert">
          {error.message} <code>{error.code}</code> {errorWords(error).remedy}
        </p>
      )}
    </section>
  );
}

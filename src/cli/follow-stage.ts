import { setTimeout as wait } from "node:timers/promises";
import type { ShoeboxClient } from "../contract/index.ts";
import { createProgressBar } from "./progress-bar.ts";

const lookMillis = 250;

/**
 * Shows how far the work in the background is while it is waited for, with a bar where stderr is a terminal.
 * @param cancel ends the waiting; what is left stays left
 * @throws what `work` throws
 */
export async function followStage(
  client: ShoeboxClient,
  work: Promise<void>,
  cancel: AbortSignal,
): Promise<void> {
  const stop = new AbortController();
  const signal = AbortSignal.any([cancel, stop.signal]);
  const bar = createProgressBar();
  const ended = work.finally(() => stop.abort());
  ended.catch(() => {});
  while (!signal.aborted) {
    const stage = (await client.jobs.stages()).find(({ state }) => state === "running");
    if (stage) {
      const { title, done, left, failed, unwanted, perSecond, secondsLeft } = stage;
      const total = done + left + failed + unwanted;
      bar.show({ phase: title, done: total - left, total, perSecond, secondsLeft });
    }
    await wait(lookMillis, undefined, { signal }).catch(() => {});
  }
  bar.clear();
  if (!cancel.aborted) await ended;
}

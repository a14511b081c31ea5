import type { StageProgress } from "../../contract/jobs.ts";
import type { ModelFilling } from "../../contract/models.ts";

/** How far a model's vectors are, as the Models screen shows it; null where nothing is left. */
export function fillingOf(progress: StageProgress | undefined): ModelFilling | null {
  if (!progress || progress.left === 0) return null;
  const { state, waitsFor, done, left, failed, perSecond, secondsLeft } = progress;
  return {
    state: state === "running" || state === "paused" ? state : "waiting",
    waitsFor,
    photosDone: done,
    photosTotal: done + left + failed,
    photosFailed: failed,
    perSecond,
    secondsLeft,
  };
}

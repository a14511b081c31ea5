import type { StageProgress } from "../../contract/jobs.ts";
import type { ScheduledStage } from "./scheduled-stage.ts";
import type { HeldBy } from "./scheduler.ts";

/** A stage as the API shows it. @param heldBy what goes before it now */
export function describeStage(scheduled: ScheduledStage, heldBy: HeldBy | undefined): StageProgress {
  const { stage, pace, trouble, isPaused, isAwake } = scheduled;
  const { done, left, failed, unwanted } = stage.counts();
  const { perSecond } = pace;
  const delay = stage.putOffUntil?.()?.delay;
  const common = { name: stage.name, title: stage.title, done, left, failed, unwanted };
  const still = { perSecond: 0, secondsLeft: null, waitsFor: null, isPausing: false, error: null };
  if (trouble) return { ...common, ...still, state: "failed", error: trouble };
  if (left === 0) return { ...common, ...still, state: "idle" };
  if (isPaused && scheduled.waiting === 0) {
    return { ...common, ...still, state: "paused", isPausing: scheduled.batch !== undefined };
  }
  if (heldBy) return { ...common, ...still, state: "waiting", waitsFor: heldBy };
  if (!isAwake) return { ...common, ...still, state: "waiting", waitsFor: delay ?? null };
  const secondsLeft = perSecond > 0 ? left / perSecond : null;
  return { ...common, ...still, state: "running", perSecond, secondsLeft };
}

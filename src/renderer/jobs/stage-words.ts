import { errorDefinitions, type StageProgress } from "../../contract/index.ts";
import { count, duration } from "../words/quantities.ts";
import { lowerFirst } from "./job-words.ts";

/** Worth a card: something is left of it, or went wrong. */
export function isShown({ left, failed, error }: StageProgress): boolean {
  return left > 0 || failed > 0 || error !== null;
}

/** It is at work, or will be as soon as what goes first is done. */
export function isAtWork({ state }: StageProgress): boolean {
  return state === "running";
}

/** Something is left of it, whatever keeps it from that. */
export function isUnfinished({ left, error }: StageProgress): boolean {
  return left > 0 || error !== null;
}

/** In one line: what, how far, and why it stands still where it does. */
export function stageText(stage: StageProgress): string {
  const { title, state, error, isPausing } = stage;
  const progress = `${title}: ${stageProgress(stage)}`;
  if (error) return `${title} stopped`;
  if (isPausing) return `Pausing… · ${progress}`;
  if (state === "paused") return `Paused · ${progress}`;
  return state === "running" ? progress : `${progress} · ${lowerFirst(stageState(stage))}`;
}

/** Why work does not go on now. */
export const waitingWords: Record<NonNullable<StageProgress["waitsFor"]>, string> = {
  indexing: "Waiting until indexing is done",
  power: "Waiting until the computer is idle or on mains power",
  disk: "Waiting for a disk that is not connected",
  retry: "Some photos were busy: trying them again in a moment",
};

/** What it is doing now, in a few words. */
export function stageState({ state, waitsFor, isPausing, error, left }: StageProgress): string {
  if (error) return `Stopped: ${lowerFirst(errorDefinitions[error.code].meaning)}`;
  if (left === 0) return "Done";
  if (state === "paused") return isPausing ? "Pausing…" : "Paused";
  if (state === "running") return "Working";
  return waitsFor ? waitingWords[waitsFor] : "Waiting for its turn";
}

/** "1,200 of 5,000, about 3 minutes left". */
export function stageProgress({ done, left, failed, unwanted, secondsLeft }: StageProgress): string {
  const total = done + left + failed + unwanted;
  const rest = secondsLeft === null ? "" : `, ${duration(secondsLeft)} left`;
  return `${count(total - left)} of ${count(total)}${rest}`;
}

import { expect, test } from "vitest";
import type { StageProgress } from "../../../src/contract/index.ts";
import {
  isShown,
  isUnfinished,
  stageProgress,
  stageState,
  stageText,
} from "../../../src/renderer/jobs/stage-words.ts";

const idle: StageProgress = {
  name: "duplicates",
  title: "Looking for copies",
  state: "idle",
  waitsFor: null,
  isPausing: false,
  done: 1200,
  left: 0,
  failed: 0,
  unwanted: 0,
  perSecond: 0,
  secondsLeft: null,
  error: null,
};

test("says how far the work is and how long it takes still", () => {
  const running: StageProgress = { ...idle, state: "running", left: 3800, perSecond: 20, secondsLeft: 190 };
  expect(stageProgress(running)).toBe("1,200 of 5,000, about 3 minutes left");
  expect(stageState(running)).toBe("Working");
});

test("says what it waits for, and why it stopped", () => {
  const waiting: StageProgress = { ...idle, state: "waiting", left: 3 };
  expect(stageState(waiting)).toBe("Waiting for its turn");
  expect(stageState({ ...waiting, waitsFor: "disk" })).toBe("Waiting for a disk that is not connected");
  expect(stageState({ ...waiting, state: "paused" })).toBe("Paused");
  const error = { code: "MODEL_CORRUPT", message: "The model's file x is damaged." } as const;
  expect(stageState({ ...waiting, state: "failed", error })).toBe("Stopped: the model's files are damaged");
});

test("is shown while something is left of it or went wrong", () => {
  expect(isShown(idle)).toBe(false);
  expect(isShown({ ...idle, left: 1 })).toBe(true);
  expect(isShown({ ...idle, failed: 1 })).toBe(true);
});

test("nothing is up to date while anything is left, whatever keeps it; how far it is, and why it stands still, is one line", () => {
  const left: StageProgress = { ...idle, state: "waiting", done: 1200, left: 500 };
  expect(isUnfinished(idle)).toBe(false);
  for (const state of ["running", "waiting", "paused"] as const)
    expect(isUnfinished({ ...left, state })).toBe(true);
  expect(stageText({ ...left, state: "running", secondsLeft: 60 })).toBe(
    "Looking for copies: 1,200 of 1,700, about a minute left",
  );
  expect(stageText(left)).toBe("Looking for copies: 1,200 of 1,700 · waiting for its turn");
  expect(stageText({ ...left, waitsFor: "power" })).toContain("waiting until the computer is idle");
  expect(stageText({ ...left, state: "paused" })).toBe("Paused · Looking for copies: 1,200 of 1,700");
  expect(stageText({ ...left, state: "paused", isPausing: true })).toMatch(/^Pausing… · /);
  const error = { code: "MODEL_CORRUPT", message: "The model's file x is damaged." } as const;
  expect(stageText({ ...left, state: "failed", error })).toBe("Looking for copies stopped");
});

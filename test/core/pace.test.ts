import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Pace } from "../../src/core/pace.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

test("the first batch, for which threads start and indexes are read, says nothing about those that follow", () => {
  const pace = new Pace();
  pace.start();
  pace.note(0);
  // Nine seconds until the first 32 are done, then a second for each 32.
  vi.advanceTimersByTime(9000);
  pace.note(32);
  expect(pace.perSecond).toBe(0);
  vi.advanceTimersByTime(1000);
  pace.note(64);
  expect(pace.perSecond).toBe(32);
});

test("work that is prepared for long before any of it is done counts from the first that is", () => {
  const pace = new Pace();
  pace.start();
  for (let second = 0; second < 8; second++) {
    pace.note(100);
    vi.advanceTimersByTime(1000);
  }
  pace.note(110);
  vi.advanceTimersByTime(1000);
  pace.note(120);
  expect(pace.perSecond).toBe(10);
});

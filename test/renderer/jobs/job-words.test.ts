import { describe, expect, test } from "vitest";
import type { Job } from "../../../src/contract/index.ts";
import { jobProgress, jobState, jobSubject, jobSummary } from "../../../src/renderer/jobs/job-words.ts";

const job: Job = {
  jobId: 1,
  kind: "index",
  state: "running",
  phase: "indexing",
  directories: ["/photos/Holiday"],
  ledger: { found: 5000, indexed: 900, unchanged: 200, duplicate: 50, skipped: 30, failed: 20 },
  isFoundFinal: true,
  moved: 0,
  reprocessed: 0,
  awaitingEmbedding: 0,
  seconds: 12,
  photosPerSecond: 75,
  secondsLeft: 170,
  startedAt: "2025-01-01T00:00:00.000Z",
  endedAt: null,
  retryAt: null,
  isHeld: false,
  isPausing: false,
  error: null,
};
/** Numbers are written as the person's own country does it. */
const [done1200, found5000] = [1200, 5000].map((number) => number.toLocaleString());
const nothing = { found: 0, indexed: 0, unchanged: 0, duplicate: 0, skipped: 0, failed: 0 };

describe("what a job is about", () => {
  test("is its folder's name, whatever the system's separator", () => {
    expect(jobSubject(job)).toBe("Holiday");
    expect(jobSubject({ ...job, directories: ["/photos/Holiday/"] })).toBe("Holiday");
    expect(jobSubject({ ...job, directories: ["C:\\Photos\\Winter"] })).toBe("Winter");
    expect(jobSubject({ ...job, directories: ["/"] })).toBe("/");
  });

  test("counts further folders", () => {
    expect(jobSubject({ ...job, directories: ["/a/One", "/a/Two"] })).toBe("One and 1 more folder");
    expect(jobSubject({ ...job, directories: ["/a/One", "/b", "/c"] })).toBe("One and 2 more folders");
  });

  test("is demo photos for a demo job", () => {
    expect(jobSubject({ ...job, kind: "demo" })).toBe("Demo photos");
  });
});

describe("how far a job is", () => {
  test("counts every file that is dealt with, whatever became of it", () => {
    expect(jobProgress(job)).toBe(`${done1200} of ${found5000}, about 3 minutes left`);
  });

  test("names no end while files are still being found", () => {
    expect(jobProgress({ ...job, isFoundFinal: false })).toBe(`${done1200} done, ${found5000} found so far`);
  });

  test("says nothing of the time left while paused or unknown", () => {
    expect(jobProgress({ ...job, state: "paused" })).toBe(`${done1200} of ${found5000}`);
    expect(jobProgress({ ...job, secondsLeft: null })).toBe(`${done1200} of ${found5000}`);
  });

  test("is empty before anything was found", () => {
    expect(jobProgress({ ...job, ledger: nothing })).toBe("");
  });
});

describe("what became of a job", () => {
  const done: Job = { ...job, state: "done", phase: "ended" };

  test("names what there is and leaves out what there is not", () => {
    expect(jobSummary(done)).toBe(
      "900 photos added, 200 unchanged, 50 copies, 30 other files, 20 photos could not be read",
    );
    expect(jobSummary({ ...done, ledger: { ...nothing, found: 1, indexed: 1 } })).toBe("1 photo added");
    expect(jobSummary({ ...done, ledger: { ...nothing, found: 1, duplicate: 1 } })).toBe("1 copy");
  });

  test("is a plain word when nothing came of it", () => {
    expect(jobSummary({ ...done, ledger: nothing })).toBe("Nothing new was found");
  });

  test("is its error when it failed", () => {
    const error = { code: "DIR_NOT_FOUND", message: "The folder /gone does not exist." } as const;
    expect(jobSummary({ ...done, state: "failed", error })).toBe("The folder /gone does not exist.");
  });

  test("is said in words for every way to end, and to wait", () => {
    expect(jobState({ ...job, state: "queued" })).toBe("Waiting for its turn");
    expect(jobState({ ...job, state: "paused" })).toBe("Paused");
    expect(jobState({ ...job, state: "running", phase: "scanning" })).toBe("Looking for photos");
    expect(jobState(done)).toBe("Done");
    expect(jobState({ ...done, state: "cancelled" })).toMatch(/^Cancelled/);
    expect(jobState({ ...done, state: "interrupted" })).toMatch(/^Interrupted/);
  });
});

describe("a job that was told to pause", () => {
  const paused: Job = { ...job, state: "paused" };

  test("is pausing until what it had in hand is done, then it is paused", () => {
    expect(jobState({ ...paused, isPausing: true })).toBe("Pausing…");
    expect(jobState(paused)).toBe("Paused");
  });

  test("that paused itself says why at once", () => {
    const full: Job = {
      ...paused,
      isPausing: true,
      error: { code: "DISK_FULL", message: "The disk is full." },
    };
    expect(jobState(full)).toMatch(/^Paused: /);
  });
});

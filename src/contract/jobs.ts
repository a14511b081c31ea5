import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import { assetIdSchema, countSchema, pageSchema, procedure } from "./base.ts";
import { errorCodeSchema } from "./errors.ts";

/** `found = indexed + unchanged + duplicate + skipped + failed`, once nothing is left to do. */
export const ledgerSchema = z.object({
  found: countSchema,
  /** Read, decoded and embedded in this job. */
  indexed: countSchema,
  /** Indexed before, and the same since. */
  unchanged: countSchema,
  /** The same bytes as another file. */
  duplicate: countSchema,
  /** Not a picture that Shoebox reads. */
  skipped: countSchema,
  /** A picture that could not be read. */
  failed: countSchema,
});
export type Ledger = z.infer<typeof ledgerSchema>;

export const jobStates = [
  "queued",
  "running",
  "paused",
  "done",
  "cancelled",
  "interrupted",
  "failed",
] as const;
export const jobPhases = ["waiting", "generating", "scanning", "indexing", "finishing", "ended"] as const;

export const jobSchema = z.object({
  jobId: z.number().int().positive(),
  /** "watch": follows changes as they happen; listed only when it found any. */
  kind: z.enum(["index", "demo", "retry", "watch"]),
  state: z.enum(jobStates),
  phase: z.enum(jobPhases),
  directories: z.array(z.string()),
  ledger: ledgerSchema,
  /**
   * Files whose content was known from a place where it is gone. Each is counted in the ledger too: as `unchanged`, or
   * as `duplicate` where a third file holds the same.
   */
  moved: countSchema,
  /** Known photos that had to be decoded again: their thumbnail or embedding was missing or out of date. */
  reprocessed: countSchema,
  /** Still being counted while the scan runs. */
  isFoundFinal: z.boolean(),
  /** Photos that have a thumbnail already but no embedding yet. */
  awaitingEmbedding: countSchema,
  /** Working time, pauses left out. */
  seconds: z.number().nonnegative(),
  photosPerSecond: z.number().nonnegative(),
  secondsLeft: z.number().nonnegative().nullable(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  /** When files that were busy are tried again; null when none wait for that. */
  retryAt: z.string().nullable(),
  /** Held back by the indexing speed "idle": somebody works at the machine, on battery power. */
  isHeld: z.boolean(),
  /** Paused, and still finishing what it had in hand: its numbers stand still once this is false. */
  isPausing: z.boolean(),
  /** Why it ended, or why it was paused without being asked: the library's disk is full, say. */
  error: z.object({ code: errorCodeSchema, message: z.string() }).nullable(),
});
export type Job = z.infer<typeof jobSchema>;

/** What work waits for; null where nothing keeps it, or where it waits to be woken by the next photos. */
export const stageWaitsForSchema = z.enum(["indexing", "power", "disk", "retry"]).nullable();

/**
 * Work in the background on photos that are in: looking for copies, another model's vectors.
 * `photos = done + left + failed + unwanted`.
 */
export const stageProgressSchema = z.object({
  name: z.string(),
  /** In words: "Looking for copies". */
  title: z.string(),
  /** `failed`: it cannot work at all, whatever the photo; `error` says why, and it tries again by itself. */
  state: z.enum(["idle", "running", "waiting", "paused", "failed"]),
  waitsFor: stageWaitsForSchema,
  /** Paused, and still finishing the batch in hand. */
  isPausing: z.boolean(),
  done: countSchema,
  left: countSchema,
  /** Photos on which it was tried in vain. */
  failed: countSchema,
  /** Photos that it is not for. */
  unwanted: countSchema,
  perSecond: z.number().nonnegative(),
  secondsLeft: z.number().nonnegative().nullable(),
  error: z.object({ code: errorCodeSchema, message: z.string() }).nullable(),
});
export type StageProgress = z.infer<typeof stageProgressSchema>;

export const stageProblemSchema = z.object({
  assetId: assetIdSchema,
  path: z.string(),
  code: errorCodeSchema,
  message: z.string(),
  tries: countSchema,
});
export type StageProblem = z.infer<typeof stageProblemSchema>;

/** What was asked to go first: files that wait now, and whether more may be found. */
export const preferredSchema = z.object({ files: countSchema, isLooking: z.boolean() });
export type Preferred = z.infer<typeof preferredSchema>;

const oneStage = z.object({ name: z.string().min(1) });

const oneJob = z.object({ jobId: z.number().int().positive() });

export const jobsContract = {
  /** Adds the folders to the library (once, however often asked) and indexes what is new in them. */
  index: procedure.input(z.object({ directories: z.array(z.string().min(1)).min(1) })).output(jobSchema),
  /** Looks again at every folder of the library. */
  rescan: procedure.output(jobSchema),
  /** Draws demo photos into the library's own directory and indexes them. */
  demo: procedure
    .input(z.object({ count: z.number().int().min(1).max(5000).default(240) }))
    .output(jobSchema),
  list: procedure
    .input(z.object({ limit: z.number().int().min(1).max(200).default(20) }))
    .output(z.array(jobSchema)),
  /** The job now, then whenever it changes (at most ten times a second), until it has ended. */
  progress: procedure.input(oneJob).output(eventIterator(jobSchema)),
  /**
   * What waits in this folder goes first, in the jobs under way, as does what they yet find there; answers how many files
   * wait there, and whether more may be found. With photos in place of a folder: the one where most of them lie, of
   * those where anything waits.
   */
  prioritise: procedure
    .input(
      z.union([
        z.object({ directory: z.string().min(1) }),
        z.object({ assetIds: z.array(assetIdSchema).min(1).max(1000) }),
      ]),
    )
    .output(preferredSchema),
  pause: procedure.input(oneJob).output(jobSchema),
  resume: procedure.input(oneJob).output(jobSchema),
  /** Stops after the batch in hand; what is indexed stays. */
  cancel: procedure.input(oneJob).output(jobSchema),

  /** Work on photos that are in, the most important first. */
  stages: procedure.output(z.array(stageProgressSchema)),
  pauseStage: procedure.input(oneStage).output(stageProgressSchema),
  resumeStage: procedure.input(oneStage).output(stageProgressSchema),
  /** Photos on which it was tried in vain. */
  stageProblems: procedure
    .input(oneStage.extend(pageSchema))
    .output(z.object({ total: countSchema, problems: z.array(stageProblemSchema) })),
  /** Tries those again. */
  retryStage: procedure.input(oneStage).output(stageProgressSchema),
};

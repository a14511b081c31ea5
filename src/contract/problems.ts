import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import { countSchema, pageSchema, procedure } from "./base.ts";
import { errorCodeSchema } from "./errors.ts";
import { jobSchema } from "./jobs.ts";

const fileIdSchema = z.number().int().positive();

export const problemSchema = z.object({
  fileId: fileIdSchema,
  path: z.string(),
  code: errorCodeSchema,
  message: z.string(),
  outcome: z.enum(["skipped", "failed"]),
  /** When it first could not be read, of the times without a success between. */
  firstSeen: z.string(),
  /** When it was tried last. */
  lastSeen: z.string(),
  tries: countSchema,
});
export type Problem = z.infer<typeof problemSchema>;

/** Which problems something is done to: those that meet all that is named; all of them where nothing is. */
export const problemSelectionSchema = z.object({
  fileIds: z.array(fileIdSchema).min(1).max(10_000).optional(),
  /** Absolute, as the list shows them. */
  paths: z.array(z.string().min(1)).min(1).max(10_000).optional(),
  code: errorCodeSchema.optional(),
});
export type ProblemSelection = z.infer<typeof problemSelectionSchema>;

const filter = {
  code: errorCodeSchema.optional(),
  /** The files that a person ignores, in place of the others. */
  isIgnored: z.boolean().default(false),
};

export const problemsContract = {
  list: procedure.input(z.object({ ...filter, ...pageSchema })).output(
    z.object({
      total: countSchema,
      /** Of all ignored ones, or of all others, whatever code is asked for. */
      byCode: z.array(z.object({ code: errorCodeSchema, count: countSchema })),
      ignored: countSchema,
      problems: z.array(problemSchema),
    }),
  ),
  /** Tries files again, now, in a job of its own; `job` is null when the selection meets none. */
  retry: procedure
    .input(problemSelectionSchema)
    .output(z.object({ count: countSchema, job: jobSchema.nullable() })),
  /** Takes files out of the list until they change. Nothing else comes of it; `ignoredAt` undoes it. */
  ignore: procedure
    .input(problemSelectionSchema)
    .output(z.object({ count: countSchema, ignoredAt: z.number().int() })),
  /** Puts ignored files back; with `ignoredAt` those of that one act. */
  unignore: procedure
    .input(problemSelectionSchema.extend({ ignoredAt: z.number().int().optional() }))
    .output(z.object({ count: countSchema })),
  /** Shows the file in the system's file manager. */
  reveal: procedure.input(z.object({ fileId: fileIdSchema })).output(z.object({ path: z.string() })),
  /** The list as CSV (RFC 4180, with a line of titles), in parts to be put one after the other. */
  csv: procedure.input(z.object(filter)).output(eventIterator(z.string())),
};

import { z } from "zod";
import { countSchema, pageSchema, procedure } from "./base.ts";
import { errorCodeSchema } from "./errors.ts";

export const problemSchema = z.object({
  path: z.string(),
  code: errorCodeSchema,
  message: z.string(),
  outcome: z.enum(["skipped", "failed"]),
  firstSeen: z.string(),
  lastSeen: z.string(),
  tries: countSchema,
});
export type Problem = z.infer<typeof problemSchema>;

export const problemsContract = {
  list: procedure.input(z.object({ code: errorCodeSchema.optional(), ...pageSchema })).output(
    z.object({
      total: countSchema,
      byCode: z.array(z.object({ code: errorCodeSchema, count: countSchema })),
      problems: z.array(problemSchema),
    }),
  ),
};

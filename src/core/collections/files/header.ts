import { z } from "zod";

/** Raised when lines mean something else than before. */
export const exportVersion = 1;

/**
 * The first line of an export, under the key `shoebox`: what it is of. It has no `id`, by which readers who want nothing
 * but points know to leave it out.
 */
export const exportHeaderSchema = z.looseObject({
  format: z.literal("collection"),
  version: z.number().int().positive(),
  collection: z.string(),
  /** Lines that follow: of a file that was cut off there are fewer. */
  points: z.number().int().nonnegative(),
});
export type ExportHeader = z.infer<typeof exportHeaderSchema>;

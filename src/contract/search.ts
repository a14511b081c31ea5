import { z } from "zod";
import { assetIdSchema, countSchema, dateTimeSchema, pageSchema, procedure } from "./base.ts";
import { modelSchema } from "./library.ts";
import { takenAtSourceSchema } from "./photos.ts";

export const searchResultSchema = z.object({
  /** 1 is the best, counted over all pages. */
  rank: z.number().int().positive(),
  /** Cosine similarity of query and photo, -1 to 1. */
  score: z.number(),
  path: z.string(),
  assetId: assetIdSchema,
  width: countSchema,
  height: countSchema,
  takenAt: dateTimeSchema.nullable(),
  takenAtSource: takenAtSourceSchema.nullable(),
  /** Base64 ThumbHash. */
  placeholder: z.string().nullable(),
});
export type SearchResult = z.infer<typeof searchResultSchema>;

export const searchAnswerSchema = z.object({
  query: z.string(),
  tookMs: z.number().nonnegative(),
  /** Photos that were ranked; a page shows the best of them. */
  total: countSchema,
  model: modelSchema,
  /** Photos of the library that this model has not looked at yet: they cannot be found. */
  photosWaiting: countSchema,
  results: z.array(searchResultSchema),
});
export type SearchAnswer = z.infer<typeof searchAnswerSchema>;

export const searchContract = {
  text: procedure
    .input(z.object({ query: z.string().trim().min(1).max(1000), ...pageSchema }))
    .output(searchAnswerSchema),
  /** Photos that look like this one, itself left out. Give the asset, or the path of any picture on disk. */
  similar: procedure
    .input(z.object({ assetId: assetIdSchema.optional(), path: z.string().min(1).optional(), ...pageSchema }))
    .output(searchAnswerSchema),
  /** A few queries that this model answers well, for an empty search field. */
  suggestions: procedure.output(z.object({ queries: z.array(z.string()) })),
};

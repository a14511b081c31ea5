import { z } from "zod";
import { assetIdSchema, countSchema, dateTimeSchema, pageSchema, procedure } from "./base.ts";
import { collectionIdSchema } from "./collections.ts";
import { modelSchema } from "./library.ts";
import { takenAtSourceSchema } from "./photos.ts";
import { vectorStoreKinds } from "./vectors.ts";

/** Where words can be found that are written about a photo; "folder" is any of those that it lies in. */
export const wordSignals = ["name", "folder", "title", "description", "keyword", "person"] as const;
export type WordSignal = (typeof wordSignals)[number];

/** Why a photo is among the results: "picture" is what it looks like, the others are texts with words of the query. */
export const reasonSchema = z.object({
  signal: z.enum([...wordSignals, "picture"]),
  /** The text, of a long one the part with the word; for "picture" in words. */
  text: z.string(),
});
export type Reason = z.infer<typeof reasonSchema>;

/** Whose a photo is that only another library has, of those that share a Qdrant collection with this one. */
export const ownerSchema = z.object({
  /** What its owner calls the library. */
  library: z.string(),
  /** The machine that has the file. */
  machine: z.string(),
});
export type Owner = z.infer<typeof ownerSchema>;

export const searchResultSchema = z.object({
  /** 1 is the best, counted over all pages. */
  rank: z.number().int().positive(),
  /** Cosine similarity of query and photo, -1 to 1; null where no model can tell (yet). */
  score: z.number().nullable(),
  /** The most telling first; never empty. */
  why: z.array(reasonSchema),
  /** On the owner's machine, where another library has the photo. */
  path: z.string(),
  /**
   * Below zero for a photo that only another library has: it can be asked for its thumbnail by this number as long as this
   * process runs.
   */
  assetId: z.number().int(),
  /** null for this library's own. */
  owner: ownerSchema.nullable(),
  width: countSchema,
  height: countSchema,
  takenAt: dateTimeSchema.nullable(),
  takenAtSource: takenAtSourceSchema.nullable(),
  /** Base64 ThumbHash. */
  placeholder: z.string().nullable(),
});
export type SearchResult = z.infer<typeof searchResultSchema>;

/** What was asked for look-alikes. */
export const answeredBySchema = z.object({
  store: z.enum(vectorStoreKinds),
  /** The server is away: the catalog's own vectors were searched, all of them. */
  isFallback: z.boolean(),
  /** Why, in a sentence. */
  message: z.string().nullable(),
  /** Photos that the server was not told of yet: they are found when it was. */
  photosWaiting: countSchema,
});
export type AnsweredBy = z.infer<typeof answeredBySchema>;

export const searchAnswerSchema = z.object({
  query: z.string(),
  tookMs: z.number().nonnegative(),
  /** Photos that were ranked; a page shows the best of them. */
  total: countSchema,
  /** Of them, those in whose texts every word of the query stands: they come first. */
  withWords: countSchema,
  /** What looked at the pictures; null where there is none, and only what is written was searched. */
  model: modelSchema.nullable(),
  /** The model was not ready: only what is written was searched. Ask again with `waitForModel`. */
  isModelLoading: z.boolean(),
  /** Photos of the library that this model has not looked at yet: they cannot be found. */
  photosWaiting: countSchema,
  /** null where nothing was looked up by looks. */
  answeredBy: answeredBySchema.nullable(),
  results: z.array(searchResultSchema),
});
export type SearchAnswer = z.infer<typeof searchAnswerSchema>;

export const searchContract = {
  /** Photos by what is written about them, then by what they look like. */
  text: procedure
    .input(
      z.object({
        query: z.string().trim().min(1).max(1000),
        /** false: what is found by words is answered at once, also while the model is still being loaded. */
        waitForModel: z.boolean().default(true),
        /** Only photos of this collection. */
        collectionId: collectionIdSchema.optional(),
        ...pageSchema,
      }),
    )
    .output(searchAnswerSchema),
  /**
   * Photos that look like this one, itself left out. Give the asset, or the path of any picture on disk; with it further
   * photos that are like what is meant, and photos that are not.
   */
  similar: procedure
    .input(
      z.object({
        assetId: assetIdSchema.optional(),
        path: z.string().min(1).optional(),
        alsoLike: z.array(assetIdSchema).max(100).default([]),
        unlike: z.array(assetIdSchema).max(100).default([]),
        collectionId: collectionIdSchema.optional(),
        ...pageSchema,
      }),
    )
    .output(searchAnswerSchema),
  /** A few queries that this model answers well, for an empty search field. */
  suggestions: procedure.output(z.object({ queries: z.array(z.string()) })),
};

import { z } from "zod";
import { assetIdSchema, countSchema, dateTimeSchema, pageSchema, procedure } from "./base.ts";
import { collectionIdSchema } from "./collections.ts";
import { modelSchema } from "./library.ts";
import { takenAtSourceSchema } from "./photos.ts";
import {
  facetsSchema,
  queryCompletionSchema,
  querySpanSchema,
  queryTermSchema,
  queryTextSchema,
  readQuerySchema,
} from "./query.ts";
import { sortOrderSchema } from "./sort-order.ts";
import { vectorStoreKinds } from "./vectors.ts";

/** Where words can be found that are written about a photo; "folder" is any of those that it lies in. */
export const wordSignals = [
  "name",
  "folder",
  "title",
  "description",
  "keyword",
  "person",
  /** What a machine wrote of it. */
  "caption",
  /** Words in the picture. */
  "text",
  /** A name of where it was taken. */
  "place",
] as const;
export type WordSignal = (typeof wordSignals)[number];

/**
 * Why a photo is among the results: "picture" is what it looks like, "filter" that it is what a query of filters asks for,
 * the others are texts with words of the query.
 */
export const reasonSchema = z.object({
  signal: z.enum([...wordSignals, "picture", "filter"]),
  /** The text, of a long one the part with the word; for "picture" and "filter" in words. */
  text: z.string(),
  /** The words of the query in it, in the order of the text. */
  marks: z.array(querySpanSchema),
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
  /** Above the line: it is what was looked for, as far as can be told. Those below it follow, less and less likely. */
  isLikely: z.boolean(),
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
  /** Photos above the line. */
  total: countSchema,
  /** Photos that were ranked, those below the line too; a page shows the best of them. */
  ranked: countSchema,
  /** What the query was understood as; empty for what is looked for without one. */
  terms: z.array(queryTermSchema),
  /** No photo can be what is asked for, and why; null where one could. */
  contradiction: z.string().nullable(),
  sort: sortOrderSchema,
  /** Names this order of photos: further pages of it are asked for with it. "" for one that is not kept. */
  snapshot: z.string(),
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

/** A picture that was dropped or pasted, so that it can be searched by. */
export const givenPictureSchema = z.object({
  /** What stands for it in a query: "like:@0a1b2c3d4e5f", or "like:#12" where the library has it. */
  term: z.string(),
  /** The photo of the library with the same content. */
  assetId: assetIdSchema.nullable(),
});
export type GivenPicture = z.infer<typeof givenPictureSchema>;

/** 64 MiB in base64. */
const longestGivenPicture = 90_000_000;

/** Space in front of it stays: places in the query are counted from the beginning of what was sent. */
function withoutSpaceBehind(query: string): string {
  return query.trimEnd();
}

const textInputSchema = z.object({
  /** In the query language (docs/query-language.md): a description, filters, examples. */
  query: queryTextSchema.overwrite(withoutSpaceBehind),
  /** Pictures on disk that what is looked for is like, beside those in the query. */
  likePaths: z.array(z.string().min(1)).max(20).default([]),
  sort: sortOrderSchema.default("relevance"),
  /** Only photos of this collection. */
  collectionId: collectionIdSchema.optional(),
});

export const searchContract = {
  /**
   * Photos by what is written about them and what they look like, of those that the filters let through; all photos where
   * the query is empty. @throws QUERY_INVALID with the place in the query
   */
  text: procedure
    .input(
      textInputSchema.extend({
        /** false: what is found by words is answered at once, also while the model is still being loaded. */
        waitForModel: z.boolean().default(true),
        /** Of the page before: the order stays what it was, whatever came in meanwhile. */
        snapshot: z.string().max(100).optional(),
        ...pageSchema,
      }),
    )
    .output(searchAnswerSchema),
  /** The ids of all photos that `text` finds, in its order. @throws QUERY_INVALID */
  assetIds: procedure
    .input(
      textInputSchema.extend({
        snapshot: z.string().max(100).optional(),
        /** Those below the line, too. */
        isWithLessLikely: z.boolean().default(false),
      }),
    )
    .output(z.object({ assetIds: z.array(assetIdSchema) })),
  /** What a query is understood as; never fails for what was typed. */
  read: procedure.input(z.object({ query: queryTextSchema })).output(readQuerySchema),
  /** What could be typed at the cursor, the likeliest first. */
  complete: procedure
    .input(z.object({ query: queryTextSchema, cursor: countSchema, limit: countSchema.max(50).default(12) }))
    .output(z.object({ completions: z.array(queryCompletionSchema) })),
  /** What the photos that a query finds are: how many of each month, folder, camera, ... @throws QUERY_INVALID */
  facets: procedure
    .input(
      textInputSchema
        .omit({ sort: true })
        .extend({ valuesPerField: countSchema.min(1).max(1000).default(12) }),
    )
    .output(facetsSchema),
  /** Keeps a picture that has no path here, to search by it. @throws UNSUPPORTED_FORMAT, TOO_LARGE, CORRUPT, ... */
  givePicture: procedure
    .input(z.object({ name: z.string().max(300), base64: z.string().min(1).max(longestGivenPicture) }))
    .output(givenPictureSchema),
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

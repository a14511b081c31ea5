import { z } from "zod";
import { countSchema } from "./base.ts";

/** More is no query. */
export const longestQueryCharacters = 1000;

/** A query as it was typed. It may be empty, or hold filters only. */
export const queryTextSchema = z
  .string()
  .max(longestQueryCharacters, `Expected ${longestQueryCharacters.toLocaleString("en")} characters at most.`);

/** What a part of a query is for. */
export const queryTermKinds = [
  /** A description, or a part of one: "red boat". */
  "words",
  /** An exact phrase of what is written: "\"summer house\"". */
  "phrase",
  /** "rating:>=4" */
  "filter",
  /** A date in words that became a filter: "last summer". */
  "date",
  /** A photo, or a picture that was given: "like:#12", "like:@0a1b2c3d4e5f". */
  "like",
  /** What joins others and means nothing by itself: "or". */
  "operator",
] as const;
export type QueryTermKind = (typeof queryTermKinds)[number];

/** A place in the text of a query, in UTF-16 code units, as JavaScript counts. */
export const querySpanSchema = z.object({ offset: countSchema, length: countSchema });
export type QuerySpan = z.infer<typeof querySpanSchema>;

/** One part of a query, as it was understood. */
export const queryTermSchema = querySpanSchema.extend({
  kind: z.enum(queryTermKinds),
  /** What it describes is not meant: it begins with a minus, or with "without". */
  isExcluded: z.boolean(),
  /** Of a filter its name as the language has it ("date"), else null. */
  name: z.string().nullable(),
  /** For a chip, in words a person understands: "June to August 2025", "4 stars and more", "like IMG_0017.jpg". */
  label: z.string(),
  /**
   * The same, typed as a filter ("date:2025-06..2025-08"); null where it is typed so already. What takes its place when the
   * person wants to see, or change, what was understood.
   */
  asFilter: z.string().nullable(),
  /** The same, taken as nothing but words of a description; null where that cannot be. */
  asWords: z.string().nullable(),
  /** For `like`: the photo, where it is one of the library. */
  assetId: z.number().int().positive().nullable(),
});
export type QueryTerm = z.infer<typeof queryTermSchema>;

/** What in a query cannot be understood, and where. */
export const queryProblemSchema = querySpanSchema.extend({
  /** A sentence: "There is no filter “camra”." */
  message: z.string(),
  /** What could stand there: "a date such as 2019, 2019-06 or summer". */
  expected: z.string(),
  /** What takes the place of the part, where something like it was perhaps meant: "camera:". */
  suggestion: z.string().nullable(),
});
export type QueryProblem = z.infer<typeof queryProblemSchema>;

export const readQuerySchema = z.object({
  /** In the order of the text; what lies between them is space. */
  terms: z.array(queryTermSchema),
  problems: z.array(queryProblemSchema),
  /** No photo can be what is asked for, and why: "rating:5 rating:<3"; null where one could. */
  contradiction: z.string().nullable(),
  /** The same query as the printer writes it; null with problems. */
  canonical: z.string().nullable(),
});
export type ReadQuery = z.infer<typeof readQuerySchema>;

/** What could be typed at the cursor. */
export const queryCompletionSchema = querySpanSchema.extend({
  /** What takes the place of the part of the text that the span names; the cursor goes behind it. */
  text: z.string(),
  /** For a list: "Italy 2019". */
  label: z.string(),
  /** Beside it: "folder", "camera", what a filter is for. */
  hint: z.string(),
  /** Photos that have it; null for the names of filters. */
  count: countSchema.nullable(),
});
export type QueryCompletion = z.infer<typeof queryCompletionSchema>;

/** Facts that photos are counted by beside a search. */
export const facetFields = [
  "folder",
  "collection",
  "camera",
  "lens",
  "format",
  "type",
  "rating",
  "place",
  "keyword",
  "person",
] as const;
export type FacetField = (typeof facetFields)[number];

/** A value and how many photos have it, of those that the query finds without its own terms of this field. */
export const facetValueSchema = z.object({
  value: z.string(),
  label: z.string(),
  count: countSchema,
  /** What adds it to a query: "camera:\"Pixel 7\"". */
  term: z.string(),
  /** The query asks for it. */
  isChosen: z.boolean(),
});
export type FacetValue = z.infer<typeof facetValueSchema>;

export const facetsSchema = z.object({
  /** Photos that were counted: those above the line. */
  total: countSchema,
  tookMs: z.number().nonnegative(),
  /** Ascending; months without photos are left out. Of photos whose month is known. */
  months: z.array(z.object({ month: z.string(), count: countSchema })),
  withoutDate: countSchema,
  /** The most frequent first, those that are chosen before all. */
  fields: z.array(
    z.object({
      field: z.enum(facetFields),
      values: z.array(facetValueSchema),
      /** How many more values there are. */
      more: countSchema,
    }),
  ),
});
export type Facets = z.infer<typeof facetsSchema>;

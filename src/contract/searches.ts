import { z } from "zod";
import { countSchema, procedure } from "./base.ts";
import { queryTextSchema } from "./query.ts";
import { sortOrderSchema } from "./sort-order.ts";

export const savedSearchIdSchema = z.number().int().positive();

export const mostSearchNameCharacters = 100;
const nameSchema = z
  .string()
  .trim()
  .min(1, "Expected a name and received none.")
  .max(mostSearchNameCharacters, `A name has no more than ${mostSearchNameCharacters} characters.`)
  .regex(/^\P{Cc}*$/u, "A name holds no line breaks or other control characters.");

/** A query that is kept under a name; what it finds follows the library. */
export const savedSearchSchema = z.object({
  id: savedSearchIdSchema,
  /** Unlike all others, whatever their case. */
  name: z.string(),
  query: z.string(),
  sort: sortOrderSchema,
  /** Where it stands in the list, from 0. */
  position: countSchema,
  /** Photos above the line; null until they were counted, or where the query cannot be understood any more. */
  count: countSchema.nullable(),
  /** Why it finds nothing, in a sentence: a folder or a collection that it names is gone. */
  problem: z.string().nullable(),
});
export type SavedSearch = z.infer<typeof savedSearchSchema>;

/** A file of saved searches: "shoebox-searches", version 1. */
export const savedSearchFileSchema = z.object({
  format: z.literal("shoebox-searches", "This is no file of saved searches."),
  version: z.literal(1, "Another version of Shoebox wrote this file: only version 1 can be read."),
  searches: z.array(
    z.object({
      name: nameSchema,
      query: queryTextSchema.trim().min(1, "Expected a query and received none."),
      sort: sortOrderSchema.optional(),
    }),
  ),
});
export type SavedSearchFile = z.infer<typeof savedSearchFileSchema>;

const one = z.object({ id: savedSearchIdSchema });

export const searchesContract = {
  list: procedure.output(z.object({ searches: z.array(savedSearchSchema) })),
  /** Under a name that is taken the query takes the other's place only with `replaces`. @throws SEARCH_EXISTS */
  save: procedure
    .input(
      z.object({
        name: nameSchema,
        query: queryTextSchema.trim().min(1),
        sort: sortOrderSchema.default("relevance"),
        replaces: z.boolean().default(false),
        /** Where it is put; at the end when left out. Undoing a removal puts it back to where it was. */
        position: countSchema.optional(),
      }),
    )
    .output(savedSearchSchema),
  /** @throws SEARCH_NOT_FOUND, SEARCH_EXISTS */
  rename: procedure.input(one.extend({ name: nameSchema })).output(savedSearchSchema),
  /** @throws SEARCH_NOT_FOUND */
  move: procedure
    .input(one.extend({ position: countSchema }))
    .output(z.object({ searches: z.array(savedSearchSchema) })),
  /** @returns what it was, for an undo @throws SEARCH_NOT_FOUND */
  remove: procedure.input(one).output(savedSearchSchema),
  export: procedure.output(savedSearchFileSchema),
  /** Names that are taken get a number; the same query under the same name is left out. */
  import: procedure
    .input(z.object({ file: savedSearchFileSchema }))
    .output(z.object({ added: countSchema, known: countSchema })),
};

import type { QueryCompletion, ReadQuery } from "../../contract/query.ts";
import type { SearchPlan } from "./search-plan.ts";
import type { Vocabulary } from "./vocabulary.ts";

export type { Example, SearchPlan } from "./search-plan.ts";
export type { KnownValue, Vocabulary } from "./vocabulary.ts";

/** What it takes to understand a query. */
export interface QueryContext {
  vocabulary: Vocabulary;
  /** Whose "last summer" is meant. */
  now: Date;
}

/** @throws QUERY_INVALID with the place of the first problem */
export function planOf(query: string, _context: QueryContext): SearchPlan {
  return {
    description: query.trim(),
    excluded: [],
    likes: [],
    unlikes: [],
    filter: undefined,
    contradiction: null,
    terms: [],
  };
}

/** What a query is understood as, and what in it cannot be; never throws for what was typed. */
export function readQuery(_query: string, _context: QueryContext): ReadQuery {
  return { terms: [], problems: [], contradiction: null, canonical: null };
}

/** What could be typed at the cursor, the likeliest first. @param cursor in UTF-16 code units */
export function completionsOf(
  _query: { text: string; cursor: number; limit: number },
  _context: QueryContext,
): QueryCompletion[] {
  return [];
}

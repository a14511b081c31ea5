import type { QueryTerm } from "../../contract/query.ts";
import type { QueryFilter } from "../vectors/query-filter.ts";

/** A picture to go by: a photo of the library, or one that was given (12 hexadecimal digits of its SHA-256). */
export type Example = { kind: "asset"; assetId: number } | { kind: "given"; givenId: string };

/**
 * What a query means, with nothing left of how it was typed: what the language hands to the search. Descriptions, examples
 * and what is pushed away rank; the filter decides who takes part.
 */
export interface SearchPlan {
  /** What photos look like, and what is written about them; "" where the query describes nothing. */
  description: string;
  /** Each a description of what must not be seen: of "without people -snow" two. */
  excluded: readonly string[];
  likes: readonly Example[];
  unlikes: readonly Example[];
  /** undefined lets all photos through. */
  filter: QueryFilter | undefined;
  /** No photo can be meant, and why. */
  contradiction: string | null;
  /** What was typed, part by part, for whoever shows it. */
  terms: readonly QueryTerm[];
}

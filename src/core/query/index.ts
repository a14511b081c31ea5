import type { ReadQuery } from "../../contract/query.ts";
import { ShoeboxError } from "../errors.ts";
import type { QueryContext } from "./filters/filter-kind.ts";
import { canonicalOf } from "./meaning/canonical.ts";
import { contradictionOf } from "./meaning/contradiction.ts";
import { planOfParts } from "./meaning/plan.ts";
import { readParts } from "./meaning/read-parts.ts";
import type { SearchPlan } from "./search-plan.ts";

export { completionsOf } from "./completion/completions.ts";
export type { QueryContext } from "./filters/filter-kind.ts";
export { folderTexts } from "./filters/folder-names.ts";
export type { Example, SearchPlan } from "./search-plan.ts";
export { printFilter } from "./syntax/print.ts";
export type { KnownValue, Vocabulary } from "./vocabulary.ts";

/** @throws QUERY_INVALID with the place of the first problem */
export function planOf(query: string, context: QueryContext): SearchPlan {
  const { parts, problems } = readParts(query, context);
  const [problem] = problems;
  if (!problem) return planOfParts(parts);
  const { offset, length, message, expected, suggestion } = problem;
  throw new ShoeboxError("QUERY_INVALID", message, {
    place: { offset, length, expected, ...(suggestion !== null && { suggestion }) },
  });
}

/** What a query is understood as, and what in it cannot be; never throws for what was typed. */
export function readQuery(query: string, context: QueryContext): ReadQuery {
  const { tree, parts, problems } = readParts(query, context);
  return {
    terms: parts.map(({ term }) => term),
    problems,
    contradiction: problems.length > 0 ? null : contradictionOf(parts),
    canonical: problems.length > 0 ? null : canonicalOf(tree.nodes, context),
  };
}

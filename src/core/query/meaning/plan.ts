import type { QueryFilter } from "../../vectors/query-filter.ts";
import type { Example, SearchPlan } from "../search-plan.ts";
import { contradictionOf } from "./contradiction.ts";
import type { QueryPart } from "./query-part.ts";

/** @param parts without problems */
export function planOfParts(parts: readonly QueryPart[]): SearchPlan {
  const meant = parts.filter(({ term }) => !term.isExcluded);
  const excluded = parts.filter(({ term }) => term.isExcluded);
  const filters = [
    ...meant.flatMap(({ filter }) => (filter ? [filter] : [])),
    ...excluded.flatMap(({ filter }): QueryFilter[] => (filter ? [{ kind: "not", of: filter }] : [])),
  ];
  const [only, ...others] = filters;
  return {
    description: meant.flatMap(({ description }) => description ?? []).join(" "),
    excluded: distinct(excluded.flatMap(({ description }) => description ?? [])),
    likes: examplesOf(meant),
    unlikes: examplesOf(excluded),
    filter: only && others.length > 0 ? { kind: "all", of: filters } : only,
    contradiction: contradictionOf(parts),
    terms: parts.map(({ term }) => term),
  };
}

const distinct = (texts: readonly string[]) => [...new Set(texts)];

function examplesOf(parts: readonly QueryPart[]): Example[] {
  const examples = parts.flatMap((part) => part.examples ?? []);
  return [...new Map(examples.map((example) => [JSON.stringify(example), example])).values()];
}

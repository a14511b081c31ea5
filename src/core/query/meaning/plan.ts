import type { QueryFilter } from "../../vectors/query-filter.ts";
import { foldText, wordsOf } from "../filters/fold.ts";
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
    description: isOnlyFiller(meant) && parts.some(tellsMore) ? "" : descriptionOf(meant),
    excluded: distinct(excluded.flatMap(({ description }) => description ?? [])),
    likes: examplesOf(meant),
    unlikes: examplesOf(excluded),
    filter: only && others.length > 0 ? { kind: "all", of: filters } : only,
    contradiction: contradictionOf(parts),
    terms: parts.map(({ term }) => term),
  };
}

const descriptionOf = (parts: readonly QueryPart[]) =>
  parts.flatMap(({ description }) => description ?? []).join(" ");

/** Of "photos from last year" and "pictures without people" these describe nothing. */
const fillers = new Set(
  (
    "photo photos picture pictures image images pic pics snapshot snapshots foto fotos bild bilder " +
    "a all any every my our the of from in with some show find me alle meine unsere von aus mit die"
  ).split(" "),
);

function isOnlyFiller(parts: readonly QueryPart[]): boolean {
  const described = parts.filter(({ description }) => description !== undefined);
  return described.every(
    ({ term, description = "" }) =>
      term.kind === "date" ||
      (term.kind === "words" && wordsOf(foldText(description)).every((word) => fillers.has(word))),
  );
}

const tellsMore = ({ term, filter, examples }: QueryPart) =>
  term.isExcluded || filter !== undefined || examples !== undefined;

const distinct = (texts: readonly string[]) => [...new Set(texts)];

function examplesOf(parts: readonly QueryPart[]): Example[] {
  const examples = parts.flatMap((part) => part.examples ?? []);
  return [...new Map(examples.map((example) => [JSON.stringify(example), example])).values()];
}

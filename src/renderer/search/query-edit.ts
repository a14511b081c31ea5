import { longestQueryCharacters, type QuerySpan, type QueryTerm } from "../../contract/index.ts";
import { sameValue, valuesOf } from "./query-values.ts";

/** What takes the place of a part of a query; the cursor goes behind it. */
export interface QueryEdit extends QuerySpan {
  text: string;
}

export function applied(query: string, { offset, length, text }: QueryEdit): string {
  return (query.slice(0, offset) + text + query.slice(offset + length)).slice(0, longestQueryCharacters);
}

/** Takes a part out, and the space that it leaves behind. */
export function withoutPart(query: string, { offset, length }: QuerySpan): QueryEdit {
  const end = offset + length;
  const isSpace = (at: number) => at >= 0 && at < query.length && /\s/.test(query.charAt(at));
  if (isSpace(end)) return { offset, length: length + 1, text: "" };
  return isSpace(offset - 1)
    ? { offset: offset - 1, length: length + 1, text: "" }
    : { offset, length, text: "" };
}

/** Puts a term behind everything else. */
export function appended(query: string, term: string): QueryEdit {
  const kept = query.trimEnd();
  return { offset: kept.length, length: query.length - kept.length, text: kept === "" ? term : ` ${term}` };
}

/** How a value of a facet is asked for. */
export type Choice = "any" | "chosen" | "excluded";

/**
 * Asks for a value beside the others of its filter, asks for photos without it, or for neither.
 * @param terms of this query
 * @param value as a facet has it: "camera:\"Pixel 7\""
 * @param chosen all that are asked for now, this one perhaps among them: by other names, too ("camera:pixel")
 */
export function choosing(
  query: string,
  terms: readonly QueryTerm[],
  { value, chosen = [] }: { value: string; chosen?: readonly string[] },
  choice: Choice,
): string {
  const { name, values } = valuesOf(value);
  const [wanted] = values;
  if (wanted === undefined) return query;
  const isExcluded = choice === "excluded";
  const filters = filtersOf(terms, name);
  const joined = choice === "any" ? undefined : filters.find((term) => term.isExcluded === isExcluded);
  const asked = filters.filter((term) => !term.isExcluded);
  const isMeantOtherwise =
    choice !== "chosen" && chosen.includes(value) && !asked.some((term) => hasValue(query, term, wanted));
  const others = chosen.flatMap((each) => (each === value ? [] : valuesOf(each).values));
  let left = query;
  // From the end to the beginning: what lies before stays where it is.
  for (const term of filters.toReversed()) {
    const edit =
      isMeantOtherwise && !term.isExcluded
        ? withValues(left, term, term === asked[0] ? others : [])
        : withValue(left, term, wanted, term === joined);
    left = applied(left, edit);
  }
  if (choice === "any" || joined) return left;
  return applied(left, appended(left, `${isExcluded ? "-" : ""}${name}:${wanted}`));
}

function filtersOf(terms: readonly QueryTerm[], name: string): QueryTerm[] {
  return terms.filter((term) => term.kind === "filter" && term.name === name);
}

/** A filter with one value more, or without it: nothing is left of one that has no other. */
function withValue(query: string, term: QueryTerm, value: string, isWanted: boolean): QueryEdit {
  const { values } = valuesOf(textOf(query, term));
  const others = values.filter((each) => !sameValue(each, value));
  if (isWanted === others.length < values.length) return { offset: term.offset, length: 0, text: "" };
  return withValues(query, term, isWanted ? [...others, value] : others);
}

/** A filter with these values in place of its own. */
function withValues(query: string, term: QueryTerm, values: readonly string[]): QueryEdit {
  if (values.length === 0) return withoutPart(query, term);
  const { head } = valuesOf(textOf(query, term));
  return { offset: term.offset, length: term.length, text: head + values.join("|") };
}

function textOf(query: string, { offset, length }: QueryTerm): string {
  return query.slice(offset, offset + length);
}

function hasValue(query: string, term: QueryTerm, value: string): boolean {
  return valuesOf(textOf(query, term)).values.some((each) => sameValue(each, value));
}

/** Whether a query asks for photos without this value of a facet. */
export function isExcludedBy(query: string, terms: readonly QueryTerm[], value: string): boolean {
  const { name, values } = valuesOf(value);
  return filtersOf(terms, name).some((term) => term.isExcluded && hasValue(query, term, values[0] ?? ""));
}

/** The days that a query asks for, as a filter has them; undefined where it asks for none. */
export function chosenDate(query: string, terms: readonly QueryTerm[]): string | undefined {
  const date = terms.find((term) => isDate(term) && !term.isExcluded);
  if (!date) return undefined;
  return valuesOf(date.asFilter ?? textOf(query, date)).values[0];
}

/** Asks for these days in place of any others; for all with undefined. @param range as a filter has it: "2019-06..2020-02" */
export function choosingDate(query: string, terms: readonly QueryTerm[], range: string | undefined): string {
  const dates = terms.filter((term) => isDate(term) && !term.isExcluded);
  const [first, ...others] = dates;
  let left = query;
  for (const term of others.reverse()) left = applied(left, withoutPart(left, term));
  const wanted = range === undefined ? undefined : `date:${range}`;
  if (!first) return wanted === undefined ? left : applied(left, appended(left, wanted));
  const place = { offset: first.offset, length: first.length };
  return applied(left, wanted === undefined ? withoutPart(left, place) : { ...place, text: wanted });
}

export function isDate({ kind, name }: QueryTerm): boolean {
  return kind === "date" || (kind === "filter" && name === "date");
}

/** A photo or a picture beside the others that what is looked for is like. */
export function withExamples(query: string, examples: readonly string[]): string {
  return examples.reduce(
    (text, example) => (text.split(/\s+/).includes(example) ? text : applied(text, appended(text, example))),
    query,
  );
}

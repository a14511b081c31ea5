import type { QueryTerm } from "../../../contract/query.ts";
import type { QueryFilter } from "../../vectors/query-filter.ts";
import { orWords } from "../dates/date-words.ts";
import { findDates, readDateWords } from "../dates/find-dates.ts";
import { filterOfWhen, labelOfWhen, printWhen, type When } from "../dates/when.ts";
import type { QueryContext } from "../filters/filter-kind.ts";
import type { WordNode } from "../syntax/ast.ts";
import { withPlainSpaces } from "../syntax/grammar.ts";
import { printFilter } from "../syntax/print.ts";
import { endsWithNegator, splitExclusions } from "./exclusions.ts";
import type { QueryPart } from "./query-part.ts";

const asFilterTerm = (name: string, text: string, isExcluded = false) =>
  `${isExcluded ? "-" : ""}${printFilter({ name, values: [{ text }] })}`;

/** Words that follow each other -> descriptions, dates in words, and what is excluded in plain words. */
export function readWords(nodes: readonly WordNode[], text: string, context: QueryContext): QueryPart[] {
  const [first, last] = [nodes[0], nodes.at(-1)];
  if (!first || !last) return [];
  const run = withPlainSpaces(text.slice(first.offset, last.offset + last.length));
  const reading = { now: context.now, years: context.vocabulary.years() };
  const parts: QueryPart[] = [];
  let at = 0;
  let latest: SaidDates | undefined;
  const addLatest = () => {
    if (latest) parts.push(datePart(latest, text, context));
    latest = undefined;
  };
  for (const date of findDates(run, reading)) {
    const [begin, end] = [first.offset + date.offset, first.offset + date.offset + date.length];
    const before = nodes.slice(at).filter((node) => node.offset + node.length <= begin);
    const inside = nodes.slice(at + before.length).filter((node) => node.offset < end);
    const [beginning, ending] = [inside[0], inside.at(-1)];
    if (!beginning || !ending) continue;
    at += before.length + inside.length;
    const said = { when: date.when, nodes: [beginning, ending] as const };
    if (latest && isOr(before)) {
      latest.dates.push(said);
      continue;
    }
    addLatest();
    const negator = endsWithNegator(before.map((node) => node.text)) ? before.pop() : undefined;
    parts.push(...partsOfWords(before, context));
    latest = { first: negator ?? beginning, dates: [said], isExcluded: negator !== undefined };
  }
  addLatest();
  parts.push(...partsOfWords(nodes.slice(at), context));
  return parts;
}

/** Of what stands between two dates: one of them is enough. */
function isOr(nodes: readonly WordNode[]): boolean {
  const [only, ...others] = nodes;
  return only !== undefined && others.length === 0 && orWords.has(only.text.toLowerCase());
}

/** Dates of which one is enough: "2018 or 2019". */
interface SaidDates {
  /** With the negator in front. */
  first: WordNode;
  dates: SaidDate[];
  isExcluded: boolean;
}

interface SaidDate {
  when: When;
  /** The first and the last. */
  nodes: readonly [WordNode, WordNode];
}

/** "-snow", or a date: "-2019". What could be on a picture, as "-march" could, is taken for that. */
export function readExcludedWord(node: WordNode, text: string, context: QueryContext): QueryPart {
  const reading = { now: context.now, years: context.vocabulary.years() };
  const [date] = findDates(withPlainSpaces(node.text), reading);
  if (date?.when.kind === "span" && date.length === node.text.length)
    return datePart(
      { first: node, dates: [{ when: date.when, nodes: [node, node] }], isExcluded: true },
      text,
      context,
    );
  const asWords = asFilterTerm("looks", `-${node.text}`);
  const { offset, length } = node;
  const place = { kind: "words" as const, offset, length, isExcluded: true, name: null };
  return {
    term: { ...place, label: node.text, asFilter: null, asWords, assetId: null },
    description: node.text,
  };
}

function datePart({ first, dates, isExcluded }: SaidDates, text: string, context: QueryContext): QueryPart {
  const last = dates.at(-1)?.nodes[1] ?? first;
  const [offset, end] = [first.offset, last.offset + last.length];
  const years = context.vocabulary.years();
  const whens = dates.map(({ when }) => when);
  const isAnyYear = whens.every((when) => when.kind === "named" && when.year === undefined);
  const values = whens.map((when) => ({ text: printWhen(when) }));
  const meant = dates.map((date) => meantBy(date, { isExcluded, text, context }));
  const [only, ...others] = meant;
  return {
    term: {
      kind: "date",
      offset,
      length: end - offset,
      isExcluded,
      name: "date",
      label: whens.map(labelOfWhen).join(" or "),
      asFilter: `${isExcluded ? "-" : ""}${printFilter({ name: "date", values })}`,
      asWords: asFilterTerm("looks", withPlainSpaces(text.slice(offset, end)).replace(/ +/g, " ")),
      assetId: null,
    },
    ...(others.length === 0
      ? only
      : { filter: { kind: "any", of: meant.flatMap(({ filter }) => filter ?? []) } }),
    ...(isAnyYear && !years && { nothing: "No photo has a known date." }),
  };
}

function meantBy(
  { when, nodes: [first, last] }: SaidDate,
  { isExcluded, text, context }: { isExcluded: boolean; text: string; context: QueryContext },
): Pick<QueryPart, "filter" | "description"> {
  const taken = filterOfWhen(when, context.vocabulary.years());
  const said = text.slice(first.offset, last.offset + last.length);
  return !isExcluded && /^\d{4}$/.test(said) ? orWritten(taken, said) : { filter: taken };
}

/** A bare year is as well what is written, as in the name of a folder, whose photos may have no date. */
function orWritten(taken: QueryFilter, year: string): Pick<QueryPart, "filter" | "description"> {
  return { filter: { kind: "any", of: [taken, { kind: "says", phrase: year }] }, description: year };
}

function partsOfWords(nodes: readonly WordNode[], context: QueryContext): QueryPart[] {
  return splitExclusions(nodes.map((node) => node.text)).flatMap((part) => {
    const [first, last] = [nodes[part.from], nodes[part.to - 1]];
    if (!first || !last) return [];
    const isExcluded = part.kind === "excluded";
    const term: QueryTerm = {
      kind: part.kind === "operator" ? "operator" : "words",
      offset: first.offset,
      length: last.offset + last.length - first.offset,
      isExcluded,
      name: null,
      label: part.text,
      asFilter: isExcluded ? excludedAsFilter(part.text) : dateAsFilter(part.text, context),
      asWords: isExcluded ? literally(nodes.slice(part.from, part.to)) : null,
      assetId: null,
    };
    return [part.kind === "operator" ? { term } : { term, description: part.text }];
  });
}

const literally = (nodes: readonly WordNode[]) =>
  asFilterTerm("looks", nodes.map((node) => node.text).join(" "));

/** "without people" -> "-people" */
export function excludedAsFilter(text: string): string {
  const isOneWord = /^[\p{L}\p{N}]+$/u.test(text);
  return isOneWord ? `-${text}` : asFilterTerm("looks", text, true);
}

/** "christmas" is on the picture, or else when it was taken. */
function dateAsFilter(text: string, context: QueryContext): string | null {
  const when = readDateWords(text, { now: context.now, years: context.vocabulary.years() });
  return when ? asFilterTerm("date", printWhen(when)) : null;
}

import type { QueryTerm } from "../../../contract/query.ts";
import type { QueryFilter } from "../../vectors/query-filter.ts";
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
  for (const date of findDates(run, reading)) {
    const [begin, end] = [first.offset + date.offset, first.offset + date.offset + date.length];
    const before = nodes.slice(at).filter((node) => node.offset + node.length <= begin);
    const inside = nodes.slice(at + before.length).filter((node) => node.offset < end);
    const negator = endsWithNegator(before.map((node) => node.text)) ? before.pop() : undefined;
    const beginning = negator ?? inside[0];
    const ending = inside.at(-1);
    if (!beginning || !ending) continue;
    parts.push(...partsOfWords(before, context));
    parts.push(
      datePart([beginning, ending], date.when, { isExcluded: negator !== undefined, text, context }),
    );
    at += before.length + (negator ? 1 : 0) + inside.length;
  }
  parts.push(...partsOfWords(nodes.slice(at), context));
  return parts;
}

/** "-snow", or a date: "-2019". What could be on a picture, as "-march" could, is taken for that. */
export function readExcludedWord(node: WordNode, text: string, context: QueryContext): QueryPart {
  const reading = { now: context.now, years: context.vocabulary.years() };
  const [date] = findDates(withPlainSpaces(node.text), reading);
  if (date?.when.kind === "span" && date.length === node.text.length)
    return datePart([node, node], date.when, { isExcluded: true, text, context });
  const asWords = asFilterTerm("looks", `-${node.text}`);
  const { offset, length } = node;
  const place = { kind: "words" as const, offset, length, isExcluded: true, name: null };
  return {
    term: { ...place, label: node.text, asFilter: null, asWords, assetId: null },
    description: node.text,
  };
}

function datePart(
  [first, last]: [WordNode, WordNode],
  when: When,
  { isExcluded, text, context }: { isExcluded: boolean; text: string; context: QueryContext },
): QueryPart {
  const [offset, end] = [first.offset, last.offset + last.length];
  const years = context.vocabulary.years();
  const isAnyYear = when.kind === "named" && when.year === undefined;
  const taken = filterOfWhen(when, years);
  return {
    term: {
      kind: "date",
      offset,
      length: end - offset,
      isExcluded,
      name: "date",
      label: labelOfWhen(when),
      asFilter: asFilterTerm("date", printWhen(when), isExcluded),
      asWords: asFilterTerm("looks", withPlainSpaces(text.slice(offset, end)).replace(/ +/g, " ")),
      assetId: null,
    },
    ...(!isExcluded && /^\d{4}$/.test(text.slice(offset, end))
      ? orWritten(taken, text.slice(offset, end))
      : { filter: taken }),
    ...(isAnyYear && !years && { nothing: "No photo has a known date." }),
  };
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

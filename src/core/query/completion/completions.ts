import type { QueryCompletion } from "../../../contract/query.ts";
import type { FilterKind, OfferedValue, QueryContext } from "../filters/filter-kind.ts";
import { filterKinds, filterNamed, filterNames, filtersBeginningWith } from "../filters/registry.ts";
import type { FilterNode, QueryNode, QueryValue, WordNode } from "../syntax/ast.ts";
import { closersOf, isMinus } from "../syntax/grammar.ts";
import { parse } from "../syntax/parse.ts";
import { printFilter, printValue } from "../syntax/print.ts";

/** More words than these no value is looked up by. */
const mostWords = 4;

/** One letter is the beginning of every value. */
const fewestLetters = 2;

/** What could be typed at the cursor, the likeliest first. @param cursor in UTF-16 code units */
export function completionsOf(
  { text, cursor, limit }: { text: string; cursor: number; limit: number },
  context: QueryContext,
): QueryCompletion[] {
  const { nodes } = parse(text, filterNames);
  const at = nodes.findIndex((node) => isAt(node, text, cursor));
  const node = nodes[at];
  if (!node) return namesAt({ offset: cursor, length: 0 }, filterKinds).slice(0, limit);
  return offersAt(node, nodes.slice(0, at), { text, cursor, context }).slice(0, limit);
}

/** Behind the pipe of a filter its next value is typed. */
function isAt({ kind, offset, length }: QueryNode, text: string, cursor: number): boolean {
  const end = offset + length;
  if (offset < cursor && cursor <= end) return true;
  return kind === "filter" && end < cursor && text[end - 1] === "|" && text.slice(end, cursor).trim() === "";
}

interface Asked {
  text: string;
  cursor: number;
  context: QueryContext;
}

function offersAt(node: QueryNode, before: readonly QueryNode[], asked: Asked): QueryCompletion[] {
  if (node.kind === "phrase") return [];
  if (node.kind === "word" && isMinus(node.text))
    return namesAt({ offset: asked.cursor, length: 0 }, filterKinds);
  if (node.kind === "word") return wordOffers(node, before, asked);
  const nameEnd = node.nameSpan.offset + node.nameSpan.length;
  if (asked.cursor >= nameEnd) return valueOffers(node, asked);
  const typed = asked.text.slice(node.nameSpan.offset, asked.cursor);
  return namesAt(node.nameSpan, filtersBeginningWith(typed));
}

function namesAt(span: { offset: number; length: number }, kinds: readonly FilterKind[]): QueryCompletion[] {
  return kinds.map(({ name, purpose }) => ({
    offset: span.offset,
    length: span.length,
    text: `${name}:`,
    label: `${name}:`,
    hint: purpose,
    count: null,
  }));
}

/** Of a filter, the value at the cursor: in the place of it, or behind a colon or a pipe. */
function valueOffers(node: FilterNode, { text, cursor, context }: Asked): QueryCompletion[] {
  const kind = filterNamed(node.name);
  if (!kind) return [];
  const value = node.values.find(({ offset, length }) => offset <= cursor && cursor <= offset + length);
  const place = value ?? emptyPlace(node, text, cursor);
  const typed = value ? textBefore(value, text, cursor) : "";
  const others = new Set(node.values.filter((each) => each !== value).map((each) => each.text));
  return kind
    .offer(typed, context)
    .filter((offer) => !others.has(offer.value))
    .map((offer) => completionOf(place, printValue(offer.value), offer));
}

/** Where nothing is typed yet but perhaps a quotation mark. */
function emptyPlace({ nameSpan }: FilterNode, text: string, cursor: number): QueryValue {
  let offset = cursor;
  while (offset > nameSpan.offset + nameSpan.length && closersOf[text.charAt(offset - 1)] !== undefined)
    offset -= 1;
  return { text: "", offset, length: cursor - offset };
}

/** Of a value what stands before the cursor, without its quotation mark. */
function textBefore(value: QueryValue, text: string, cursor: number): string {
  if (cursor === value.offset + value.length) return value.text;
  return text.slice(value.offset, cursor).replace(/^["“„”«»]/u, "");
}

/** Plain words: filters whose name begins so, then values, of the longest run of words that is the beginning of one. */
function wordOffers(node: WordNode, before: readonly QueryNode[], asked: Asked): QueryCompletion[] {
  const minus = node.isExcluded ? 1 : 0;
  const end = Math.min(asked.cursor, node.offset + node.length);
  const typed = asked.text.slice(node.offset + minus, end);
  const span = { offset: node.offset + minus, length: node.length - minus };
  const names = namesAt(span, filtersBeginningWith(typed));
  const offers: QueryCompletion[] = [];
  for (const start of wordStarts(node, before)) {
    const words = asked.text.slice(start, end).replace(/\s+/gu, " ");
    if (words.length < fewestLetters) continue;
    offers.push(
      ...valuesFor(words, { offset: start, length: node.offset + node.length - start }, asked.context),
    );
  }
  return typed === "" ? names : [...names, ...withoutRepeats(offers)];
}

/** Where a value may begin that ends at the cursor, the farthest first. */
function wordStarts(node: WordNode, before: readonly QueryNode[]): number[] {
  if (node.isExcluded) return [node.offset + 1];
  const starts = [node.offset];
  for (const each of before.toReversed()) {
    if (each.kind !== "word" || starts.length >= mostWords) break;
    starts.unshift(each.isExcluded ? each.offset + 1 : each.offset);
    if (each.isExcluded) break;
  }
  return starts;
}

function valuesFor(
  words: string,
  span: { offset: number; length: number },
  context: QueryContext,
): QueryCompletion[] {
  const offers = filterKinds
    .filter(({ isOfferedForWords }) => isOfferedForWords)
    .flatMap((kind) => kind.offer(words, context).map((offer) => ({ kind, offer })));
  return offers
    .sort((left, right) => (right.offer.count ?? -1) - (left.offer.count ?? -1))
    .map(({ kind, offer }) =>
      completionOf(span, printFilter({ name: kind.name, values: [{ text: offer.value }] }), offer),
    );
}

function completionOf(
  { offset, length }: { offset: number; length: number },
  text: string,
  { label, hint, count }: OfferedValue,
): QueryCompletion {
  return { offset, length, text, label, hint, count };
}

function withoutRepeats(offers: readonly QueryCompletion[]): QueryCompletion[] {
  return [...new Map(offers.toReversed().map((offer) => [offer.text, offer])).values()].toReversed();
}

import { chronoDates, type FoundDate } from "./chrono-dates.ts";
import { type DateToken, dateTokensOf } from "./date-tokens.ts";
import { articles, prepositions } from "./date-words.ts";
import { type DateReading, matchDate } from "./match-date.ts";
import type { When } from "./when.ts";

/**
 * Dates in a description, in order: "beach last summer" -> "last summer". What could as well be something on the picture
 * ("christmas", "a second", "the march") is none.
 */
export function findDates(text: string, reading: Omit<DateReading, "isSurelyDate">): FoundDate[] {
  const tokens = dateTokensOf(text);
  const candidates = [
    ...matchedDates(tokens, { ...reading, isSurelyDate: false }),
    ...chronoDates(text, reading.now).flatMap((date) => wholeTokens(tokens, date) ?? []),
  ];
  const found: FoundDate[] = [];
  // "february 21, 2015" rather than "february".
  for (const date of candidates.sort((left, right) => right.length - left.length)) {
    const isFree = found.every(
      ({ offset, length }) => offset + length <= date.offset || date.offset + date.length <= offset,
    );
    if (isFree) found.push(date);
  }
  return found.sort((left, right) => left.offset - right.offset);
}

/** The time that is meant by the whole of a text, in which there is nothing else. */
export function readDateWords(text: string, reading: Omit<DateReading, "isSurelyDate">): When | undefined {
  const tokens = dateTokensOf(text);
  const match = matchDate(tokens, 0, { ...reading, isSurelyDate: true });
  if (match && match.count === tokens.length) return match.when;
  const last = tokens.at(-1);
  return chronoDates(text, reading.now).find((date) => {
    const whole = wholeTokens(tokens, date);
    return whole?.offset === tokens[0]?.offset && last && whole && whole.offset + whole.length === last.end;
  })?.when;
}

function matchedDates(tokens: readonly DateToken[], reading: DateReading): FoundDate[] {
  const found: FoundDate[] = [];
  for (let at = 0; at < tokens.length; ) {
    const match = matchDate(tokens, at, reading);
    const [first, last] = [tokens[at], tokens[at + (match?.count ?? 1) - 1]];
    if (match && first && last)
      found.push({ offset: first.offset, length: last.end - first.offset, when: match.when });
    at += match?.count ?? 1;
  }
  return found;
}

/** With the "in the" before it; undefined for what begins or ends within a word. */
function wholeTokens(
  tokens: readonly DateToken[],
  { offset, length, when }: FoundDate,
): FoundDate | undefined {
  const first = tokens.findIndex((token) => token.offset === offset);
  const last = tokens.find((token) => token.end === offset + length);
  if (first === -1 || !last) return undefined;
  let begin = first;
  if (articles.has(tokens[begin - 1]?.word ?? "")) begin -= 1;
  if (prepositions.has(tokens[begin - 1]?.word ?? "")) begin -= 1;
  const start = tokens[begin]?.offset ?? offset;
  return { offset: start, length: last.end - start, when };
}

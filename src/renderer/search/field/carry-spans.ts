import type { QuerySpan, ReadQuery } from "../../../contract/index.ts";

/** What was understood of a text, and the text. */
export interface ReadText {
  text: string;
  read: ReadQuery;
}

export const nothingRead: ReadQuery = { terms: [], problems: [], contradiction: null, canonical: null };

/**
 * What was understood of a text, as far as it still holds for what was made of it since: parts before and behind the change
 * stay, those that it touches are out until the text is read again.
 */
export function carriedTo(text: string, { text: before, read }: ReadText): ReadQuery {
  if (text === before) return read;
  const most = Math.min(text.length, before.length);
  let same = 0;
  while (same < most && text[same] === before[same]) same++;
  let sameEnd = 0;
  while (sameEnd < most - same && text.at(-1 - sameEnd) === before.at(-1 - sameEnd)) sameEnd++;
  const shift = text.length - before.length;
  const carry = <Span extends QuerySpan>(spans: readonly Span[]): Span[] =>
    spans.flatMap((span) => {
      if (span.offset + span.length <= same) return [span];
      return span.offset >= before.length - sameEnd ? [{ ...span, offset: span.offset + shift }] : [];
    });
  return { ...nothingRead, terms: carry(read.terms), problems: carry(read.problems) };
}

/**
 * Without what is only not typed to its end yet: behind "camera:" stands nothing so far, which is no mistake to whoever is
 * about to go on.
 */
export function withoutUnfinished(text: string, read: ReadQuery): ReadQuery {
  const isUnfinished = ({ offset, length }: QuerySpan) =>
    /[:|,."(-]$/.test(text) && offset + length >= text.length - 1;
  const problems = read.problems.filter((problem) => !isUnfinished(problem));
  return problems.length === read.problems.length ? read : { ...read, problems };
}

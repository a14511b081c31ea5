import type { QuerySpan } from "../../contract/query.ts";

/** Of a long text only the sentence with the word is shown, and no more of it than this, in UTF-16 code units. */
const longestShown = 160;

/** So much of it stands before the word, at most. */
const shownBefore = 60;

const sentenceEnds = /(?<=[.!?。！？])\s*|\n+/gu;

/**
 * What is shown of a text: all of a short one, of a long one what is around its first mark, the sentence or a part of that.
 * @param marks in the order of the text
 */
export function excerptOf(text: string, marks: readonly QuerySpan[]): { text: string; marks: QuerySpan[] } {
  if (text.length <= longestShown) return { text, marks: [...marks] };
  const [first = { offset: 0, length: 0 }] = marks;
  const sentence = sentenceAround(text, first);
  if (sentence.end - sentence.start <= longestShown) return cut(text, marks, sentence);
  const start =
    first.offset + first.length <= sentence.start + longestShown
      ? sentence.start
      : wordStart(text, first.offset - shownBefore, first.offset);
  return cut(text, marks, { start, end: Math.min(sentence.end, start + longestShown) }, sentence);
}

interface Part {
  start: number;
  end: number;
}

function sentenceAround(text: string, { offset }: QuerySpan): Part {
  let start = 0;
  for (const { index, 0: gap } of text.matchAll(sentenceEnds)) {
    if (index > offset) return { start, end: index };
    start = index + gap.length;
  }
  return { start, end: text.length };
}

/** The first start of a word from here on, or the place itself where the word is longer than that. */
function wordStart(text: string, from: number, before: number): number {
  const space = text.slice(from, before).search(/\s/u);
  const start = space < 0 ? from : from + space + 1;
  // Never between the halves of a character.
  return /^[\udc00-\udfff]/.test(text.slice(start)) ? start + 1 : start;
}

/** With marks of the part, and dots where it was cut out of a longer one. */
function cut(
  text: string,
  marks: readonly QuerySpan[],
  { start, end }: Part,
  whole: Part = { start, end },
): { text: string; marks: QuerySpan[] } {
  const isHalved = /[\ud800-\udbff]$/.test(text.slice(start, end));
  const shown = text.slice(start, isHalved ? end - 1 : end).trim();
  const shownStart = start + (text.slice(start, end).length - text.slice(start, end).trimStart().length);
  const before = start > whole.start ? "…" : "";
  const inside = marks.filter(
    ({ offset, length }) => offset >= shownStart && offset + length <= shownStart + shown.length,
  );
  return {
    text: `${before}${shown}${end < whole.end ? "…" : ""}`,
    marks: inside.map(({ offset, length }) => ({ offset: offset - shownStart + before.length, length })),
  };
}

import type { QuerySpan } from "../../contract/query.ts";
import { excerptOf } from "./excerpt.ts";
import { joinedMarks, type PlacedReadings, placesOf, placesOfPart } from "./marks.ts";
import { placedReadingsOf } from "./placed-tokens.ts";
import { asBeginning, type QueryTerm } from "./query-terms.ts";
import type { WrittenText } from "./written-text.ts";

/** A text that has words of a query, with those marked. */
export interface MarkedText extends WrittenText {
  /** In the order of the text. */
  marks: QuerySpan[];
}

/**
 * Which of a photo's texts a query was found in: one for each of its words, the first of them that has it, with all words
 * of the query that stand there marked. Of a long text the part with the word.
 * @param isWhole no word is the beginning or a part of a longer one
 */
export function matchedTexts(
  texts: readonly WrittenText[],
  terms: readonly QueryTerm[],
  { isWhole = false } = {},
): MarkedText[] {
  const telling = terms.filter(({ isStopWord }) => !isStopWord);
  const sought = (telling.length > 0 ? telling : terms).map((term, index, all) => ({
    term,
    beginning: index === all.length - 1 && !isWhole ? asBeginning(term) : undefined,
    isWhole,
  }));
  const read = texts.map((text) => ({ text, readings: placedReadingsOf(text.text) }));
  const found = sought.flatMap((one) => {
    const has = read.find(({ readings }) => placesOf(readings, one.term));
    const hasLoosely = has ?? read.find(({ readings }) => placesOfSought(readings, one));
    return hasLoosely ? [hasLoosely] : [];
  });
  return [...new Set(found)].map(({ text, readings }) => {
    const marks = sought.flatMap((one) => placesOfSought(readings, one) ?? []);
    return { signal: text.signal, ...excerptOf(text.text, joinedMarks(marks)) };
  });
}

interface Sought {
  term: QueryTerm;
  /** Of the last word, which may still be typed. */
  beginning: QueryTerm | undefined;
  isWhole: boolean;
}

/** As it stands there, else as the beginning of a longer word, else inside of one. */
function placesOfSought(
  readings: PlacedReadings,
  { term, beginning, isWhole }: Sought,
): QuerySpan[] | undefined {
  return (
    placesOf(readings, term) ??
    (beginning && placesOf(readings, beginning)) ??
    (isWhole ? undefined : placesOfPart(readings, term))
  );
}

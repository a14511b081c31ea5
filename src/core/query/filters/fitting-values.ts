import type { KnownValue } from "../vocabulary.ts";
import { foldText, wordsOf } from "./fold.ts";
import { foldedValues } from "./folded-list.ts";

/**
 * The values that are meant by what was typed: those that are the same whatever the case and accents; else those that
 * contain the words one after the other ("pixel 7" is "Google Pixel 7" and not "Pixel 70"); else those where the last word
 * begins one ("goo").
 */
export function fittingValues(typed: string, values: readonly KnownValue[]): KnownValue[] {
  const text = foldText(typed);
  const words = wordsOf(text);
  const folded = foldedValues(values);
  const same = folded.filter(({ spellings }) => spellings.some((spelling) => spelling.text === text));
  if (same.length > 0 || words.length === 0) return same.map(({ known }) => known);
  const containing = folded.filter(({ spellings }) =>
    spellings.some((spelling) => holdsWords(spelling.words, words, isSame)),
  );
  if (containing.length > 0) return containing.map(({ known }) => known);
  return folded
    .filter(({ spellings }) => spellings.some((spelling) => holdsWords(spelling.words, words, beginsWord)))
    .map(({ known }) => known);
}

type Compare = (word: string, typed: string) => boolean;
const isSame: Compare = (word, typed) => word === typed;
/** The beginning of a number is another number. */
const beginsWord: Compare = (word, typed) =>
  typed.length > 1 && !/\p{N}$/u.test(typed) && word.startsWith(typed);

/** @param compareLast how the last of the words is compared */
export function holdsWords(
  words: readonly string[],
  wanted: readonly string[],
  compareLast: Compare = isSame,
): boolean {
  const last = wanted.length - 1;
  return words.some((_, start) =>
    wanted.every((word, at) => {
      const found = words[start + at];
      return found !== undefined && (at === last ? compareLast(found, word) : found === word);
    }),
  );
}

import type { KnownValue } from "../vocabulary.ts";
import { editDistance } from "./edit-distance.ts";
import { foldText, wordsOf } from "./fold.ts";
import { foldedValues, keptFor } from "./folded-list.ts";

/** Of more values, those that few photos have, no typing mistake is looked for. */
const mostCandidates = 20_000;

interface Candidate {
  label: string;
  /** Folded. */
  text: string;
  words: readonly string[];
  /** Which letters there are. */
  letters: number;
}

/**
 * What was perhaps meant: the candidate with the fewest letters added, left out, changed or swapped with their neighbour,
 * as a whole or in as many of its words as were typed ("pixle 7" -> "Google Pixel 7"). Of a third of the letters at most.
 */
export function nearestOf(typed: string, candidates: Iterable<string>): string | undefined {
  return nearest(typed, Array.from(candidates, candidateOf));
}

/** The same among the labels of values. */
export function nearestKnown(typed: string, values: readonly KnownValue[]): string | undefined {
  return nearest(typed, candidatesOf(values));
}

const candidatesOf = keptFor((values) =>
  foldedValues(values)
    .slice(0, mostCandidates)
    .flatMap(({ known, spellings }) =>
      spellings.map(
        ({ text, words }): Candidate => ({ label: known.label, text, words, letters: lettersOf(text) }),
      ),
    ),
);

function candidateOf(label: string): Candidate {
  const text = foldText(label);
  return { label, text, words: wordsOf(text), letters: lettersOf(text) };
}

function nearest(typed: string, candidates: readonly Candidate[]): string | undefined {
  const wanted = candidateOf(typed);
  let best: string | undefined;
  let fewest = Math.floor(wanted.text.length / 3) + 1;
  for (const candidate of candidates) {
    // Each letter that it does not have at all is a mistake.
    if (bitsOf(wanted.letters & ~candidate.letters) >= fewest) continue;
    for (const text of partsOf(candidate, wanted.words.length)) {
      const distance = editDistance(wanted.text, text, fewest);
      if (distance < fewest) [best, fewest] = [candidate.label, distance];
    }
    // Nothing is nearer than one mistake.
    if (fewest <= 1) break;
  }
  return best;
}

function partsOf({ text, words }: Candidate, wordCount: number): string[] {
  if (wordCount === 0 || words.length <= wordCount) return [text];
  const windows = Array.from({ length: words.length - wordCount + 1 }, (_, at) =>
    words.slice(at, at + wordCount).join(" "),
  );
  return [text, ...windows];
}

/** One bit for each letter, shared by letters 32 apart. */
function lettersOf(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at += 1) letters |= 1 << (text.charCodeAt(at) & 31);
  return letters;
}

function bitsOf(number: number): number {
  let count = 0;
  for (let rest = number; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

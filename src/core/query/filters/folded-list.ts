import type { KnownValue } from "../vocabulary.ts";
import { spellingsOf, wordsOf } from "./fold.ts";

export interface FoldedValue {
  known: KnownValue;
  /** Each a way to write it. */
  spellings: { text: string; words: string[] }[];
}

/** What is made of a list once, however often the list is asked for. */
export function keptFor<Made>(
  make: (values: readonly KnownValue[]) => Made,
): (values: readonly KnownValue[]) => Made {
  const kept = new WeakMap<readonly KnownValue[], Made>();
  return (values) => {
    const known = kept.get(values);
    if (known !== undefined) return known;
    const made = make(values);
    kept.set(values, made);
    return made;
  };
}

/** The labels of values as they are compared. */
export const foldedValues = keptFor((values): readonly FoldedValue[] =>
  values.map((known) => ({
    known,
    spellings: spellingsOf(known.label).map((text) => ({ text, words: wordsOf(text) })),
  })),
);

import type { WordSignal } from "../../contract/search.ts";
import { textBoundary } from "./phrase.ts";
import { readingsOf, tokensOf } from "./pieces.ts";

/** Something that is written about a photo, and where. */
export interface WrittenText {
  signal: WordSignal;
  text: string;
}

/** Raised when texts are read otherwise, or more of them are: all photos are read anew then, in the background. */
export const wordsVersion = 2;

/**
 * Texts -> what the full-text index holds of them: tokens with spaces between. Behind each text stands a boundary; the
 * readings of one text follow each other without, since they are all but the same.
 */
export function indexedTokens(texts: readonly string[]): string {
  return texts.map((text) => readingsOf(text).flatMap(tokensOf).join(" ")).join(` ${textBoundary} `);
}

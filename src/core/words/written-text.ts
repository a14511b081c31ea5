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
 * Texts -> what the full-text index holds of them: tokens with spaces between, and a boundary between texts, and between
 * the ways to read one of them: what ends one and begins another stands nowhere.
 */
export function indexedTokens(texts: readonly string[]): string {
  const readings = texts.flatMap(readingsOf).map((pieces) => tokensOf(pieces).join(" "));
  return readings.join(` ${textBoundary} `);
}

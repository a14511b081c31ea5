import { foldWord, spellOut, withoutAccents } from "../../words/fold.ts";

/** A text as values are compared: whatever the case and accents. */
export function foldText(text: string): string {
  return foldWord(withoutAccents(text)).replace(/\s+/gu, " ").trim();
}

/** The ways to type a text: "Köln" is also "Koeln". Folded. */
export function spellingsOf(text: string): string[] {
  const spelled = spellOut(text);
  return spelled === undefined ? [foldText(text)] : [foldText(text), foldText(spelled)];
}

/**
 * Of a folded text, parted where digits begin and end: "50mm" is in "EF50mm". Emoji are words: keywords and folders have
 * them for names.
 */
export function wordsOf(folded: string): string[] {
  return folded.match(/\p{N}+|[\p{L}\p{M}]+|\p{Extended_Pictographic}/gu) ?? [];
}

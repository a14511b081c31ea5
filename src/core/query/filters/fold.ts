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

/** Of a folded text. Emoji are words: keywords and folders have them for names. */
export function wordsOf(folded: string): string[] {
  return folded.match(/[\p{L}\p{M}\p{N}]+|\p{Extended_Pictographic}/gu) ?? [];
}

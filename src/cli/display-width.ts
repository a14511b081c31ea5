const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** East Asian characters and emoji fill two columns of a terminal (Unicode's UAX 11, as terminals follow it). */
const isWide =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6\p{Emoji_Presentation}]|\ufe0f/u;

/** Columns that a text without control characters fills in a terminal. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += isWide.test(segment) ? 2 : 1;
  return width;
}

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Whether a terminal turns a part of it round: what stands under what cannot be told then. */
export function isReordered(text: string): boolean {
  return rightToLeft.test(text);
}

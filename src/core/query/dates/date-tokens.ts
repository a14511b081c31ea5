import { foldWord, withoutAccents } from "../../words/fold.ts";

/** A word of a text in which a date is looked for. */
export interface DateToken {
  /** Folded, without an apostrophe and what stands around it. */
  word: string;
  offset: number;
  end: number;
  /** A comma or full stop follows. */
  isLast: boolean;
}

/** Words between spaces, without brackets and punctuation around them. */
export function dateTokensOf(text: string): DateToken[] {
  const tokens: DateToken[] = [];
  for (const { 0: chunk, index } of text.matchAll(/\S+/gu)) {
    const before = /^[("'’‘[]*/u.exec(chunk)?.[0].length ?? 0;
    const after = /[)\]"',.;:!?’]*$/u.exec(chunk.slice(before))?.[0] ?? "";
    const core = chunk.slice(before, chunk.length - after.length);
    const isShortYear = /^\d\d$/.test(core) && /['’‘]/.test(chunk.slice(0, before));
    tokens.push({
      word: (isShortYear ? "'" : "") + foldWord(withoutAccents(core)).replace(/['’]/gu, ""),
      offset: index + before,
      end: index + before + core.length,
      isLast: /[,.;:!?]/.test(after),
    });
  }
  return tokens;
}

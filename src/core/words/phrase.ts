import { type Piece, pairsOf, readingsOf } from "./pieces.ts";

/** Stands between the texts of a photo in what the full-text index holds, and between their readings: no phrase goes across. */
export const textBoundary = "¶";

/** Words that stand one after the other. */
interface WordRow {
  tokens: readonly string[];
  /** The last one is the beginning of a longer one: a single character of a script without spaces. */
  isPrefix: boolean;
}

/** The ways in which a phrase can be read; empty where it has no letter, digit or emoji. */
export function phraseRowsOf(phrase: string): WordRow[] {
  return readingsOf(phrase).map(rowOf);
}

/** As `tokensOf` has it, but for the end of a run: what follows there in the text is not known. */
function rowOf(pieces: readonly Piece[]): WordRow {
  const tokens: string[] = [];
  let isPrefix = false;
  for (const [index, piece] of pieces.entries()) {
    const isLast = index === pieces.length - 1;
    if (piece.kind === "word") tokens.push(piece.word);
    else {
      tokens.push(...pairsOf(piece.characters));
      isPrefix = isLast && piece.characters.length === 1;
      if (!isLast || isPrefix) tokens.push(piece.characters.at(-1) ?? "");
    }
  }
  return { tokens, isPrefix };
}

/**
 * What FTS5 is asked for a phrase (https://sqlite.org/fts5.html#full_text_query_syntax); undefined where nothing can match.
 * @param columns the columns to look in; all when left out
 */
export function phraseExpressionOf(phrase: string, columns?: readonly string[]): string | undefined {
  const rows = phraseRowsOf(phrase);
  if (rows.length === 0 || columns?.length === 0) return undefined;
  const any = rows.map(({ tokens, isPrefix }) => `"${tokens.join(" ")}"${isPrefix ? " *" : ""}`).join(" OR ");
  return columns ? `{${columns.join(" ")}} : (${any})` : any;
}

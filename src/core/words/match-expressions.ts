import { asBeginning, type Phrase, type QueryTerm } from "./query-terms.ts";

/**
 * What SQLite's FTS5 is asked for a query (https://sqlite.org/fts5.html#full_text_query_syntax). Tokens hold letters,
 * digits and emoji only, so that nothing in them has to be escaped.
 */
export interface MatchExpressions {
  /** All words, each as it stands there. */
  exact: string;
  /**
   * All words, the last as a beginning, each as a part of a longer one; or of three or more words all but one.
   * undefined where that is the same as `exact`.
   */
  loose: string | undefined;
}

/** @param longerWordsOf words of the library that have this one inside */
export function matchExpressionsOf(
  terms: readonly QueryTerm[],
  longerWordsOf: (part: string) => readonly string[],
): MatchExpressions | undefined {
  const telling = terms.filter(({ isStopWord }) => !isStopWord);
  const needed = telling.length > 0 ? telling : terms;
  if (needed.length === 0) return undefined;
  const exactTerms = needed.map(anyForm);
  const exact = all(exactTerms);
  const looseTerms = needed.map((term, index) => {
    const longer = term.part === undefined ? [] : longerWordsOf(term.part);
    const beginning = index === needed.length - 1 && term === terms.at(-1) ? asBeginning(term) : term;
    return any([anyForm(beginning), ...longer.map((word) => `"${word}"`)]);
  });
  const whole = all(looseTerms);
  const loose =
    needed.length < 3 ? whole : any([whole, ...exactTerms.map((_, at) => allBut(exactTerms, at))]);
  return { exact, loose: loose === exact ? undefined : loose };
}

function allBut(terms: readonly string[], left: number): string {
  return all(terms.filter((_, at) => at !== left));
}

function anyForm({ forms }: QueryTerm): string {
  return any(forms.map((phrases) => all(phrases.map(phraseOf))));
}

function phraseOf({ tokens, isPrefix }: Phrase): string {
  return `"${tokens.join(" ")}"${isPrefix ? " *" : ""}`;
}

const all = (expressions: readonly string[]) => joined(expressions, "AND");
const any = (expressions: readonly string[]) => joined(expressions, "OR");

function joined(expressions: readonly string[], operator: "AND" | "OR"): string {
  const distinct = [...new Set(expressions)];
  return distinct.length === 1 ? (distinct[0] ?? "") : `(${distinct.join(` ${operator} `)})`;
}

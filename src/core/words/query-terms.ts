import { type Piece, pairsOf, readingsOf } from "./pieces.ts";
import { stopWords } from "./stop-words.ts";

/** Tokens that must stand one after the other; the last may be a beginning. */
export interface Phrase {
  tokens: readonly string[];
  isPrefix: boolean;
}

/** What was typed between two spaces. */
export interface QueryTerm {
  /** Any of these forms will do; of a form all phrases must be there. */
  forms: readonly (readonly Phrase[])[];
  /** Says nothing of a picture: "the", "und". */
  isStopWord: boolean;
  /** The one word that it is, where it is one, long enough to be looked for inside of others. */
  part: string | undefined;
}

/** A thousand characters of single letters are no query. */
const mostTerms = 16;

/** Shorter beginnings are those of everything. */
const shortestBeginning = 3;

/** "Hund" is found in "Schäferhund"; three letters are found in half of all words. */
const shortestPart = 4;

/** What a query says, word by word; empty where it has no letter, digit or emoji. */
export function queryTermsOf(query: string): QueryTerm[] {
  const known = new Set<string>();
  const terms = query.split(/\s+/u).flatMap((typed): QueryTerm[] => {
    const readings = readingsOf(typed);
    const forms = readings.map(phrasesOf);
    const key = JSON.stringify(forms);
    if (forms.length === 0 || known.has(key)) return [];
    known.add(key);
    return [{ forms, ...partOf(readings) }];
  });
  return terms.slice(0, mostTerms);
}

function partOf([reading = []]: Piece[][]): { part: string | undefined; isStopWord: boolean } {
  const [only, ...others] = reading;
  const word = only?.kind === "word" && others.length === 0 ? only.word : undefined;
  const isLong = word !== undefined && [...word].length >= shortestPart && !/\p{N}/u.test(word);
  return { part: isLong ? word : undefined, isStopWord: word !== undefined && stopWords.has(word) };
}

/** Words that follow each other are a phrase; a run of pairs is one of its own. */
function phrasesOf(pieces: readonly Piece[]): Phrase[] {
  const phrases: Phrase[] = [];
  let words: string[] = [];
  const endWords = () => {
    if (words.length > 0) phrases.push({ tokens: words, isPrefix: false });
    words = [];
  };
  for (const piece of pieces) {
    if (piece.kind === "word") words.push(piece.word);
    else {
      endWords();
      const { characters } = piece;
      // A single character is the beginning of all pairs that it begins, and of itself.
      if (characters.length === 1) phrases.push({ tokens: characters, isPrefix: true });
      else phrases.push({ tokens: pairsOf(characters), isPrefix: false });
    }
  }
  endWords();
  return phrases;
}

/** The same term as the beginning of a longer one: it is still being typed. */
export function asBeginning(term: QueryTerm): QueryTerm {
  const forms = term.forms.map((phrases) =>
    phrases.map((phrase, index) =>
      index === phrases.length - 1 && [...(phrase.tokens.at(-1) ?? "")].length >= shortestBeginning
        ? { ...phrase, isPrefix: true }
        : phrase,
    ),
  );
  return { ...term, forms };
}

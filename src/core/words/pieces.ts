import { foldWord, spellOut, withoutAccents } from "./fold.ts";

/**
 * What a text is made of: words, and runs of a script that is written without spaces. Of those any part can be looked
 * for, since nobody can say where their words begin without a dictionary.
 */
export type Piece = ({ kind: "word"; word: string } | { kind: "run"; characters: readonly string[] }) & {
  /** Where it begins in the text without accents, in UTF-16 code units. */
  start: number;
};

/** An emoji is a word of its own: folders have them for names. */
const chunks = /[\p{L}\p{M}\p{N}]+|\p{Extended_Pictographic}/gu;

/** Hangul has spaces, but its endings are written to the word. */
const unspaced =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Bopo}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]+/gu;

/** "IMG1234" -> "IMG", "1234" */
const atDigits = /\p{N}+|[^\p{N}]+/gu;

/** "DogAtBeach2019" -> "Dog", "At", "Beach", "2019"; "HTMLPage" -> "HTML", "Page" */
const atCaseAndDigits = /\p{N}+|\p{Lu}+(?=\p{Lu}[^\p{Lu}\p{N}])|\p{Lu}?[^\p{Lu}\p{N}]+|\p{Lu}+/gu;

/** Only then is a text to be read in more than one way. */
const hasCaseChange = /[^\p{Lu}\p{N}\P{L}]\p{Lu}|\p{Lu}{2}[^\p{Lu}\p{N}\P{L}]/u;

/** Nearly all there is to read, and read ten times as fast. */
const isLatin = /^[A-Za-z0-9]*$/;

/** More of one text is not read: a description of a megabyte is no description. */
export const longestText = 20_000;

/**
 * The ways to read a text, each a sequence of pieces: parted at digits and case, parted at digits only where that is
 * something else ("iPhone" is one word to whoever types "iphone"), and with umlauts spelled out where there are any.
 */
export function readingsOf(text: string): Piece[][] {
  const start = text.slice(0, longestText);
  const spelled = spellOut(start);
  const { plain, spelledOut } = readWays({
    plain: withoutAccents(start),
    spelled: spelled === undefined ? undefined : withoutAccents(spelled),
  });
  return [...plain, ...spelledOut].filter((pieces) => pieces.length > 0);
}

/** The same for a text of which the accents are gone, by what the pieces' places are places in. */
export function readWays({ plain, spelled }: { plain: string; spelled: string | undefined }): {
  plain: Piece[][];
  spelledOut: Piece[][];
} {
  return {
    plain: [
      piecesOf(plain, atCaseAndDigits),
      ...(hasCaseChange.test(plain) ? [piecesOf(plain, atDigits)] : []),
    ],
    spelledOut: spelled === undefined ? [] : [piecesOf(spelled, atDigits)],
  };
}

/** @param text without accents */
function piecesOf(text: string, parts: RegExp): Piece[] {
  const pieces: Piece[] = [];
  for (const { 0: chunk, index: at } of text.matchAll(chunks)) {
    let from = 0;
    const addWords = (to: number) => {
      for (const { 0: part, index } of chunk.slice(from, to).matchAll(parts))
        pieces.push({ kind: "word", word: foldWord(part), start: at + from + index });
    };
    for (const run of isLatin.test(chunk) ? [] : chunk.matchAll(unspaced)) {
      addWords(run.index);
      pieces.push({ kind: "run", characters: [...run[0]], start: at + run.index });
      from = run.index + run[0].length;
    }
    addWords(chunk.length);
  }
  return pieces;
}

/** "愛犬と" -> "愛犬", "犬と" */
export function pairsOf(characters: readonly string[]): string[] {
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}

/** What is kept of one way to read a text: words, and each pair of a run with its last character. */
export function tokensOf(pieces: readonly Piece[]): string[] {
  return pieces.flatMap((piece) =>
    piece.kind === "word" ? [piece.word] : [...pairsOf(piece.characters), piece.characters.at(-1) ?? ""],
  );
}

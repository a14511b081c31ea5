import { foldWord, spellOut, withoutAccents } from "./fold.ts";
import { longestText, type Piece, pairsOf, readWays } from "./pieces.ts";

/** A token of a text, with the place of each of its letters there. */
export interface PlacedToken {
  word: string;
  /** Where each UTF-16 code unit of `word` comes from: offsets in the text, the second behind its end. */
  from: readonly number[];
  to: readonly number[];
}

/** A text in other letters, and where each of its UTF-16 code units comes from. */
interface Mapped {
  text: string;
  from: number[];
  to: number[];
}

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });
const isPlain = /^[ -~]*$/;

/** Every way to read a text (`readingsOf`) as tokens, with their places in the text as it was written. */
export function placedReadingsOf(text: string): PlacedToken[][] {
  const start = text.slice(0, longestText);
  const plain = mapped(start, withoutAccents);
  const spelled =
    spellOut(start) === undefined
      ? undefined
      : mapped(start, (letter) => withoutAccents(spellOut(letter) ?? letter));
  const ways = readWays({ plain: plain.text, spelled: spelled?.text });
  return [
    ...ways.plain.map((pieces) => placedTokensOf(pieces, plain)),
    ...ways.spelledOut.map((pieces) => placedTokensOf(pieces, spelled ?? plain)),
  ];
}

/** @param write what becomes of one letter with its accents */
function mapped(text: string, write: (letter: string) => string): Mapped {
  if (isPlain.test(text)) {
    const from = Array.from(text, (_, index) => index);
    return { text, from, to: from.map((index) => index + 1) };
  }
  const whole: Mapped = { text: "", from: [], to: [] };
  for (const { segment, index } of graphemes.segment(text)) {
    // An emoji of several people stays in its parts.
    for (const { part, at } of lettersOf(segment, index)) {
      append(whole, write(part), { from: at, to: at + part.length });
    }
  }
  return composed(whole);
}

/** Letters that only together make one: a circled consonant of Hangul with a half-width vowel behind it. */
function composed(apart: Mapped): Mapped {
  if (apart.text === apart.text.normalize("NFC")) return apart;
  const whole: Mapped = { text: "", from: [], to: [] };
  for (const { segment, index } of graphemes.segment(apart.text)) {
    const [from = 0, to = 0] = [apart.from[index], apart.to[index + segment.length - 1]];
    append(whole, segment.normalize("NFC"), { from, to });
  }
  return whole;
}

function append(whole: Mapped, written: string, { from, to }: { from: number; to: number }): void {
  whole.text += written;
  for (let unit = 0; unit < written.length; unit++) {
    whole.from.push(from);
    whole.to.push(to);
  }
}

const letters = /[\p{L}\p{N}]\p{M}*|\P{M}\p{M}*|\p{M}+/gu;

/** What `write` has to see together: a letter with its accents, a syllable of Hangul that was taken apart. */
function lettersOf(segment: string, index: number): { part: string; at: number }[] {
  if (/^\p{scx=Hang}+$/u.test(segment)) return [{ part: segment, at: index }];
  return [...segment.matchAll(letters)].map((letter) => ({ part: letter[0], at: index + letter.index }));
}

function placedTokensOf(pieces: readonly Piece[], source: Mapped): PlacedToken[] {
  return pieces.flatMap((piece) =>
    piece.kind === "word" ? placedWord(piece, source) : placedPairs(piece, source),
  );
}

function placedWord({ word, start }: Piece & { kind: "word" }, source: Mapped): PlacedToken {
  const token = { word, from: [] as number[], to: [] as number[] };
  // Letters may be folded to two: "ß" to "ss".
  for (let at = start; token.from.length < word.length && at < source.text.length; ) {
    const letter = String.fromCodePoint(source.text.codePointAt(at) ?? 0);
    for (let unit = 0; unit < foldWord(letter).length; unit++) {
      token.from.push(source.from[at] ?? 0);
      token.to.push(source.to[at + letter.length - 1] ?? 0);
    }
    at += letter.length;
  }
  return token;
}

/** As `tokensOf` makes them of a run: each pair, and the last character. */
function placedPairs({ characters, start }: Piece & { kind: "run" }, source: Mapped): PlacedToken[] {
  const places: { from: number; to: number }[] = [];
  let at = start;
  for (const character of characters) {
    places.push({ from: source.from[at] ?? 0, to: source.to[at + character.length - 1] ?? 0 });
    at += character.length;
  }
  const unitsOf = (index: number) =>
    Array.from({ length: characters[index]?.length ?? 0 }, () => places[index] ?? { from: 0, to: 0 });
  const placed = (word: string, indexes: readonly number[]): PlacedToken => {
    const units = indexes.flatMap(unitsOf);
    return { word, from: units.map(({ from }) => from), to: units.map(({ to }) => to) };
  };
  const last = characters.length - 1;
  return [
    ...pairsOf(characters).map((pair, index) => placed(pair, [index, index + 1])),
    placed(characters[last] ?? "", [last]),
  ];
}

import type { QuerySpan } from "../../contract/query.ts";
import type { PlacedToken } from "./placed-tokens.ts";
import type { Phrase, QueryTerm } from "./query-terms.ts";

/** The ways to read a text, token by token, with places. */
export type PlacedReadings = readonly (readonly PlacedToken[])[];

/** Where a term stands in a text, in any way to read it; undefined where not all of it stands there. */
export function placesOf(readings: PlacedReadings, { forms }: QueryTerm): QuerySpan[] | undefined {
  const places = forms.flatMap((phrases) => {
    const ofEach = phrases.map((phrase) => readings.flatMap((tokens) => placesOfPhrase(tokens, phrase)));
    return ofEach.every((ofPhrase) => ofPhrase.length > 0) ? ofEach.flat() : [];
  });
  return places.length > 0 ? places : undefined;
}

/** Where the word that a term is stands inside of longer ones: "hund" in "Schäferhund". */
export function placesOfPart(readings: PlacedReadings, { part }: QueryTerm): QuerySpan[] | undefined {
  if (part === undefined) return undefined;
  const places = readings.flatMap((tokens) =>
    tokens.flatMap((token) => {
      const start = token.word.indexOf(part);
      return start < 0 ? [] : [spanOf(token, start, token, start + part.length)];
    }),
  );
  return places.length > 0 ? places : undefined;
}

function placesOfPhrase(tokens: readonly PlacedToken[], { tokens: wanted, isPrefix }: Phrase): QuerySpan[] {
  const last = wanted.length - 1;
  return tokens.flatMap((first, start) => {
    const isThere = wanted.every((word, index) => {
      const token = tokens[start + index]?.word;
      return isPrefix && index === last ? token?.startsWith(word) : token === word;
    });
    const end = tokens[start + last];
    if (!isThere || !end) return [];
    return [spanOf(first, 0, end, isPrefix ? (wanted[last]?.length ?? 0) : end.word.length)];
  });
}

/** From a letter of one token to the letter before `endUnit` of another. */
function spanOf(first: PlacedToken, startUnit: number, last: PlacedToken, endUnit: number): QuerySpan {
  const offset = first.from[startUnit] ?? 0;
  return { offset, length: (last.to[endUnit - 1] ?? offset) - offset };
}

/** In the order of the text; those that overlap are one. */
export function joinedMarks(marks: readonly QuerySpan[]): QuerySpan[] {
  const joined: QuerySpan[] = [];
  for (const { offset, length } of marks.toSorted((left, right) => left.offset - right.offset)) {
    const before = joined.at(-1);
    if (before && offset < before.offset + before.length) {
      before.length = Math.max(before.length, offset + length - before.offset);
    } else joined.push({ offset, length });
  }
  return joined;
}

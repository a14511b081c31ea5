import { foldText, wordsOf } from "./fold.ts";

/** Of more values no typing mistake is looked for. */
const mostCandidates = 20_000;

/**
 * What was perhaps meant: the candidate with the fewest letters added, left out, changed or swapped with their neighbour,
 * as a whole or in as many of its words as were typed ("pixle 7" -> "Google Pixel 7"). Of a third of the letters at most.
 */
export function nearestOf(typed: string, candidates: Iterable<string>): string | undefined {
  const wanted = foldText(typed);
  const wordCount = wordsOf(wanted).length;
  let best: string | undefined;
  let fewest = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  let looked = 0;
  for (const candidate of candidates) {
    looked += 1;
    if (looked > mostCandidates || fewest === 0) break;
    for (const text of partsOf(foldText(candidate), wordCount)) {
      const distance = editDistance(wanted, text, fewest);
      if (distance < fewest) [best, fewest] = [candidate, distance];
    }
  }
  return best;
}

function partsOf(text: string, wordCount: number): string[] {
  const words = wordsOf(text);
  if (wordCount === 0 || words.length <= wordCount) return [text];
  const windows = Array.from({ length: words.length - wordCount + 1 }, (_, at) =>
    words.slice(at, at + wordCount).join(" "),
  );
  return [text, ...windows];
}

/**
 * Optimal string alignment: the restricted Damerau-Levenshtein distance (Boytsov 2011, "Indexing methods for approximate
 * dictionary searching", section 2.2).
 * @returns `limit` for all that is as far or farther
 */
export function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) >= limit) return limit;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const isSame = left[row - 1] === right[column - 1];
      const isSwapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      const changed = (previous[column - 1] ?? 0) + (isSame ? 0 : 1);
      const longer = Math.min(previous[column] ?? 0, current[column - 1] ?? 0) + 1;
      const swapped = isSwapped ? (beforePrevious[column - 2] ?? limit) + 1 : limit;
      current.push(Math.min(changed, longer, swapped));
    }
    if (Math.min(...current) >= limit) return limit;
    [beforePrevious, previous] = [previous, current];
  }
  return Math.min(previous[right.length] ?? limit, limit);
}

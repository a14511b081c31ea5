import { type Counts, countNGrams, type Judged, wordsOf } from "./n-grams.ts";

const longest = 4;

/**
 * BLEU-4 of all captions together, 0 to 1, with the closest reference's length for the brevity penalty.
 * Papineni et al. 2002, https://aclanthology.org/P02-1040
 */
export function bleuOf(judged: readonly Judged[]): number {
  const matched = new Array<number>(longest).fill(0);
  const possible = new Array<number>(longest).fill(0);
  let [captionLength, referenceLength] = [0, 0];
  for (const { caption, references } of judged) {
    const words = wordsOf(caption);
    const others = references.map(wordsOf);
    captionLength += words.length;
    referenceLength += closestLength(words.length, others);
    for (let length = 1; length <= longest; length++) {
      const counts = countNGrams(words, length);
      const most = mostInOne(others.map((one) => countNGrams(one, length)));
      for (const [key, count] of counts) {
        matched[length - 1] = (matched[length - 1] as number) + Math.min(count, most.get(key) ?? 0);
      }
      possible[length - 1] = (possible[length - 1] as number) + Math.max(0, words.length - length + 1);
    }
  }
  if (matched.some((count) => count === 0)) return 0;
  const logs = matched.map((count, index) => Math.log(count / (possible[index] as number)));
  const brevity = captionLength >= referenceLength ? 1 : Math.exp(1 - referenceLength / captionLength);
  return brevity * Math.exp(logs.reduce((sum, log) => sum + log, 0) / longest);
}

function closestLength(length: number, references: readonly string[][]): number {
  const lengths = references.map((words) => words.length);
  return lengths.reduce((best, one) => {
    const [distance, bestDistance] = [Math.abs(one - length), Math.abs(best - length)];
    return distance < bestDistance || (distance === bestDistance && one < best) ? one : best;
  }, Number.POSITIVE_INFINITY);
}

function mostInOne(references: readonly Counts[]): Counts {
  const most: Counts = new Map();
  for (const counts of references) {
    for (const [key, count] of counts) most.set(key, Math.max(most.get(key) ?? 0, count));
  }
  return most;
}

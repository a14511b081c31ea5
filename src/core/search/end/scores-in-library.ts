import { dotProduct } from "../look-alikes.ts";

/** What one query scores in a library. */
export interface ScoresInLibrary {
  /** Of the photos found: float32 [found]. */
  found: Float32Array;
  /** Of photos spread over the library, those found among them too: float32 [sampled]. */
  sampled: Float32Array;
  /** Of those of them that are none of those found. */
  beyond: Float32Array;
  /** Photos that could have been found. */
  count: number;
}

/** The middle and the breadth of what the library scores. */
export interface Spread {
  mean: number;
  standardDeviation: number;
}

/** Of all photos where all were found, otherwise of those sampled. */
export function spreadInLibrary({ found, sampled, count }: ScoresInLibrary): Spread {
  return spreadOf(found.length >= count || sampled.length === 0 ? found : sampled);
}

export function spreadOf(scores: Float32Array): Spread {
  const mean = scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length);
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / Math.max(1, scores.length);
  return { mean, standardDeviation: Math.sqrt(variance) };
}

/** The sum of a function of the score over all photos: those found, and for all others as many times the mean beyond. */
export function sumOverLibrary(
  { found, beyond, count }: ScoresInLibrary,
  of: (score: number) => number,
): number {
  const sum = found.reduce((total, score) => total + of(score), 0);
  if (count <= found.length || beyond.length === 0) return sum;
  const mean = beyond.reduce((total, score) => total + of(score), 0) / beyond.length;
  return sum + (count - found.length) * mean;
}

/** Both ends were learnt in libraries of 10 to 1,200 photos: larger ones are taken for those. */
const largestKnown = 1200;

export function sizeOf({ count }: ScoresInLibrary): number {
  return Math.log(Math.min(count, largestKnown));
}

/** What each of these vectors scores in a direction. */
export function scoresOf(vectors: readonly Float32Array[], direction: Float32Array): Float32Array {
  return Float32Array.from(vectors, (vector) => dotProduct(vector, direction));
}

/** What each of some scores beside each of others, itself left out. */
export function scoresBeside(some: readonly Float32Array[], others: readonly Float32Array[]): Float32Array {
  const pairs = some.flatMap((one) =>
    others.flatMap((other) => (other === one ? [] : dotProduct(one, other))),
  );
  return Float32Array.from(pairs);
}

export function highestOf(scores: Float32Array): number {
  return scores.reduce((highest, score) => Math.max(highest, score), Number.NEGATIVE_INFINITY);
}

/**
 * Perceptual hash of a square of light: the signs of its low cosine terms.
 *
 * As pHash (Zauner 2010, "Implementation and Benchmarking of Perceptual Image Hash Functions"), with two changes: the
 * threshold is zero instead of the median, so that mirroring and turning only change signs and places of terms and
 * their hashes follow without another look at the picture; and the mean, which says nothing, gives no bit.
 *
 * A hash is 64 bits in two uint32: bit `8 * v + u` is the sign of the term with `u` half waves across and `v` down;
 * bit 0 is always 0.
 */

/** Pixels of a side of the square that is hashed. */
export const hashSidePixels = 16;

const terms = 8;

/** float32 [terms, hashSidePixels] */
const cosines = Float32Array.from({ length: terms * hashSidePixels }, (_, index) => {
  const [term, at] = [Math.floor(index / hashSidePixels), index % hashSidePixels];
  return Math.cos((Math.PI * term * (2 * at + 1)) / (2 * hashSidePixels)) / hashSidePixels;
});

export interface CosineHash {
  low: number;
  high: number;
  /** Root mean square of the terms: next to nothing for a square without content, whose signs are noise. */
  energy: number;
}

/** @param square float32 [hashSidePixels, hashSidePixels] */
export function cosineHash(square: Float32Array): CosineHash {
  const across = new Float32Array(hashSidePixels * terms);
  for (let row = 0; row < hashSidePixels; row++) {
    for (let u = 0; u < terms; u++) {
      let sum = 0;
      for (let x = 0; x < hashSidePixels; x++) {
        sum += (square[row * hashSidePixels + x] as number) * (cosines[u * hashSidePixels + x] as number);
      }
      across[row * terms + u] = sum;
    }
  }
  let [low, high, energy] = [0, 0, 0];
  for (let v = 0; v < terms; v++) {
    for (let u = 0; u < terms; u++) {
      if (u + v === 0) continue;
      let sum = 0;
      for (let y = 0; y < hashSidePixels; y++) {
        sum += (across[y * terms + u] as number) * (cosines[v * hashSidePixels + y] as number);
      }
      energy += sum * sum;
      if (sum <= 0) continue;
      if (v < 4) low |= 1 << (v * terms + u);
      else high |= 1 << ((v - 4) * terms + u);
    }
  }
  return { low: low >>> 0, high: high >>> 0, energy: Math.sqrt(energy / (terms * terms - 1)) };
}

/** Bits in which two hashes differ. Source of the count: Warren, "Hacker's Delight", 5-1. */
export function hashDistance(lowA: number, highA: number, lowB: number, highB: number): number {
  return onesIn(lowA ^ lowB) + onesIn(highA ^ highB);
}

function onesIn(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The eight ways to lay a picture on the table: `quarters` turns clockwise, after mirroring left to right. */
export interface Turn {
  isMirrored: boolean;
  quarters: 0 | 1 | 2 | 3;
}

export const turns: readonly Turn[] = [false, true].flatMap((isMirrored) =>
  ([0, 1, 2, 3] as const).map((quarters) => ({ isMirrored, quarters })),
);

interface TermMap {
  /** For each bit the one it comes from, and whether its sign changes. */
  source: Uint8Array;
  isFlipped: Uint8Array;
}

/** Mirroring changes the signs of odd terms; a quarter clockwise is a transposition followed by mirroring. */
function mapOfTurn({ isMirrored, quarters }: Turn): TermMap {
  const map: TermMap = { source: new Uint8Array(64), isFlipped: new Uint8Array(64) };
  for (let bit = 0; bit < 64; bit++) {
    let [u, v] = [bit % terms, Math.floor(bit / terms)];
    let isFlipped = false;
    // Backwards: from the bit of the turned hash to where it came from.
    for (let quarter = 0; quarter < quarters; quarter++) {
      if (u % 2 === 1) isFlipped = !isFlipped;
      [u, v] = [v, u];
    }
    if (isMirrored && u % 2 === 1) isFlipped = !isFlipped;
    map.source[bit] = v * terms + u;
    map.isFlipped[bit] = isFlipped ? 1 : 0;
  }
  return map;
}

const turnMaps: readonly TermMap[] = turns.map(mapOfTurn);

/** The hash that the same picture has after a turn; terms of no content may come out with either sign. */
export function turnHash(
  { low, high }: Pick<CosineHash, "low" | "high">,
  { isMirrored, quarters }: Turn,
): { low: number; high: number } {
  const { source, isFlipped } = turnMaps[(isMirrored ? 4 : 0) + quarters] as TermMap;
  let [turnedLow, turnedHigh] = [0, 0];
  for (let bit = 1; bit < 64; bit++) {
    const from = source[bit] as number;
    const sign = ((from < 32 ? low >>> from : high >>> (from - 32)) & 1) ^ (isFlipped[bit] as number);
    if (bit < 32) turnedLow |= sign << bit;
    else turnedHigh |= sign << (bit - 32);
  }
  return { low: turnedLow >>> 0, high: turnedHigh >>> 0 };
}

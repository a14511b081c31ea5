import sharp from "sharp";

/** 64 bits as text of zeros and ones: plain and slow, for comparison only. */
export interface PlainHashes {
  dHash: string;
  pHash: string;
}

/** Bits of 64 that may differ, as most tools have it. */
export const usualDistance = 8;

/**
 * dHash (Krawetz 2013): whether each of 9 x 8 grey pixels is darker than its right neighbour.
 * pHash (Zauner 2010): whether each of the 8 x 8 lowest cosine terms of 32 x 32 grey pixels exceeds their median.
 */
export async function plainHashesOf(bytes: Uint8Array): Promise<PlainHashes> {
  const grey = (width: number, height: number) =>
    sharp(bytes, { autoOrient: true })
      .flatten({ background: "white" })
      .greyscale()
      .resize(width, height, { fit: "fill" })
      .raw()
      .toBuffer();
  const [wide, square] = await Promise.all([grey(9, 8), grey(32, 32)]);
  let dHash = "";
  for (let y = 0; y < 8; y++) {
    for (let x = 0; x < 8; x++) dHash += (wide[y * 9 + x] ?? 0) < (wide[y * 9 + x + 1] ?? 0) ? "1" : "0";
  }
  return { dHash, pHash: pHashOf(square) };
}

function pHashOf(square: Buffer): string {
  const terms: number[] = [];
  for (let v = 0; v < 8; v++) {
    for (let u = 0; u < 8; u++) {
      let sum = 0;
      for (let y = 0; y < 32; y++) {
        for (let x = 0; x < 32; x++) {
          const wave =
            Math.cos((Math.PI * u * (2 * x + 1)) / 64) * Math.cos((Math.PI * v * (2 * y + 1)) / 64);
          sum += (square[y * 32 + x] ?? 0) * wave;
        }
      }
      terms.push(sum);
    }
  }
  const median = [...terms].sort((left, right) => left - right)[32] ?? 0;
  return terms.map((term) => (term > median ? "1" : "0")).join("");
}

export function isNear(one: string, other: string): boolean {
  let distance = 0;
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) distance += 1;
  return distance <= usualDistance;
}

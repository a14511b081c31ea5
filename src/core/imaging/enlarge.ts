/** Reach of the cubic on each side, in source pixels. */
const support = 2;

/** Catmull-Rom: the cubic convolution of Keys 1981 with a = -0.5, which Pillow calls BICUBIC. */
function cubic(distance: number): number {
  const x = Math.abs(distance);
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  if (x < 2) return ((-0.5 * x + 2.5) * x - 4) * x + 2;
  return 0;
}

interface Taps {
  first: number;
  weights: number[];
}

/** Which source pixels make an output pixel, centres aligned; at the edges the rest weighs more. */
function tapsFor(output: number, inputSize: number, scale: number): Taps {
  const centre = (output + 0.5) * scale;
  const first = Math.max(0, Math.trunc(centre - support + 0.5));
  const end = Math.min(inputSize, Math.trunc(centre + support + 0.5));
  const weights = Array.from({ length: end - first }, (_, index) => cubic(first + index - centre + 0.5));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return { first, weights: weights.map((weight) => weight / sum) };
}

export interface EnlargeOptions {
  /** Of the whole enlarged picture. */
  width: number;
  height: number;
  /** The part of it that is wanted. */
  left: number;
  top: number;
  cropWidth: number;
  cropHeight: number;
}

/**
 * A part of a picture, enlarged as Pillow does it. libvips enlarges with its picture half an output pixel aside, which
 * is several grey levels away from what models were trained with.
 * @param source uint8 [height, width, 3]
 * @returns uint8 [cropHeight, cropWidth, 3]
 * Source: Pillow's Resample.c: one pass across, one down, rounded after each.
 */
export function enlarge(
  source: { data: Uint8Array; width: number; height: number },
  options: EnlargeOptions,
): Uint8Array {
  const { width, height, left, top, cropWidth, cropHeight } = options;
  const columns = Array.from({ length: cropWidth }, (_, x) =>
    tapsFor(left + x, source.width, source.width / width),
  );
  const rows = Array.from({ length: cropHeight }, (_, y) =>
    tapsFor(top + y, source.height, source.height / height),
  );
  const firstRow = rows[0]?.first ?? 0;
  const lastRow = rows.at(-1);
  const endRow = lastRow ? lastRow.first + lastRow.weights.length : firstRow;
  const stretched = new Uint8ClampedArray((endRow - firstRow) * cropWidth * 3);
  for (let y = firstRow; y < endRow; y++) {
    columns.forEach((taps, x) => {
      mix(
        source.data,
        y * source.width * 3 + taps.first * 3,
        3,
        taps,
        stretched,
        ((y - firstRow) * cropWidth + x) * 3,
      );
    });
  }
  const enlarged = new Uint8ClampedArray(cropWidth * cropHeight * 3);
  rows.forEach((taps, y) => {
    for (let x = 0; x < cropWidth; x++) {
      const start = ((taps.first - firstRow) * cropWidth + x) * 3;
      mix(stretched, start, cropWidth * 3, taps, enlarged, (y * cropWidth + x) * 3);
    }
  });
  return new Uint8Array(enlarged.buffer);
}

/** One output pixel: the weighted sum of pixels that lie `step` bytes apart. The clamped array rounds and clips. */
function mix(
  from: Uint8Array | Uint8ClampedArray,
  start: number,
  step: number,
  { weights }: Taps,
  to: Uint8ClampedArray,
  at: number,
): void {
  for (let channel = 0; channel < 3; channel++) {
    let sum = 0;
    for (let tap = 0; tap < weights.length; tap++) {
      sum += (weights[tap] as number) * (from[start + tap * step + channel] as number);
    }
    to[at + channel] = sum;
  }
}

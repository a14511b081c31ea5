import { solve } from "./affine.ts";
import type { Frame } from "./frame.ts";

/** Levels at the ends of the scale, where a brighter or darker copy lost what was there. */
const clippedLevels = 6;

/** One pixel in so many is fitted to: four unknowns need no more. No divisor of usual widths, so that columns vary. */
const fittedStep = 7;

/**
 * What one picture would be under the other's light and colours: each channel a weighted sum of the three and a
 * constant (brightness, contrast, saturation, warmth, greyscale all are), fitted by least squares, then fitted again
 * without the pixels that do not follow.
 * @returns float32 [3, height, width], 0 to 255
 */
export function relight(frame: Frame, source: Float32Array, target: Float32Array): Float32Array {
  const size = frame.width * frame.height;
  const out = new Float32Array(3 * size);
  for (let channel = 0; channel < 3; channel++) {
    const wanted = target.subarray(channel * size, (channel + 1) * size);
    let weights: number[] = [0, 0, 0, 0].map((_, index) => (index === channel ? 1 : 0));
    for (const limit of [Number.POSITIVE_INFINITY, 40, 20]) {
      weights = fitChannel(frame, source, wanted, weights, limit) ?? weights;
    }
    applyWeights(source, weights, out.subarray(channel * size, (channel + 1) * size));
  }
  return out;
}

function fitChannel(
  { isCovered, width, height }: Frame,
  source: Float32Array,
  wanted: Float32Array,
  before: readonly number[],
  limit: number,
): number[] | undefined {
  const size = width * height;
  const matrix = Array.from({ length: 4 }, () => [0, 0, 0, 0]);
  const right = [0, 0, 0, 0];
  const [w0 = 0, w1 = 0, w2 = 0, w3 = 0] = before;
  let count = 0;
  for (let at = 0; at < size; at += fittedStep) {
    if (isCovered[at] === 0) continue;
    const target = wanted[at] as number;
    if (target < clippedLevels || target > 255 - clippedLevels) continue;
    const row = [
      source[at] as number,
      source[at + size] as number,
      source[at + 2 * size] as number,
      1,
    ] as const;
    const error = w0 * row[0] + w1 * row[1] + w2 * row[2] + w3 - target;
    if (Math.abs(error) > limit) continue;
    count += 1;
    for (let i = 0; i < 4; i++) {
      const line = matrix[i] as number[];
      const value = row[i] as number;
      right[i] = (right[i] as number) + value * target;
      for (let j = 0; j < 4; j++) line[j] = (line[j] as number) + value * (row[j] as number);
    }
  }
  if (count < 32) return undefined;
  // Towards no change, as strongly as a hundredth of the pixels: grey pictures leave the weights undetermined.
  for (const [index, line] of matrix.entries()) {
    const pull = index === 3 ? 0.01 * count : 4 * count;
    line[index] = (line[index] as number) + pull;
    right[index] = (right[index] as number) + pull * (before[index] ?? 0);
  }
  return solve(matrix, right);
}

function applyWeights(source: Float32Array, weights: readonly number[], out: Float32Array): void {
  const size = out.length;
  const [w0 = 0, w1 = 0, w2 = 0, w3 = 0] = weights;
  for (let at = 0; at < size; at++) {
    const value =
      w0 * (source[at] as number) +
      w1 * (source[at + size] as number) +
      w2 * (source[at + 2 * size] as number) +
      w3;
    out[at] = Math.min(255, Math.max(0, value));
  }
}

/** Blurs whichever is sharper until both are as sharp: copies are resized, sharpened and compressed. */
export function equaliseSharpness(frame: Frame): void {
  for (let round = 0; round < 4; round++) {
    const [one, other] = [sharpness(frame, frame.one), sharpness(frame, frame.other)];
    if (Math.max(one, other) < 1.06 * Math.min(one, other)) return;
    const sharper = one > other ? frame.one : frame.other;
    const size = frame.width * frame.height;
    for (let channel = 0; channel < 3; channel++) {
      const plane = sharper.subarray(channel * size, (channel + 1) * size);
      soften(plane, frame.width, frame.height);
    }
  }
}

/** A Gaussian of sigma 0.55 as three taps, in place; edges stay. */
const [sideTap, middleTap] = [0.1385, 0.723];

function soften(plane: Float32Array, width: number, height: number): void {
  for (let y = 0; y < height; y++) softenLine(plane, y * width, 1, width);
  for (let x = 0; x < width; x++) softenLine(plane, x, width, height);
}

function softenLine(plane: Float32Array, start: number, step: number, length: number): void {
  let before = plane[start] as number;
  const end = start + (length - 1) * step;
  for (let at = start + step; at < end; at += step) {
    const here = plane[at] as number;
    plane[at] = sideTap * (before + (plane[at + step] as number)) + middleTap * here;
    before = here;
  }
}

/** Mean step from pixel to pixel in the green channel, relative to its spread: contrast is no sharpness. */
function sharpness({ width, height, isCovered }: Frame, planes: Float32Array): number {
  const size = width * height;
  let [steps, sum, squares, count] = [0, 0, 0, 0];
  for (let y = 0; y < height - 1; y += 2) {
    for (let x = 0; x < width - 1; x++) {
      const at = y * width + x;
      if (isCovered[at] === 0 || isCovered[at + width] === 0 || isCovered[at + 1] === 0) continue;
      const here = planes[size + at] as number;
      steps +=
        Math.abs(here - (planes[size + at + 1] as number)) +
        Math.abs(here - (planes[size + at + width] as number));
      sum += here;
      squares += here * here;
      count += 1;
    }
  }
  if (count === 0) return 0;
  return steps / count / Math.sqrt(Math.max(4, squares / count - (sum / count) ** 2));
}

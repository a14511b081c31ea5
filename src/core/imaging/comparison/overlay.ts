import { solve } from "./affine.ts";
import type { Frame } from "./frame.ts";

/** Grey levels by which what is written on a picture may miss the colour that explains all of it. */
const tolerance = 26;

/**
 * Whether what differs was written over one of the two: a watermark or a date stamp has one colour and one opacity
 * everywhere, so that each pixel under it is `opacity * colour + (1 - opacity) * what was there`, and its strokes are
 * thin. A thing that moved, came or went fits neither.
 * @returns the part of the differing pixels that one overlay explains; 0 where strokes are too thick for writing
 */
export function overlayShare(
  frame: Frame,
  below: Float32Array,
  above: Float32Array,
  mask: Uint8Array,
): number {
  if (isThick(mask, frame)) return 0;
  const size = frame.width * frame.height;
  const pixels: number[] = [];
  for (let at = 0; at < size; at++) if (mask[at] === 1) pixels.push(at);
  if (pixels.length < 12) return 0;
  let explaining = pixels;
  for (let round = 0; round < 4; round++) {
    const overlay = fitOverlay(explaining, below, above, size);
    if (!overlay) return 0;
    const next = pixels.filter((at) => missOf(at, overlay, below, above, size) <= tolerance);
    if (next.length < 12) return 0;
    explaining = next;
  }
  return explaining.length / pixels.length;
}

interface Overlay {
  /** 1 - opacity. */
  passes: number;
  /** opacity * colour, by channel. */
  colour: readonly [number, number, number];
}

/** Least squares over the three channels together: one opacity, three colours. */
function fitOverlay(pixels: readonly number[], below: Float32Array, above: Float32Array, size: number) {
  const matrix = Array.from({ length: 4 }, () => [0, 0, 0, 0]);
  const right = [0, 0, 0, 0];
  const add = (i: number, j: number, value: number) => {
    const line = matrix[i] as number[];
    line[j] = (line[j] as number) + value;
  };
  for (const at of pixels) {
    for (let channel = 0; channel < 3; channel++) {
      const [under, over] = [below[channel * size + at] as number, above[channel * size + at] as number];
      add(0, 0, under * under);
      add(0, channel + 1, under);
      add(channel + 1, 0, under);
      add(channel + 1, channel + 1, 1);
      right[0] = (right[0] as number) + under * over;
      right[channel + 1] = (right[channel + 1] as number) + over;
    }
  }
  for (const [index, line] of matrix.entries()) line[index] = (line[index] as number) + 1e-3;
  const [passes = 0, red = 0, green = 0, blue = 0] = solve(matrix, right) ?? [2];
  if (passes > 0.92 || passes < -0.1) return undefined;
  return { passes, colour: [red, green, blue] } satisfies Overlay;
}

/**
 * How far a pixel is from being a part of the overlay. Edges of letters are smoothed: they have any part of its opacity.
 */
function missOf(
  at: number,
  { passes, colour }: Overlay,
  below: Float32Array,
  above: Float32Array,
  size: number,
): number {
  let [along, length] = [0, 0];
  for (let channel = 0; channel < 3; channel++) {
    const under = below[channel * size + at] as number;
    const full = passes * under + (colour[channel] as number) - under;
    along += full * ((above[channel * size + at] as number) - under);
    length += full * full;
  }
  const part = Math.min(1.15, Math.max(0, along / Math.max(1, length)));
  let most = 0;
  for (let channel = 0; channel < 3; channel++) {
    const under = below[channel * size + at] as number;
    const explained = under + part * (passes * under + (colour[channel] as number) - under);
    most = Math.max(most, Math.abs(explained - (above[channel * size + at] as number)));
  }
  return most;
}

/** Strokes are thick when much of them outlasts taking off three pixels all around. */
function isThick(mask: Uint8Array, { width, height }: Frame): boolean {
  let [total, core] = [0, 0];
  for (let y = 3; y < height - 3; y++) {
    for (let x = 3; x < width - 3; x++) {
      if (mask[y * width + x] === 0) continue;
      total += 1;
      let isCore = true;
      for (let row = y - 3; row <= y + 3 && isCore; row++) {
        for (let column = x - 3; column <= x + 3 && isCore; column++)
          isCore = mask[row * width + column] === 1;
      }
      if (isCore) core += 1;
    }
  }
  return core > 0.04 * total;
}

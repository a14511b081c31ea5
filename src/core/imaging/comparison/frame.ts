import type { RgbPixels } from "../signature/plane.ts";
import type { Affine } from "./affine.ts";

/** Two pictures laid on each other: `one` as it is, `other` brought into its frame. */
export interface Frame {
  width: number;
  height: number;
  /** float32 [3, height, width], 0 to 255 */
  one: Float32Array;
  other: Float32Array;
  /** 1 where the other has pixels. */
  isCovered: Uint8Array;
  covered: number;
}

/** The first picture at a smaller size, planes apart: float32 [3, height, width]. */
export function planesOf(picture: RgbPixels, width: number, height: number): Float32Array {
  const out = new Float32Array(3 * width * height);
  const [stepX, stepY] = [picture.width / width, picture.height / height];
  for (let y = 0; y < height; y++) {
    const [top, bottom] = [
      Math.floor(y * stepY),
      Math.max(Math.floor(y * stepY) + 1, Math.round((y + 1) * stepY)),
    ];
    for (let x = 0; x < width; x++) {
      const left = Math.floor(x * stepX);
      const right = Math.max(left + 1, Math.round((x + 1) * stepX));
      let [red, green, blue, count] = [0, 0, 0, 0];
      for (let row = top; row < bottom && row < picture.height; row++) {
        for (let column = left; column < right && column < picture.width; column++) {
          const at = (row * picture.width + column) * 3;
          red += picture.data[at] as number;
          green += picture.data[at + 1] as number;
          blue += picture.data[at + 2] as number;
          count += 1;
        }
      }
      const at = y * width + x;
      out[at] = red / count;
      out[at + width * height] = green / count;
      out[at + 2 * width * height] = blue / count;
    }
  }
  return out;
}

/** @param map from the first picture into the second */
export function layOver(first: RgbPixels, second: RgbPixels, map: Affine, longSide: number): Frame {
  const scale = Math.min(1, longSide / Math.max(first.width, first.height));
  const width = Math.max(2, Math.round(first.width * scale));
  const height = Math.max(2, Math.round(first.height * scale));
  const one = planesOf(first, width, height);
  // The second is made smaller first, so that sampling it skips no pixels.
  const magnified = Math.sqrt(Math.abs(map.a * map.e - map.b * map.d));
  const wanted = Math.max(width, height) / Math.max(0.05, magnified);
  const secondScale = Math.min(1, wanted / Math.max(second.width, second.height));
  const small = {
    width: Math.max(2, Math.round(second.width * secondScale)),
    height: Math.max(2, Math.round(second.height * secondScale)),
  };
  const source = planesOf(second, small.width, small.height);
  return warp({ width, height, one }, { ...small, data: source }, map);
}

function warp(
  { width, height, one }: { width: number; height: number; one: Float32Array },
  source: { width: number; height: number; data: Float32Array },
  { a, b, c, d, e, f }: Affine,
): Frame {
  const [size, sourceSize] = [width * height, source.width * source.height];
  const [side, sourceSide] = [Math.max(width, height), Math.max(source.width, source.height)];
  const other = new Float32Array(3 * size);
  const isCovered = new Uint8Array(size);
  let covered = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = [(x + 0.5) / side, (y + 0.5) / side];
      const toX = (a * u + b * v + c) * sourceSide - 0.5;
      const toY = (d * u + e * v + f) * sourceSide - 0.5;
      if (toX < -0.5 || toY < -0.5 || toX > source.width - 0.5 || toY > source.height - 0.5) continue;
      const clampedX = Math.min(Math.max(toX, 0), source.width - 1.001);
      const clampedY = Math.min(Math.max(toY, 0), source.height - 1.001);
      const [left, top] = [Math.floor(clampedX), Math.floor(clampedY)];
      const [partX, partY] = [clampedX - left, clampedY - top];
      const at = y * width + x;
      const from = top * source.width + left;
      for (let channel = 0; channel < 3; channel++) {
        const base = channel * sourceSize + from;
        const upper = (source.data[base] as number) * (1 - partX) + (source.data[base + 1] as number) * partX;
        const lower =
          (source.data[base + source.width] as number) * (1 - partX) +
          (source.data[base + source.width + 1] as number) * partX;
        other[channel * size + at] = upper * (1 - partY) + lower * partY;
      }
      isCovered[at] = 1;
      covered += 1;
    }
  }
  return { width, height, one, other, isCovered, covered };
}

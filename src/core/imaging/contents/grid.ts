import sharp from "sharp";
import { type Affine, cornerDistance, frameOnFrame } from "../comparison/affine.ts";
import type { Plane } from "../signature/plane.ts";
import type { PagePlane } from "./page-plane.ts";

/** Two pictures in the pixels of the coarser one. What the other does not show is NaN, and so is whatever it touches. */
export interface Grid {
  width: number;
  height: number;
  /** float32 [height, width], 0 to 255 */
  one: Float32Array;
  other: Float32Array;
}

/** The coarser picture, which gives the grid, softened; and the finer one, made as coarse. */
export interface GridSource {
  coarse: Plane;
  fine: Plane;
}

/** @param map from the coarser picture into the finer one, between frames (`betweenFrames`) */
export async function gridSource(coarse: PagePlane, fine: PagePlane, map: Affine): Promise<GridSource> {
  const across = Math.hypot(map.a * fine.width, map.d * fine.height) / coarse.width;
  const down = Math.hypot(map.b * fine.width, map.e * fine.height) / coarse.height;
  const [columns, rows] = turnsOnItsSide(map) ? [down, across] : [across, down];
  const { width, height, data } = toPlane(coarse);
  return {
    coarse: { width, height, data: soften(data, width, height) },
    fine: await reduced(fine, columns, rows),
  };
}

/** Whether rows of the one are columns of the other. */
function turnsOnItsSide({ a, b }: Affine): boolean {
  return Math.abs(b) > Math.abs(a);
}

function toPlane({ width, height, data }: PagePlane): Plane {
  return { width, height, data: new Float32Array(data) };
}

/** By the filter that most programs resize with: means of areas would blur some columns more than others. */
async function reduced(fine: PagePlane, columns: number, rows: number): Promise<Plane> {
  const width = Math.max(2, Math.round(fine.width / Math.max(1, columns)));
  const height = Math.max(2, Math.round(fine.height / Math.max(1, rows)));
  if (width >= fine.width && height >= fine.height) return toPlane(fine);
  const data = await sharp(fine.data, { raw: { width: fine.width, height: fine.height, channels: 1 } })
    .resize({ width, height, fit: "fill", kernel: "lanczos3" })
    .toColourspace("b-w")
    .raw()
    .toBuffer();
  return { width, height, data: new Float32Array(data) };
}

/** Both softened a little: copies were resized by other filters. */
export function layOnGrid({ coarse, fine }: GridSource, map: Affine): Grid {
  const { width, height } = coarse;
  return {
    width,
    height,
    one: coarse.data,
    other: soften(sampleOnto(fine, { width, height }, map), width, height),
  };
}

function sampleOnto(
  { width: fromWidth, height: fromHeight, data }: Plane,
  { width, height }: { width: number; height: number },
  map: Affine,
): Float32Array {
  const isFrameOnFrame = cornerDistance(map, frameOnFrame) === 0;
  if (isFrameOnFrame && fromWidth === width && fromHeight === height) return data;
  const { a, b, c, d, e, f } = map;
  const out = new Float32Array(width * height).fill(Number.NaN);
  const [stepX, stepY] = [(a * fromWidth) / width, (d * fromHeight) / width];
  for (let y = 0; y < height; y++) {
    const v = (y + 0.5) / height;
    let x = (b * v + c) * fromWidth - 0.5 + stepX / 2;
    let down = (e * v + f) * fromHeight - 0.5 + stepY / 2;
    for (let at = y * width; at < (y + 1) * width; at++, x += stepX, down += stepY) {
      if (x < -0.5 || down < -0.5 || x > fromWidth - 0.5 || down > fromHeight - 0.5) continue;
      const column = Math.min(Math.max(x, 0), fromWidth - 1.001);
      const row = Math.min(Math.max(down, 0), fromHeight - 1.001);
      const [left, top] = [Math.floor(column), Math.floor(row)];
      const [partX, partY] = [column - left, row - top];
      const from = top * fromWidth + left;
      const upper = (data[from] as number) * (1 - partX) + (data[from + 1] as number) * partX;
      const lower =
        (data[from + fromWidth] as number) * (1 - partX) + (data[from + fromWidth + 1] as number) * partX;
      out[at] = upper * (1 - partY) + lower * partY;
    }
  }
  return out;
}

/** Binomial, three by three; a pixel at the edge lacks neighbours and becomes NaN. */
function soften(plane: Float32Array, width: number, height: number): Float32Array {
  const across = new Float32Array(plane.length).fill(Number.NaN);
  for (let y = 0; y < height; y++) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at++)
      across[at] = ((plane[at - 1] as number) + 2 * (plane[at] as number) + (plane[at + 1] as number)) / 4;
  }
  const out = new Float32Array(plane.length).fill(Number.NaN);
  for (let at = width; at < plane.length - width; at++)
    out[at] =
      ((across[at - width] as number) + 2 * (across[at] as number) + (across[at + width] as number)) / 4;
  return out;
}

import { type Plane, resizePlane, samplePlane } from "../signature/plane.ts";
import { type Affine, solve } from "./affine.ts";

export function fitPlane(plane: Plane, longSide: number): Plane {
  const scale = longSide / Math.max(plane.width, plane.height);
  if (scale >= 1) return plane;
  return resizePlane(
    plane,
    Math.max(2, Math.round(plane.width * scale)),
    Math.max(2, Math.round(plane.height * scale)),
  );
}

/** Correlation of what the map lays on each other, -1 to 1, and how much of the first picture that is. */
export function correlate(from: Plane, to: Plane, map: Affine): { correlation: number; covered: number } {
  const side = Math.max(from.width, from.height);
  const toSide = Math.max(to.width, to.height);
  let [count, sumX, sumY, sumXX, sumYY, sumXY] = [0, 0, 0, 0, 0, 0];
  for (let y = 0; y < from.height; y++) {
    for (let x = 0; x < from.width; x++) {
      const [u, v] = [(x + 0.5) / side, (y + 0.5) / side];
      const toX = (map.a * u + map.b * v + map.c) * toSide - 0.5;
      const toY = (map.d * u + map.e * v + map.f) * toSide - 0.5;
      if (toX < -0.5 || toY < -0.5 || toX > to.width - 0.5 || toY > to.height - 0.5) continue;
      const one = from.data[y * from.width + x] as number;
      const other = samplePlane(to, toX, toY);
      count += 1;
      sumX += one;
      sumY += other;
      sumXX += one * one;
      sumYY += other * other;
      sumXY += one * other;
    }
  }
  if (count < 16) return { correlation: -1, covered: 0 };
  const variance = (sumXX - (sumX * sumX) / count) * (sumYY - (sumY * sumY) / count);
  const correlation = variance > 0 ? (sumXY - (sumX * sumY) / count) / Math.sqrt(variance) : 0;
  return { correlation, covered: count / from.data.length };
}

/** Residuals beyond so many grey levels pull no harder: what was written on a copy must not turn it. */
const huberLevels = 12;

/**
 * Betters a map by Gauss-Newton on grey levels, with gain and offset of the light as two further unknowns: Lucas and
 * Kanade 1981 as generalised by Baker and Matthews 2004 ("Lucas-Kanade 20 Years On"), Huber's weights.
 */
export function refineMap(from: Plane, to: Plane, start: Affine, iterations: number): Affine {
  let map = start;
  let [gain, offset] = [1, 0];
  for (let iteration = 0; iteration < iterations; iteration++) {
    const step = gaussNewtonStep(from, to, map, gain, offset);
    if (!step) return map;
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = step;
    map = { a: map.a + a, b: map.b + b, c: map.c + c, d: map.d + d, e: map.e + e, f: map.f + f };
    gain += g;
    offset += h;
    const moved = Math.abs(a) + Math.abs(b) + Math.abs(c) + Math.abs(d) + Math.abs(e) + Math.abs(f);
    if (moved < 6e-4) return map;
  }
  return map;
}

/** Unknowns: the six of the map, gain, offset. */
const unknowns = 8;

function gaussNewtonStep(
  from: Plane,
  to: Plane,
  map: Affine,
  gain: number,
  offset: number,
): number[] | undefined {
  const side = Math.max(from.width, from.height);
  const toSide = Math.max(to.width, to.height);
  const normal = new Float64Array(unknowns * unknowns);
  const right = new Float64Array(unknowns);
  const row = new Float64Array(unknowns);
  // The outermost pixels are mixed with a frame where there is one.
  for (let y = 1; y < from.height - 1; y++) {
    for (let x = 1; x < from.width - 1; x++) {
      const [u, v] = [(x + 0.5) / side, (y + 0.5) / side];
      const toX = (map.a * u + map.b * v + map.c) * toSide - 0.5;
      const toY = (map.d * u + map.e * v + map.f) * toSide - 0.5;
      if (toX < 1 || toY < 1 || toX > to.width - 2 || toY > to.height - 2) continue;
      const slopeX = ((samplePlane(to, toX + 1, toY) - samplePlane(to, toX - 1, toY)) / 2) * toSide;
      const slopeY = ((samplePlane(to, toX, toY + 1) - samplePlane(to, toX, toY - 1)) / 2) * toSide;
      const level = from.data[y * from.width + x] as number;
      const error = gain * level + offset - samplePlane(to, toX, toY);
      const size = Math.abs(error);
      const weight = size <= huberLevels ? 1 : huberLevels / size;
      row[0] = slopeX * u;
      row[1] = slopeX * v;
      row[2] = slopeX;
      row[3] = slopeY * u;
      row[4] = slopeY * v;
      row[5] = slopeY;
      row[6] = -level;
      row[7] = -1;
      for (let i = 0; i < unknowns; i++) {
        const weighted = weight * (row[i] as number);
        right[i] = (right[i] as number) + weighted * error;
        for (let j = 0; j <= i; j++) {
          normal[i * unknowns + j] = (normal[i * unknowns + j] as number) + weighted * (row[j] as number);
        }
      }
    }
  }
  const matrix = Array.from({ length: unknowns }, (_, i) =>
    Array.from({ length: unknowns }, (_, j) => normal[Math.max(i, j) * unknowns + Math.min(i, j)] as number),
  );
  // A little damping: flat pictures leave unknowns undetermined.
  for (const [index, line] of matrix.entries()) line[index] = (line[index] as number) * 1.0001 + 1e-3;
  return solve(matrix, [...right]);
}

import { type Affine, cornerDistance, frameOnFrame, solve } from "../comparison/affine.ts";
import type { Grid } from "./grid.ts";

const blockSidePixels = 32;

/** Blocks are taken from so many cells across and down, the one with the most in it from each. */
const cells = 10;

/** How alike two blocks must be to tell where they lie. */
const leastCorrelation = 0.75;

/** A block whose shift the map misses by more tells of something else, in pixels. */
const agreement = 1;

/** What all blocks but these few agree on is the map. */
const leastAgreeing = 6;

interface Shift {
  /** Of the block's middle, in parts of the grid's width and height. */
  x: number;
  y: number;
  /** Pixels by which the other picture's block lies further. */
  right: number;
  down: number;
}

/**
 * A map that lays the pictures on each other to a fraction of a pixel: blocks all over the picture are looked for some
 * pixels around, and the map is corrected by what most of them say (least squares, those that disagree left out). Blocks
 * of other writing find nothing, those of the form do.
 * @param map between frames, from the grid into the other picture
 * @param reach pixels around, in which a block is looked for
 */
export function correctMap(grid: Grid, map: Affine, reach: number): Affine {
  let shifts = shiftsOf(grid, reach);
  for (let round = 0; round < 4; round++) {
    const correction = fitCorrection(shifts, grid);
    if (!correction) return map;
    const agreeing = shifts.filter((shift) => missOf(shift, correction, grid) <= agreement);
    if (agreeing.length === shifts.length || round === 3)
      return isWorthIt(correction, grid) ? corrected(map, correction) : map;
    if (agreeing.length < leastAgreeing) return map;
    shifts = agreeing;
  }
  return map;
}

/** A quarter of a pixel at a corner is what other filters shift, too. */
function isWorthIt(correction: Affine, { width, height }: Grid): boolean {
  return cornerDistance(correction, frameOnFrame) * Math.max(width, height) >= 0.25;
}

/** Where a point of the grid lies once corrected, in parts of the grid. */
function corrected(map: Affine, by: Affine): Affine {
  const { a, b, c, d, e, f } = map;
  return {
    a: a * by.a + b * by.d,
    b: a * by.b + b * by.e,
    c: a * by.c + b * by.f + c,
    d: d * by.a + e * by.d,
    e: d * by.b + e * by.e,
    f: d * by.c + e * by.f + f,
  };
}

function missOf({ x, y, right, down }: Shift, { a, b, c, d, e, f }: Affine, { width, height }: Grid): number {
  const missX = (a * x + b * y + c - x) * width - right;
  const missY = (d * x + e * y + f - y) * height - down;
  return Math.hypot(missX, missY);
}

/** From the median shift where blocks are few, else an affine map. */
function fitCorrection(shifts: readonly Shift[], { width, height }: Grid): Affine | undefined {
  if (shifts.length < leastAgreeing) return undefined;
  const solveFor = (target: (shift: Shift) => number) => {
    const matrix = [
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ];
    const right = [0, 0, 0];
    for (const shift of shifts) {
      const row = [shift.x, shift.y, 1];
      for (let i = 0; i < 3; i++) {
        const line = matrix[i] as number[];
        right[i] = (right[i] as number) + (row[i] as number) * target(shift);
        for (let j = 0; j < 3; j++) line[j] = (line[j] as number) + (row[i] as number) * (row[j] as number);
      }
    }
    for (const [index, line] of matrix.entries()) line[index] = (line[index] as number) + 1e-4;
    return solve(matrix, right);
  };
  const across = solveFor(({ right }) => right / width);
  const down = solveFor((shift) => shift.down / height);
  if (!across || !down) return undefined;
  const [a = 0, b = 0, c = 0] = across;
  const [d = 0, e = 0, f = 0] = down;
  return { a: 1 + a, b, c, d, e: 1 + e, f };
}

function shiftsOf(grid: Grid, reach: number): Shift[] {
  const { width, height } = grid;
  const side = blockSidePixels;
  const margin = reach + 2;
  const shifts: Shift[] = [];
  const [cellWidth, cellHeight] = [(width - 2 * margin) / cells, (height - 2 * margin) / cells];
  for (let row = 0; row < cells; row++) {
    for (let column = 0; column < cells; column++) {
      const block = fullestBlock(grid, {
        left: Math.round(margin + column * cellWidth),
        top: Math.round(margin + row * cellHeight),
        right: Math.min(width - margin, Math.round(margin + (column + 1) * cellWidth) + side / 2),
        bottom: Math.min(height - margin, Math.round(margin + (row + 1) * cellHeight) + side / 2),
      });
      const shift = block && bestShift(grid, block, reach);
      if (shift) shifts.push(shift);
    }
  }
  return shifts;
}

interface Place {
  left: number;
  top: number;
}

/** Structure in both directions: a line alone does not tell where it lies along itself. */
function fullestBlock(
  { width, one }: Grid,
  { left, top, right, bottom }: Place & { right: number; bottom: number },
): Place | undefined {
  let best: (Place & { fullness: number }) | undefined;
  for (let y = top; y + blockSidePixels <= bottom; y += blockSidePixels / 2) {
    for (let x = left; x + blockSidePixels <= right; x += blockSidePixels / 2) {
      let [across, down] = [0, 0];
      for (let row = y; row < y + blockSidePixels; row += 2) {
        for (let at = row * width + x; at < row * width + x + blockSidePixels; at += 2) {
          across += Math.abs((one[at + 1] as number) - (one[at - 1] as number));
          down += Math.abs((one[at + width] as number) - (one[at - width] as number));
        }
      }
      const fullness = Math.min(across, down);
      if (fullness > (best?.fullness ?? 500)) best = { left: x, top: y, fullness };
    }
  }
  return best;
}

function bestShift(grid: Grid, { left, top }: Place, reach: number): Shift | undefined {
  const size = 2 * reach + 1;
  const scores = new Float32Array(size * size);
  let best = 0;
  for (let at = 0; at < scores.length; at++) {
    const [right, down] = [(at % size) - reach, Math.floor(at / size) - reach];
    scores[at] = correlationAt(grid, left, top, right, down) - 0.002 * (Math.abs(right) + Math.abs(down));
    if ((scores[at] as number) > (scores[best] as number)) best = at;
  }
  const [column, row] = [best % size, Math.floor(best / size)];
  // At the edge of what was looked at it may lie further.
  if (!((scores[best] as number) >= leastCorrelation)) return undefined;
  if (column === 0 || row === 0 || column === size - 1 || row === size - 1) return undefined;
  const half = blockSidePixels / 2;
  return {
    x: (left + half) / grid.width,
    y: (top + half) / grid.height,
    right: column - reach + peakBetween(scores, best, 1),
    down: row - reach + peakBetween(scores, best, size),
  };
}

/** Of a parabola through three scores, -0.5 to 0.5. */
function peakBetween(scores: Float32Array, at: number, step: number): number {
  const [before, here, after] = [
    scores[at - step] as number,
    scores[at] as number,
    scores[at + step] as number,
  ];
  const bend = before - 2 * here + after;
  return bend < 0 ? Math.min(0.5, Math.max(-0.5, (before - after) / (2 * bend))) : 0;
}

function correlationAt(
  { width, one, other }: Grid,
  left: number,
  top: number,
  right: number,
  down: number,
): number {
  let [sumOne, sumOther, squareOne, squareOther, cross] = [0, 0, 0, 0, 0];
  for (let row = top; row < top + blockSidePixels; row++) {
    const start = row * width + left;
    const shift = down * width + right;
    for (let at = start; at < start + blockSidePixels; at++) {
      const a = one[at] as number;
      const b = other[at + shift] as number;
      sumOne += a;
      sumOther += b;
      squareOne += a * a;
      squareOther += b * b;
      cross += a * b;
    }
  }
  const count = blockSidePixels ** 2;
  const variance = (squareOne - sumOne ** 2 / count) * (squareOther - sumOther ** 2 / count);
  return variance > 0 ? (cross - (sumOne * sumOther) / count) / Math.sqrt(variance) : -1;
}

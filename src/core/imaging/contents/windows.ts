import type { Grid } from "./grid.ts";

const cellSidePixels = 4;

/** A window is two by two cells, and windows overlap by a cell. */
export interface Windows {
  columns: number;
  rows: number;
  /** Variance of the more structured picture in it; NaN where one of the two shows nothing. */
  structure: Float32Array;
  /** Variance that the other picture does not explain by brightness and contrast. */
  residual: Float32Array;
  /** 1 where the first has more in it than the second. */
  more: Uint8Array;
}

interface Sums {
  columns: number;
  rows: number;
  /** Per cell: sum of one, of other, of squares, and of products. */
  sums: Float64Array[];
}

/** Looks at windows of 8 by 8 pixels, all over the grid. */
export function lookThroughWindows(grid: Grid): Windows {
  const cells = sumCells(grid);
  const [columns, rows] = [Math.max(0, cells.columns - 1), Math.max(0, cells.rows - 1)];
  const structure = new Float32Array(columns * rows);
  const residual = new Float32Array(columns * rows);
  const more = new Uint8Array(columns * rows);
  const count = (2 * cellSidePixels) ** 2;
  const [one, other, squareOne, squareOther, cross] = cells.sums as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = row * cells.columns + column;
      const below = at + cells.columns;
      const of = (sums: Float64Array) =>
        ((sums[at] as number) +
          (sums[at + 1] as number) +
          (sums[below] as number) +
          (sums[below + 1] as number)) /
        count;
      const [meanOne, meanOther] = [of(one), of(other)];
      const varianceOne = Math.max(0, of(squareOne) - meanOne ** 2);
      const varianceOther = Math.max(0, of(squareOther) - meanOther ** 2);
      const covariance = of(cross) - meanOne * meanOther;
      const larger = Math.max(varianceOne, varianceOther);
      const alike = covariance > 0 ? covariance ** 2 / Math.max(1e-6, varianceOne * varianceOther) : 0;
      more[row * columns + column] = varianceOne > varianceOther ? 1 : 0;
      structure[row * columns + column] = larger;
      residual[row * columns + column] = larger * (1 - Math.min(1, alike));
    }
  }
  return { columns, rows, structure, residual, more };
}

function sumCells({ width, height, one, other }: Grid): Sums {
  const [columns, rows] = [Math.floor(width / cellSidePixels), Math.floor(height / cellSidePixels)];
  const sums = Array.from({ length: 5 }, () => new Float64Array(columns * rows));
  const [ones, others, squaresOne, squaresOther, crosses] = sums as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let y = 0; y < rows * cellSidePixels; y++) {
    const row = Math.floor(y / cellSidePixels) * columns;
    for (let x = 0; x < columns * cellSidePixels; x++) {
      const cell = row + Math.floor(x / cellSidePixels);
      const a = one[y * width + x] as number;
      const b = other[y * width + x] as number;
      ones[cell] = (ones[cell] as number) + a;
      others[cell] = (others[cell] as number) + b;
      squaresOne[cell] = (squaresOne[cell] as number) + a * a;
      squaresOther[cell] = (squaresOther[cell] as number) + b * b;
      crosses[cell] = (crosses[cell] as number) + a * b;
    }
  }
  return { columns, rows, sums };
}

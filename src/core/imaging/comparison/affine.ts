/**
 * Where a point of one picture lies in another: x' = a x + b y + c, y' = d x + e y + f. Coordinates are parts of each
 * picture's long side from its top left corner, so that a map holds at every size.
 */
export interface Affine {
  a: number;
  b: number;
  c: number;
  d: number;
  e: number;
  f: number;
}

export interface Extent {
  width: number;
  height: number;
}

/** The whole of one frame onto the whole of the other. */
export function frameToFrame(from: Extent, to: Extent): Affine {
  const [fromSide, toSide] = [Math.max(from.width, from.height), Math.max(to.width, to.height)];
  return {
    a: to.width / toSide / (from.width / fromSide),
    b: 0,
    c: 0,
    d: 0,
    e: to.height / toSide / (from.height / fromSide),
    f: 0,
  };
}

export function invert({ a, b, c, d, e, f }: Affine): Affine | undefined {
  const determinant = a * e - b * d;
  if (Math.abs(determinant) < 1e-6) return undefined;
  return {
    a: e / determinant,
    b: -b / determinant,
    c: (b * f - e * c) / determinant,
    d: -d / determinant,
    e: a / determinant,
    f: (d * c - a * f) / determinant,
  };
}

/**
 * The same map in parts of each picture's width and height instead of its long side: small pictures of one picture are
 * rounded to whole pixels, and their frames still lie on each other.
 */
export function betweenFrames({ a, b, c, d, e, f }: Affine, from: Extent, to: Extent): Affine {
  const [fromSide, toSide] = [Math.max(from.width, from.height), Math.max(to.width, to.height)];
  const [fromWidth, fromHeight] = [from.width / fromSide, from.height / fromSide];
  const [toWidth, toHeight] = [to.width / toSide, to.height / toSide];
  return {
    a: (a * fromWidth) / toWidth,
    b: (b * fromHeight) / toWidth,
    c: c / toWidth,
    d: (d * fromWidth) / toHeight,
    e: (e * fromHeight) / toHeight,
    f: f / toHeight,
  };
}

/** Between frames: the whole of one on the whole of the other. */
export const frameOnFrame: Affine = { a: 1, b: 0, c: 0, d: 0, e: 1, f: 0 };

/** First `before`, then `after`. */
export function compose(after: Affine, before: Affine): Affine {
  return {
    a: after.a * before.a + after.b * before.d,
    b: after.a * before.b + after.b * before.e,
    c: after.a * before.c + after.b * before.f + after.c,
    d: after.d * before.a + after.e * before.d,
    e: after.d * before.b + after.e * before.e,
    f: after.d * before.c + after.e * before.f + after.f,
  };
}

/** How far the corners of a frame are moved at most; for maps between frames. */
export function cornerDistance(one: Affine, other: Affine): number {
  const at = ({ a, b, c, d, e, f }: Affine, x: number, y: number) => [a * x + b * y + c, d * x + e * y + f];
  const distances = [0, 1].flatMap((x) =>
    [0, 1].map((y) => {
      const [oneX = 0, oneY = 0] = at(one, x, y);
      const [otherX = 0, otherY = 0] = at(other, x, y);
      return Math.hypot(oneX - otherX, oneY - otherY);
    }),
  );
  return Math.max(...distances);
}

/** Of an affine map: mean scale, unequal stretching (1 is none), turn in degrees, slant. */
export interface Shape {
  scale: number;
  stretch: number;
  degrees: number;
  /** Cosine of the angle between the two axes; 0 keeps right angles. */
  slant: number;
}

export function shapeOf({ a, b, d, e }: Affine): Shape {
  const across = Math.hypot(a, d);
  const down = Math.hypot(b, e);
  return {
    scale: Math.sqrt(Math.abs(a * e - b * d)),
    stretch: Math.max(across, down) / Math.max(1e-6, Math.min(across, down)),
    degrees: (Math.atan2(d - b, a + e) * 180) / Math.PI,
    slant: Math.abs(a * b + d * e) / Math.max(1e-6, across * down),
  };
}

/** Solves a small symmetric positive system by Gaussian elimination with pivoting; undefined where it has no solution. */
export function solve(matrix: number[][], right: readonly number[]): number[] | undefined {
  const size = right.length;
  const rows = matrix.map((row, index) => [...row, right[index] ?? 0]);
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = row;
    }
    const top = rows[pivot] as number[];
    if (Math.abs(top[column] ?? 0) < 1e-9) return undefined;
    rows[pivot] = rows[column] as number[];
    rows[column] = top;
    for (let row = 0; row < size; row++) {
      if (row === column) continue;
      const line = rows[row] as number[];
      const factor = (line[column] as number) / (top[column] as number);
      for (let at = column; at <= size; at++) line[at] = (line[at] as number) - factor * (top[at] as number);
    }
  }
  return rows.map((row, index) => (row[size] as number) / (row[index] as number));
}

/** Chromaticities (x, y) of a display's red, green, blue and white. */
export interface Primaries {
  red: readonly [number, number];
  green: readonly [number, number];
  blue: readonly [number, number];
  white: readonly [number, number];
}

/** Row by row. */
export type Matrix = readonly [number, number, number, number, number, number, number, number, number];

const d65 = [0.3127, 0.329] as const;
const illuminantC = [0.31, 0.316] as const;

/** By the code of ITU-T H.273, table 2; those that pictures carry. */
export const primariesByCode: Readonly<Record<number, Primaries>> = {
  1: { red: [0.64, 0.33], green: [0.3, 0.6], blue: [0.15, 0.06], white: d65 }, // BT.709, sRGB
  4: { red: [0.67, 0.33], green: [0.21, 0.71], blue: [0.14, 0.08], white: illuminantC }, // BT.470 M
  5: { red: [0.64, 0.33], green: [0.29, 0.6], blue: [0.15, 0.06], white: d65 }, // BT.601, 625 lines
  6: { red: [0.63, 0.34], green: [0.31, 0.595], blue: [0.155, 0.07], white: d65 }, // BT.601, 525 lines
  7: { red: [0.63, 0.34], green: [0.31, 0.595], blue: [0.155, 0.07], white: d65 }, // SMPTE 240M
  9: { red: [0.708, 0.292], green: [0.17, 0.797], blue: [0.131, 0.046], white: d65 }, // BT.2020, BT.2100
  11: { red: [0.68, 0.32], green: [0.265, 0.69], blue: [0.15, 0.06], white: [0.314, 0.351] }, // P3 of cinemas
  12: { red: [0.68, 0.32], green: [0.265, 0.69], blue: [0.15, 0.06], white: d65 }, // Display P3
  22: { red: [0.63, 0.34], green: [0.295, 0.605], blue: [0.155, 0.077], white: d65 }, // EBU 3213
};

/** Linear light in these primaries -> linear light in sRGB's; white stays white. */
export function matrixToSrgb(primaries: Primaries): Matrix {
  const srgb = primariesByCode[1] as Primaries;
  return multiply(inverse(toXyz(srgb)), multiply(adaptation(primaries.white, srgb.white), toXyz(primaries)));
}

/** Source: Bruce Lindbloom, "RGB/XYZ Matrices". */
function toXyz({ red, green, blue, white }: Primaries): Matrix {
  const [r, g, b] = [xyzOf(red), xyzOf(green), xyzOf(blue)];
  const columns: Matrix = [r[0], g[0], b[0], r[1], g[1], b[1], r[2], g[2], b[2]];
  const [x, y, z] = apply(inverse(columns), xyzOf(white));
  return multiply(columns, [x, 0, 0, 0, y, 0, 0, 0, z]);
}

/** Of luminance 1. */
function xyzOf([x, y]: readonly [number, number]): [number, number, number] {
  return [x / y, 1, (1 - x - y) / y];
}

const bradford: Matrix = [0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296];

/** From one white to another. Source: the linear Bradford transform of ICC.1:2022, annex E. */
function adaptation(from: readonly [number, number], to: readonly [number, number]): Matrix {
  const [l, m, s] = apply(bradford, xyzOf(from));
  const [toL, toM, toS] = apply(bradford, xyzOf(to));
  const scaled: Matrix = [toL / l, 0, 0, 0, toM / m, 0, 0, 0, toS / s];
  return multiply(inverse(bradford), multiply(scaled, bradford));
}

function apply(m: Matrix, [x, y, z]: readonly [number, number, number]): [number, number, number] {
  return [m[0] * x + m[1] * y + m[2] * z, m[3] * x + m[4] * y + m[5] * z, m[6] * x + m[7] * y + m[8] * z];
}

function multiply(left: Matrix, right: Matrix): Matrix {
  const column = (index: 0 | 1 | 2) =>
    apply(left, [right[index], right[index + 3], right[index + 6]] as never);
  const [a, b, c] = [column(0), column(1), column(2)];
  return [a[0], b[0], c[0], a[1], b[1], c[1], a[2], b[2], c[2]];
}

function inverse(m: Matrix): Matrix {
  const [a, b, c, d, e, f, g, h, i] = m;
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  const cofactors = [
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ];
  return cofactors.map((cofactor) => cofactor / determinant) as unknown as Matrix;
}

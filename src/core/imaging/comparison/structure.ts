import { blurPlane, halvePlane } from "../signature/plane.ts";
import type { Frame } from "./frame.ts";

/** Constants and window of Wang, Bovik, Sheikh, Simoncelli 2004, "Image Quality Assessment", section III.C. */
const [k1, k2, windowSigma] = [(0.01 * 255) ** 2, (0.03 * 255) ** 2, 1.5];

/** Mean SSIM of the covered area in the green channel, which carries most of the light, at half the size. */
export function structuralSimilarity(frame: Frame, predicted: Float32Array, observed: Float32Array): number {
  const whole = frame.width * frame.height;
  const green = (planes: Float32Array) => {
    const data = planes.slice(whole, 2 * whole);
    for (let at = 0; at < whole; at++) if (frame.isCovered[at] === 0) data[at] = 0;
    return halvePlane({ width: frame.width, height: frame.height, data });
  };
  const { width, height, data: one } = green(predicted);
  const other = green(observed).data;
  const size = width * height;
  const mean = (data: Float32Array) => blurPlane({ width, height, data }, windowSigma).data;
  const product = (left: Float32Array, right: Float32Array) =>
    mean(left.map((value, at) => value * (right[at] as number)));
  const [meanOne, meanOther] = [mean(one), mean(other)];
  const [squareOne, squareOther, cross] = [product(one, one), product(other, other), product(one, other)];
  let [sum, count] = [0, 0];
  for (let at = 0; at < size; at++) {
    if (frame.isCovered[2 * Math.floor(at / width) * frame.width + 2 * (at % width)] === 0) continue;
    const [left, right] = [meanOne[at] as number, meanOther[at] as number];
    const varianceOne = (squareOne[at] as number) - left * left;
    const varianceOther = (squareOther[at] as number) - right * right;
    const covariance = (cross[at] as number) - left * right;
    sum +=
      ((2 * left * right + k1) * (2 * covariance + k2)) /
      ((left * left + right * right + k1) * (varianceOne + varianceOther + k2));
    count += 1;
  }
  return count === 0 ? 0 : sum / count;
}

/** Mean step from pixel to pixel, grey levels. */
export function textureOf({ width, height, one, isCovered }: Frame): number {
  const size = width * height;
  let [sum, count] = [0, 0];
  for (let at = 0; at < size - width - 1; at++) {
    if (isCovered[at] === 0 || (at + 1) % width === 0) continue;
    const here = one[size + at] as number;
    sum +=
      Math.abs(here - (one[size + at + 1] as number)) + Math.abs(here - (one[size + at + width] as number));
    count += 1;
  }
  return count === 0 ? 0 : sum / (2 * count);
}

/** Grey levels within which fill has one colour, and how near to the edge of the covered area is never sure. */
const fillTolerance = 14;

/** The part of what is not covered that has the colour most of it has; 1 where all is covered. */
export function fillOutside({ width, height, one, isCovered, covered }: Frame): number {
  const size = width * height;
  if (covered >= 0.985 * size) return 1;
  const outside: number[] = [];
  for (let at = 0; at < size; at++)
    if (isCovered[at] === 0 && !isNearCovered(at, isCovered, width)) outside.push(at);
  if (outside.length === 0) return 1;
  const medians = [0, 1, 2].map((channel) => {
    const levels = outside
      .map((at) => one[channel * size + at] as number)
      .sort((left, right) => left - right);
    return levels[levels.length >> 1] as number;
  });
  const alike = outside.filter((at) =>
    medians.every(
      (median, channel) => Math.abs((one[channel * size + at] as number) - median) <= fillTolerance,
    ),
  );
  return alike.length / outside.length;
}

function isNearCovered(at: number, isCovered: Uint8Array, width: number): boolean {
  for (const offset of [-2, 2, -2 * width, 2 * width]) if (isCovered[at + offset] === 1) return true;
  return false;
}

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
  const alike = likeTheirMedian(outside, one, size);
  return outside.filter(alike).length / outside.length;
}

/** Whether a pixel has the median colour of some. */
function likeTheirMedian(pixels: readonly number[], picture: Float32Array, size: number) {
  const level = (at: number, channel: number) => picture[channel * size + at] as number;
  const medians = [0, 1, 2].map((channel) => {
    const levels = pixels.map((at) => level(at, channel)).sort((left, right) => left - right);
    return levels[levels.length >> 1] as number;
  });
  return (at: number) =>
    medians.every((median, channel) => Math.abs(level(at, channel) - median) <= fillTolerance);
}

/** So much of a picture's edge may have the colour of a frame around it. */
const mostEdgeLikeFrame = 0.5;

/**
 * Part of what the other does not cover that is a frame: of one colour, which ends where the other's picture begins. The
 * plain ground of a picture goes on across that edge: 0.
 */
export function frameAround(frame: Frame): number {
  const { width, height, one, isCovered } = frame;
  const size = width * height;
  const [outside, edge]: [number[], number[]] = [[], []];
  for (let at = 0; at < size; at++) {
    if (isCovered[at] === 0 && !isNearCovered(at, isCovered, width)) outside.push(at);
    if (isCovered[at] === 1 && isInnerEdge(at, isCovered, width)) edge.push(at);
  }
  if (outside.length === 0 || edge.length === 0) return 0;
  const alike = likeTheirMedian(outside, one, size);
  if (edge.filter(alike).length > mostEdgeLikeFrame * edge.length) return 0;
  return outside.filter(alike).length / outside.length;
}

/** A few pixels inside: the outermost are mixed with what is around them. */
function isInnerEdge(at: number, isCovered: Uint8Array, width: number): boolean {
  const near = [-2, 2, -2 * width, 2 * width];
  const far = [-4, 4, -4 * width, 4 * width];
  const isOutside = (offset: number) => isCovered[at + offset] === 0;
  return far.some(isOutside) && !near.some(isOutside);
}

function isNearCovered(at: number, isCovered: Uint8Array, width: number): boolean {
  for (const offset of [-2, 2, -2 * width, 2 * width]) if (isCovered[at + offset] === 1) return true;
  return false;
}

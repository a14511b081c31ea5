import type { RgbPixels } from "../signature/plane.ts";
import { type Affine, frameToFrame } from "./affine.ts";

/** Grey levels within which the lines of a frame have one colour. */
const tolerance = 10;
const mostFrameShare = 0.35;

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Maps that lay the content of a framed copy on the whole of the other picture; none where neither has a frame. */
export function contentFrames(first: RgbPixels, second: RgbPixels): Affine[] {
  const [from, to] = [contentBox(first), contentBox(second)];
  const [fromWhole, toWhole] = [wholeBox(first), wholeBox(second)];
  const maps: Affine[] = [];
  if (from) maps.push(boxToBox(first, from, second, toWhole));
  if (to) maps.push(boxToBox(first, fromWhole, second, to));
  if (from && to) maps.push(boxToBox(first, from, second, to));
  return maps;
}

function wholeBox({ width, height }: RgbPixels): Box {
  return { left: 0, top: 0, right: width, bottom: height };
}

function boxToBox(first: RgbPixels, from: Box, second: RgbPixels, to: Box): Affine {
  const sizeOf = (box: Box) => ({ width: box.right - box.left, height: box.bottom - box.top });
  const [fromSide, toSide] = [Math.max(first.width, first.height), Math.max(second.width, second.height)];
  const [fromSize, toSize] = [sizeOf(from), sizeOf(to)];
  const inner = frameToFrame(fromSize, toSize);
  // From parts of the boxes' long sides to parts of the pictures'.
  const [fromLong, toLong] = [
    Math.max(fromSize.width, fromSize.height),
    Math.max(toSize.width, toSize.height),
  ];
  const a = (inner.a * (toLong / toSide)) / (fromLong / fromSide);
  const e = (inner.e * (toLong / toSide)) / (fromLong / fromSide);
  return {
    a,
    b: 0,
    c: to.left / toSide - (a * from.left) / fromSide,
    d: 0,
    e,
    f: to.top / toSide - (e * from.top) / fromSide,
  };
}

/** What is left when lines of one colour are taken off all around; undefined where that is nothing or too much. */
function contentBox(picture: RgbPixels): Box | undefined {
  const { width, height, data } = picture;
  const corner = [data[0] as number, data[1] as number, data[2] as number];
  const isFrame = (x: number, y: number) => {
    const at = (y * width + x) * 3;
    return corner.every((level, channel) => Math.abs((data[at + channel] as number) - level) <= tolerance);
  };
  const row = (y: number) => everyAlong(width, (x) => isFrame(x, y));
  const column = (x: number) => everyAlong(height, (y) => isFrame(x, y));
  const box = wholeBox(picture);
  while (box.top < height * mostFrameShare && row(box.top)) box.top += 1;
  while (height - box.bottom < height * mostFrameShare && row(box.bottom - 1)) box.bottom -= 1;
  while (box.left < width * mostFrameShare && column(box.left)) box.left += 1;
  while (width - box.right < width * mostFrameShare && column(box.right - 1)) box.right -= 1;
  const isWhole = box.top === 0 && box.left === 0 && box.right === width && box.bottom === height;
  if (isWhole || box.right - box.left < width / 3 || box.bottom - box.top < height / 3) return undefined;
  return box;
}

/** All but two in a hundred. */
function everyAlong(length: number, holds: (at: number) => boolean): boolean {
  let misses = 0;
  for (let at = 0; at < length; at++) {
    if (!holds(at) && ++misses > 0.02 * length) return false;
  }
  return true;
}

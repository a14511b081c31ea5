import { rgbaToThumbHash } from "thumbhash";

/** A ThumbHash keeps at most 7 x 7 cosine terms: 32 pixels hold all of it, at a tenth of the cost of 100. */
export const placeholderSizePixels = 32;

/**
 * A ThumbHash (about 25 bytes): a blur of the picture to show until its thumbnail is there.
 * @param rgb uint8 [height, width, 3], no side above `placeholderSizePixels`
 * Source: Evan Wallace, https://evanw.github.io/thumbhash/
 */
export function placeholderOf(rgb: Uint8Array, width: number, height: number): Uint8Array {
  const rgba = new Uint8Array(width * height * 4).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++) {
    rgba.set(rgb.subarray(pixel * 3, pixel * 3 + 3), pixel * 4);
  }
  return rgbaToThumbHash(width, height, rgba);
}

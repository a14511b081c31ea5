import { type EncodingFacts, encodingFactsOf } from "./encoding-facts.ts";
import type { RgbPixels } from "./plane.ts";
import { packSignature, signatureOf } from "./signature.ts";

/** What is kept of a picture to find its copies and to tell them apart. */
export interface PictureSignature {
  /** As `packSignature` gives it. */
  packed: Uint8Array<ArrayBuffer>;
  facts: EncodingFacts;
}

/**
 * @param pixels uint8 [height, width, 3], sRGB, upright: the working pixels, or a thumbnail's
 * @param head the file's first bytes
 */
export function signPicture(pixels: RgbPixels, head: Uint8Array, exif: Buffer | undefined): PictureSignature {
  return { packed: packSignature(signatureOf(pixels)), facts: encodingFactsOf(head, exif) };
}

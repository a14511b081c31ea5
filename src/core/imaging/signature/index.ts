import { type EncodingFacts, jpegQualityOf } from "./encoding-facts.ts";
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
 * @param software what its metadata say
 */
export function signPicture(pixels: RgbPixels, head: Uint8Array, software: string | null): PictureSignature {
  return {
    packed: packSignature(signatureOf(pixels)),
    facts: { jpegQuality: jpegQualityOf(head), software },
  };
}

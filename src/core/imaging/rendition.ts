import sharp from "sharp";
import { decodeTimeoutSeconds, maximumPixels } from "./limits.ts";

/** WebP, sRGB, upright, never enlarged: what a browser is shown of a picture that it cannot show itself. */
export async function renditionOf(
  bytes: Uint8Array,
  longSidePixels: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const { data } = await sharp(bytes, { failOn: "error", limitInputPixels: maximumPixels, autoOrient: true })
    .timeout({ seconds: decodeTimeoutSeconds })
    .resize({ width: longSidePixels, height: longSidePixels, fit: "inside", withoutEnlargement: true })
    .toColourspace("srgb")
    .webp({ quality: 88, effort: 2 })
    .toBuffer({ resolveWithObject: true });
  // A buffer from libvips' pool cannot be moved to another thread.
  return new Uint8Array(data);
}

import { withOpenPicture } from "./decoders/index.ts";
import type { PictureFormat } from "./format.ts";
import { decodeTimeoutSeconds } from "./limits.ts";

/** WebP, sRGB, upright, never enlarged: what a browser is shown of a picture that it cannot show itself. */
export function renditionOf(
  bytes: Uint8Array,
  format: PictureFormat,
  longSidePixels: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const wanted = { shortSide: 1, longSide: longSidePixels };
  return withOpenPicture(bytes, { format, wanted }, async ({ pixels }) => {
    const { data } = await pixels
      .timeout({ seconds: decodeTimeoutSeconds })
      .resize({ width: longSidePixels, height: longSidePixels, fit: "inside", withoutEnlargement: true })
      .toColourspace("srgb")
      .webp({ quality: 88, effort: 2 })
      .toBuffer({ resolveWithObject: true });
    // A buffer from libvips' pool cannot be moved to another thread.
    return new Uint8Array(data);
  });
}

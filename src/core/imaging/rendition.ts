import type { Sharp } from "sharp";
import { withOpenPicture } from "./decoders/index.ts";
import type { PictureFormat } from "./format.ts";
import { decodeTimeoutSeconds } from "./limits.ts";
import { turnedAnimation } from "./turned-animation.ts";

/** WebP, sRGB, upright, never enlarged: what a browser is shown of a picture that it cannot show itself. */
export async function renditionOf(
  bytes: Uint8Array,
  format: PictureFormat,
  longSidePixels: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const wanted = { shortSide: 1, longSide: longSidePixels };
  const fitted = (pixels: Sharp) =>
    pixels
      .timeout({ seconds: decodeTimeoutSeconds })
      .resize({ width: longSidePixels, height: longSidePixels, fit: "inside", withoutEnlargement: true })
      .toColourspace("srgb");
  return withOpenPicture(bytes, { format, wanted }, async ({ pixels, isAnimated }) => {
    const moving = format === "webp" && isAnimated ? await turnedAnimation(bytes, fitted) : undefined;
    const picture = moving ?? fitted(pixels).webp({ quality: 88, effort: 2 });
    const { data } = await picture.toBuffer({ resolveWithObject: true });
    // A buffer from libvips' pool cannot be moved to another thread.
    return new Uint8Array(data);
  });
}

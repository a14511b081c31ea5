import { withOpenPicture } from "../decoders/index.ts";
import type { PictureFormat } from "../format.ts";
import { decodeTimeoutSeconds } from "../limits.ts";

/**
 * A page of A4 at 200 dots an inch: print of 6 points is 12 pixels high. A picture with no more pixels is looked at as
 * it is.
 */
export const mostPagePixels = 4_000_000;

/** Light of an original, upright, fine enough that what is written can be told apart. */
export interface PagePlane {
  width: number;
  height: number;
  /** uint8 [height, width] */
  data: Uint8Array<ArrayBuffer>;
}

/** @throws the decoders' errors; `problemOf` tells what they mean */
export function decodePagePlane(bytes: Uint8Array, format: PictureFormat): Promise<PagePlane> {
  const longSide = Math.ceil(Math.sqrt(mostPagePixels));
  const options = { format, wanted: { shortSide: 1, longSide } };
  return withOpenPicture(bytes, options, async ({ pixels, pixelWidth, pixelHeight }) => {
    const scale = Math.min(1, Math.sqrt(mostPagePixels / (pixelWidth * pixelHeight)));
    const { data, info } = await pixels
      .timeout({ seconds: decodeTimeoutSeconds })
      .flatten({ background: "white" })
      .resize({
        width: Math.max(1, Math.round(pixelWidth * scale)),
        height: Math.max(1, Math.round(pixelHeight * scale)),
        fit: "fill",
      })
      .toColourspace("b-w")
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    // A buffer from libvips' pool cannot be moved to another thread.
    const luma = new Uint8Array(info.width * info.height);
    for (let at = 0; at < luma.length; at++) luma[at] = data[at * info.channels] as number;
    return { width: info.width, height: info.height, data: luma };
  });
}

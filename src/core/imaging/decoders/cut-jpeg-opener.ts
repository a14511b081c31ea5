import sharp from "sharp";
import { maximumPixels } from "../limits.ts";
import type { OpenPicture } from "./open-picture.ts";

const options = { failOn: "none", limitInputPixels: maximumPixels } as const;

/** Of a picture's rows: less is missed by nobody, more is a picture that is TRUNCATED. */
const mostMissing = 0.02;
/** The smallest unit that a JPEG is decoded by: T.81, annex A.1. */
const unitPixels = 8;
/** What libjpeg gives for pixels that the file does not hold: all coefficients 0. */
const unwritten = 128;

/**
 * A JPEG that ends a little too early: a download or a copy that lost its last bytes, or an end marker never written.
 * Its rows come from the top down, so what is missing is at the bottom, and grey. Progressive pictures are never
 * opened: of them everything is there, and no decoder can tell how much less sharp it is.
 * @throws where more is missing, or as much as cannot be told
 */
export async function openCutJpeg(bytes: Uint8Array): Promise<OpenPicture> {
  const header = await sharp(bytes, options).metadata();
  if (header.isProgressive) throw new Error("A progressive JPEG without its end is truncated.");
  if (!(await isThereAlmostToItsEnd(bytes, header.width, header.height))) {
    throw new Error("Much of the JPEG is missing: it is truncated.");
  }
  const { width, height } = header.autoOrient;
  return {
    width,
    height,
    isAnimated: false,
    pixelSource: "full",
    pixels: sharp(bytes, { ...options, autoOrient: true }),
    pixelWidth: width,
    pixelHeight: height,
    oddities: ["The file ends a little too early: up to a fiftieth of the picture is missing below."],
  };
}

/** Whether the last unit of the last row that has to be there holds anything. */
async function isThereAlmostToItsEnd(bytes: Uint8Array, width: number, height: number): Promise<boolean> {
  const left = Math.max(0, width - unitPixels);
  const top = height - Math.floor(height * mostMissing) - 1;
  const pixels = await sharp(bytes, options)
    .extract({ left, top, width: width - left, height: 1 })
    .raw()
    .toBuffer();
  return pixels.some((level) => level !== unwritten);
}

import sharp, { type Sharp } from "sharp";

/** Of all frames together: each is in memory once. */
const mostPixels = 2 ** 26;

/**
 * An animated WebP with its frames turned upright, which no browser does; undefined for one whose frames are too many.
 * @param fitted makes a frame as large as it is to be
 */
export async function turnedAnimation(
  bytes: Uint8Array,
  fitted: (frame: Sharp) => Sharp,
): Promise<Sharp | undefined> {
  const { pages = 1, width, height, delay, loop } = await sharp(bytes).metadata();
  if (pages * width * height > mostPixels) return undefined;
  const frames: Buffer[] = [];
  for (let page = 0; page < pages; page++) {
    const frame = fitted(sharp(bytes, { page, autoOrient: true }));
    frames.push(await frame.png({ compressionLevel: 1 }).toBuffer());
  }
  return sharp(frames, { join: { animated: true } }).webp({
    quality: 88,
    effort: 2,
    ...(delay && { delay }),
    ...(loop !== undefined && { loop }),
  });
}

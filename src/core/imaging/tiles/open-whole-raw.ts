import type { OpenPicture } from "../decoders/open-picture.ts";
import { developRaw } from "../decoders/raw-developer.ts";
import { openRaw } from "../decoders/raw-opener.ts";
import { sharpFrom } from "../decoders/raw-pixels.ts";
import { matchTones } from "./match-tones.ts";

/** A preview of so much of the sensor's width shows its pixels: cameras cut the edges off. */
const nearlyWhole = 0.9;

/** A whole development takes 20 bytes a pixel, in a thread that ends with it; more are developed at half the size. */
const mostPixelsWhole = 2 ** 26;

const everyPixel = { shortSide: Number.POSITIVE_INFINITY, longSide: Number.POSITIVE_INFINITY };

/**
 * A camera's RAW file with all of its pixels: the camera's own picture where that is as large as the sensor, else the
 * sensor's data, developed to look like it.
 * @returns undefined where the file holds neither: the decoders tell what it is
 */
export async function openWholeRaw(bytes: Uint8Array): Promise<OpenPicture | undefined> {
  const preview = await openRaw(bytes).catch(() => undefined);
  if (preview && preview.pixelWidth >= nearlyWhole * preview.width) return preview;
  const developed = await developRaw(bytes, { format: "raw", wanted: everyPixel, mostPixelsWhole }).catch(
    () => undefined,
  );
  if (!developed || !preview) return developed ?? preview;
  return developed.pixelWidth > preview.pixelWidth ? alike(developed, preview) : preview;
}

async function alike(developed: OpenPicture, preview: OpenPicture): Promise<OpenPicture> {
  const { data, info } = await developed.pixels.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  await matchTones({ data, width, height }, preview.pixels);
  return { ...developed, pixels: sharpFrom({ data, width, height, channels: 3 }) };
}

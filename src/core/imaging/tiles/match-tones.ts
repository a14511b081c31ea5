import sharp, { type Sharp } from "sharp";

/** Enough pixels to know how light and dark are spread, few enough to count at once. */
const sampleSidePixels = 400;

/** uint8 [height, width, 3], sRGB */
interface Rgb {
  data: Uint8Array;
  width: number;
  height: number;
}

/**
 * Gives a picture, in place, the tones of another one of the same scene: each channel's histogram is matched
 * (Gonzalez and Woods, Digital Image Processing, 3.3.2).
 */
export async function matchTones(picture: Rgb, model: Sharp): Promise<void> {
  const { width, height } = picture;
  const [own, wanted] = await Promise.all([
    sampleOf(sharp(picture.data, { raw: { width, height, channels: 3 } })),
    sampleOf(model),
  ]);
  const tables = [0, 1, 2].map((channel) => tableOf(sharesBelow(own, channel), sharesBelow(wanted, channel)));
  const [red, green, blue] = tables as [Uint8Array, Uint8Array, Uint8Array];
  const { data } = picture;
  for (let at = 0; at + 2 < data.length; at += 3) {
    data[at] = red[data[at] ?? 0] ?? 0;
    data[at + 1] = green[data[at + 1] ?? 0] ?? 0;
    data[at + 2] = blue[data[at + 2] ?? 0] ?? 0;
  }
}

function sampleOf(picture: Sharp): Promise<Uint8Array> {
  return picture
    .clone()
    .removeAlpha()
    .resize(sampleSidePixels, sampleSidePixels, { fit: "fill" })
    .toColourspace("srgb")
    .raw()
    .toBuffer();
}

/** For each level the share of pixels that are darker, and half of those that have it. */
function sharesBelow(sample: Uint8Array, channel: number): Float64Array {
  const counts = new Float64Array(256);
  for (let at = channel; at < sample.length; at += 3) {
    const level = sample[at] ?? 0;
    counts[level] = (counts[level] ?? 0) + 1;
  }
  const shares = new Float64Array(256);
  let below = 0;
  for (let level = 0; level < 256; level++) {
    const count = counts[level] ?? 0;
    shares[level] = (below + count / 2) / (sample.length / 3);
    below += count;
  }
  return shares;
}

/** Level -> the level that as many pixels of the model are below. */
function tableOf(own: Float64Array, wanted: Float64Array): Uint8Array {
  const table = new Uint8Array(256);
  let at = 0;
  for (let level = 0; level < 256; level++) {
    while (at < 255 && (wanted[at] ?? 1) < (own[level] ?? 0)) at++;
    table[level] = at;
  }
  return table;
}

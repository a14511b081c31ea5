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
    .resize(sampleSidePixels, sampleSidePixels, { fit: "fill", kernel: "nearest" })
    .toColourspace("srgb")
    .raw()
    .toBuffer();
}

/** For each level the share of pixels that are darker, and half of those that have it; undefined where none has. */
function sharesBelow(sample: Uint8Array, channel: number): (number | undefined)[] {
  const counts = new Float64Array(256);
  for (let at = channel; at < sample.length; at += 3) {
    const level = sample[at] ?? 0;
    counts[level] = (counts[level] ?? 0) + 1;
  }
  let below = 0;
  return Array.from(counts, (count) => {
    const share = (below + count / 2) / (sample.length / 3);
    below += count;
    return count === 0 ? undefined : share;
  });
}

/** Level -> the level that as many pixels of the model are below; in between for those that no pixel has. */
function tableOf(own: (number | undefined)[], wanted: (number | undefined)[]): Uint8Array {
  const [ownShares, wantedShares] = [filled(own), filled(wanted)];
  let at = 0;
  return Uint8Array.from(ownShares, (share) => {
    while (at < 255 && (wantedShares[at + 1] ?? 1) <= share) at++;
    const [lower, upper] = [wantedShares[at] ?? 0, wantedShares[at + 1] ?? 1];
    const between = upper > lower ? Math.min(1, Math.max(0, (share - lower) / (upper - lower))) : 0;
    return Math.min(255, Math.round(at + between));
  });
}

/** Shares that are not known lie on a line between those that are; before the first and after the last they go on. */
function filled(shares: readonly (number | undefined)[]): number[] {
  const known = shares.flatMap((share, level) => (share === undefined ? [] : [{ level, share }]));
  const ends = [{ level: -1, share: 0 }, ...known, { level: 256, share: 1 }];
  let next = 1;
  return shares.map((_, level) => {
    while ((ends[next]?.level ?? 256) < level) next++;
    const [before, after] = [ends[next - 1], ends[next]];
    if (!before || !after) return 1;
    return (
      before.share + ((after.share - before.share) * (level - before.level)) / (after.level - before.level)
    );
  });
}

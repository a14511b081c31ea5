import sharp from "sharp";
import { type ModelInputShape, modelInputOf, type RawPicture, type Size } from "./preprocess.ts";

/** From here on a square leaves out half of a picture, or shows it squashed to half its width. */
const longRatio = 2;
/**
 * More views of more different things are no better: their mean is like none of them. Measured on drawn panoramas of
 * unrelated scenes among 120 pictures of one, recall@10 by what is in one of their scenes, for a model that cuts out the
 * middle: 0.61 -> 0.88 at 2:1, 0.37 -> 0.62 at 3:1, 0.37 -> 0.38 at 4:1, no more at 5:1; for one that squashes 0.65 -> 0.88,
 * 0.46 -> 0.62, 0.31 -> 0.38. Each view costs a look of the model, and all together 10 to 20 ms of decoding.
 */
const mostWindows = 4;

/**
 * What the model looks at instead of a picture more than twice as long as it is wide: the whole, squashed where the
 * model would cut it, and windows side by side, about square, that show all of it. None for any other picture.
 * @param source as `modelInputOf` takes it
 * @returns uint8 [views, shape.height, shape.width, 3]: their embeddings are to be pooled
 */
export async function viewsOfLong(
  source: RawPicture,
  size: Size,
  shape: ModelInputShape,
): Promise<Uint8Array> {
  const resize = shape.resize === "crop" ? "squash" : shape.resize;
  const parts = windowsOf(source, ratioOf(size));
  if (parts.length === 0) return new Uint8Array();
  const views = [await modelInputOf(source, size, { ...shape, resize })];
  for (const part of parts) {
    const { width, height } = part;
    const raw = { width: source.width, height: source.height, channels: 3 } as const;
    const data = await sharp(source.data, { raw }).extract(part).raw().toBuffer();
    views.push(await modelInputOf({ data, width, height }, part, { ...shape, resize }));
  }
  return new Uint8Array(Buffer.concat(views));
}

function ratioOf({ width, height }: Size): number {
  return Math.max(width, height) / Math.min(width, height);
}

/** Whether a picture is looked at in windows too. */
export function isLong(size: Size): boolean {
  return ratioOf(size) > longRatio;
}

/** Evenly along the longer side, from end to end; as long as wide, or longer where they would leave gaps. */
function windowsOf({ width, height }: Size, ratio: number): (Size & { left: number; top: number })[] {
  const [long, short] = [Math.max(width, height), Math.min(width, height)];
  const count = Math.min(mostWindows, Math.round(ratio));
  if (ratio <= longRatio || long < count) return [];
  const length = Math.min(long, Math.max(short, Math.ceil(long / count)));
  return Array.from({ length: count }, (_, index) => {
    const start = Math.round(((long - length) * index) / (count - 1));
    return width >= height
      ? { left: start, top: 0, width: length, height }
      : { left: 0, top: start, width, height: length };
  });
}

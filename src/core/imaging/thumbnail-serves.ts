import { thumbnailSizePixels } from "../../contract/media.ts";
import { type ModelInputShape, resizedSize, type Size } from "./preprocess.ts";
import { isLong } from "./views.ts";

/** Of the thumbnail of a picture of this size. */
function thumbnailSizeOf({ width, height }: Size): Size {
  const scale = Math.min(1, thumbnailSizePixels / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * Whether a model can be shown a photo's kept thumbnail in place of the photo: where it is the whole picture, or where
 * no side of it has to be enlarged for the model. Enlarged pictures look soft to a model that was trained on sharp ones;
 * made smaller, next to nothing is left of the thumbnail's WebP compression: 240 drawn photos for a model of 96 pixels,
 * recall@10 1.000 from either, cosine of the two vectors 0.9998 in the middle, 0.999 at the lowest of a hundred
 * (`npm run bench -- thumbnails`, which tells what enlarging would cost too).
 */
export function thumbnailServes(photo: Size, shape: ModelInputShape): boolean {
  return thumbnailEnlargement(photo, shape) <= 1;
}

/** How many times longer than the thumbnail's the side is that is enlarged most for the model; 1 or less for none. */
export function thumbnailEnlargement(photo: Size, shape: ModelInputShape): number {
  const thumbnail = thumbnailSizeOf(photo);
  if (thumbnail.width === photo.width && thumbnail.height === photo.height) return 1;
  const resized = resizedSize(photo, shape);
  const whole = Math.max(resized.width / thumbnail.width, resized.height / thumbnail.height);
  if (!isLong(photo)) return whole;
  // Its windows are about square: as long as its short side.
  const window = Math.max(shape.width, shape.height) / Math.min(thumbnail.width, thumbnail.height);
  return Math.max(whole, window);
}

import { thumbnailSizePixels } from "../../contract/media.ts";
import { type PixelSize, wantedFor } from "./decoders/open-picture.ts";
import type { ModelInputShape } from "./preprocess.ts";

/** Of the thumbnail of a picture of this size. */
export function thumbnailSizeOf({ width, height }: PixelSize): PixelSize {
  const scale = Math.min(1, thumbnailSizePixels / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * Whether a model can be shown a photo's kept thumbnail in place of the photo: where it is the whole picture, or where
 * no side of it has to be enlarged for the model. Enlarged pictures look soft to a model that was trained on sharp ones;
 * made smaller, next to nothing is left of the thumbnail's WebP compression: 240 drawn photos for a model of 96 pixels,
 * recall@10 0.950 from either, cosine of the two vectors 0.9998 in the middle, 0.999 at the lowest of a hundred
 * (`npm run bench -- thumbnails`).
 */
export function thumbnailServes(photo: PixelSize, shape: ModelInputShape): boolean {
  const thumbnail = thumbnailSizeOf(photo);
  const isWhole = thumbnail.width === photo.width && thumbnail.height === photo.height;
  return isWhole || Math.min(thumbnail.width, thumbnail.height) >= wantedFor(shape).shortSide;
}

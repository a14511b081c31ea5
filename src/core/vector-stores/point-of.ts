import sharp from "sharp";
import type { Catalog } from "../catalog/index.ts";
import { fromHalfFloats } from "../vectors/half-float.ts";
import { type PhotoPoint, vectorNameOf } from "../vectors/point-store.ts";

/** The longer side of what a server is given to show. */
const sharedThumbnailPixels = 200;
const sharedThumbnailQuality = 70;
/** Half the processor's time of libwebp's usual 4, for a quarter more bytes: it is what sending costs most. */
const sharedThumbnailEffort = 0;

/** What a server is told of a content; undefined where it is no photo of the library now. */
export async function pointOf(catalog: Catalog, sha256: Buffer): Promise<PhotoPoint | undefined> {
  const facts = catalog.photoFacts.of(sha256);
  const assetId = catalog.assets.idOf(sha256);
  if (!facts || assetId === undefined) return undefined;
  const vectors = catalog.vectors.allOf(assetId).map(({ key, vector }) => {
    return [vectorNameOf(key), fromHalfFloats(vector)] as const;
  });
  const thumbnail = catalog.assets.thumbnail(assetId);
  return { facts, thumbnail: thumbnail && (await shrink(thumbnail)), vectors: new Map(vectors) };
}

/** undefined for one that cannot be read: it is made anew by indexing, and sent then. */
async function shrink(webp: Uint8Array): Promise<Uint8Array | undefined> {
  const size = { width: sharedThumbnailPixels, height: sharedThumbnailPixels };
  try {
    return await sharp(webp)
      .resize({ ...size, fit: "inside", withoutEnlargement: true })
      .webp({ quality: sharedThumbnailQuality, effort: sharedThumbnailEffort })
      .toBuffer();
  } catch {
    return undefined;
  }
}

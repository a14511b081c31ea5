import { open, readFile } from "node:fs/promises";
import type { MediaKind } from "../../contract/media.ts";
import type { Catalog } from "../catalog/index.ts";
import type { PhotoRow } from "../catalog/photos.ts";
import { pathToSystem } from "../files/path-bytes.ts";
import { browserShowsAlike } from "../imaging/browser-shows.ts";
import type { PictureFormat } from "../imaging/format.ts";
import { renditionVersion, thumbnailVersion } from "../imaging/versions.ts";
import type { RootPlaces } from "../roots/root-places.ts";
import type { DecodePool } from "../workers/decode-pool.ts";
import { type FileThatIsThere, fileThatIsThere } from "./file-that-is-there.ts";

/** A picture's bytes, or the file that holds them. */
export type MediaAnswer = { contentType: string; etag: string } & (
  | { body: Uint8Array<ArrayBuffer> }
  /** Open it as `pathToSystem(filePath)`: its name may hold bytes that are not UTF-8. */
  | { filePath: string; sizeBytes: number }
);

const contentTypes: Record<string, string> = {
  jpeg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  avif: "image/avif",
  gif: "image/gif",
  tiff: "image/tiff",
};

/** Above these a page is given a rendition: a screen shows no more, and a huge bitmap stalls the page. */
const largestOriginalBytes = 12 * 1024 ** 2;
const largestOriginalPixels = 25e6;
/** What moves is shown moving, and only the file itself does. */
const largestAnimationBytes = 100 * 1024 ** 2;
const previewLongSidePixels = 2560;

/** The bytes behind an address of contract/media.ts; undefined where there are none (any more). */
export async function readMedia(
  catalog: Catalog,
  places: RootPlaces,
  decodePool: DecodePool,
  kind: MediaKind,
  assetId: number,
): Promise<MediaAnswer | undefined> {
  const photo = catalog.photos.get(assetId);
  if (!photo) return undefined;
  const identity = photo.sha256.toString("hex").slice(0, 32);
  if (kind === "thumbnail") return readThumbnail(catalog, assetId, identity);
  const file = await fileThatIsThere(catalog, places, assetId);
  if (!file) return undefined;
  const contentType = contentTypes[photo.format] ?? "application/octet-stream";
  const original = { contentType, etag: `"${identity}"`, ...file };
  if (kind === "original") return original;
  if (await isPreviewOriginal(photo, original)) return original;
  const bytes = new Uint8Array(await readFile(pathToSystem(original.filePath)));
  const body = await decodePool.rendition({
    bytes,
    format: photo.format,
    longSidePixels: previewLongSidePixels,
  });
  return { contentType: "image/webp", etag: `"${identity}-preview-${renditionVersion}"`, body };
}

/** Long profiles and previews included: what stands before a picture's own data. */
const startBytes = 1024 ** 2;

/** As much of a file as tells how a browser shows it: a WebP keeps that at its end. */
async function readStart(
  { filePath, sizeBytes }: { filePath: string; sizeBytes: number },
  format: PictureFormat,
): Promise<Uint8Array> {
  const length = format === "webp" ? sizeBytes : Math.min(sizeBytes, startBytes);
  const file = await open(pathToSystem(filePath), "r");
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Whether a photo's preview is its own file: there is nothing more of it to show. */
export async function isPreviewOriginal(photo: PhotoRow, file: FileThatIsThere): Promise<boolean> {
  const mostBytes = photo.is_animated === 1 ? largestAnimationBytes : largestOriginalBytes;
  const isSmall = file.sizeBytes <= mostBytes && photo.width * photo.height <= largestOriginalPixels;
  return isSmall && browserShowsAlike(photo.format, await readStart(file, photo.format));
}

function readThumbnail(catalog: Catalog, assetId: number, identity: string): MediaAnswer | undefined {
  const webp = catalog.assets.thumbnail(assetId);
  if (!webp) return undefined;
  return {
    contentType: "image/webp",
    etag: `"${identity}-t${thumbnailVersion}"`,
    body: new Uint8Array(webp),
  };
}

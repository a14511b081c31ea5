import { readFile } from "node:fs/promises";
import type { MediaKind } from "../../contract/media.ts";
import type { Catalog } from "../catalog/index.ts";
import type { PhotoRow } from "../catalog/photos.ts";
import { pathToSystem } from "../files/path-bytes.ts";
import { thumbnailVersion } from "../imaging/versions.ts";
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

/** What every browser shows by itself, orientation and profile included. */
const shownByBrowsers = new Set(["jpeg", "png", "webp", "avif", "gif"]);

/** Above these a page is given a rendition: a screen shows no more, and a huge bitmap stalls the page. */
const largestOriginalBytes = 12 * 1024 ** 2;
const largestOriginalPixels = 25e6;
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
  return { contentType: "image/webp", etag: `"${identity}-preview"`, body };
}

/** Whether a photo's preview is its own file: there is nothing more of it to show. */
export async function isPreviewOriginal(
  { format, width, height }: PhotoRow,
  { sizeBytes }: FileThatIsThere,
): Promise<boolean> {
  const isSmall = sizeBytes <= largestOriginalBytes && width * height <= largestOriginalPixels;
  return isSmall && shownByBrowsers.has(format);
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

import { z } from "zod";

/**
 * How pictures are addressed. Pixels never travel over the API: a page asks for these addresses, relative to
 * its own origin, and the shell (a custom protocol in Electron, HTTP in serve mode) answers them. An address
 * holds an asset's id, never a path.
 *
 * - `thumbnail`: WebP, sRGB, 320 px on the long side.
 * - `preview`: fills a screen; the original where a browser shows it well, a rendition where not.
 * - `original`: the file's own bytes.
 *
 * Of a photo that only another library has (its id is below zero) there is no more than the thumbnail.
 *
 * What a photo has beyond its preview comes in tiles, which `contract/tiles.ts` addresses.
 */
export const mediaKinds = ["thumbnail", "preview", "original"] as const;

export const mediaKindSchema = z.enum(mediaKinds);
export type MediaKind = z.infer<typeof mediaKindSchema>;

/** A thumbnail's long side. */
export const thumbnailSizePixels = 320;

export const mediaPathPrefix = "/media/";

/** `/media/thumbnail/17`: the address of a picture, relative to the page's origin. */
export function mediaPath(kind: MediaKind, assetId: number): string {
  return `${mediaPathPrefix}${kind}/${assetId}`;
}

const mediaPathPattern =
  /^\/media\/(?:(thumbnail|preview|original)\/([1-9]\d{0,14})|(thumbnail)\/(-[1-9]\d{0,14}))$/;

/** Reads an address made by `mediaPath`; undefined for anything else. */
export function parseMediaPath(path: string): { kind: MediaKind; assetId: number } | undefined {
  const match = mediaPathPattern.exec(path);
  if (!match) return undefined;
  const [, kind, assetId, sharedKind, sharedId] = match;
  return { kind: mediaKindSchema.parse(kind ?? sharedKind), assetId: Number(assetId ?? sharedId) };
}

import { open } from "node:fs/promises";
import sharp, { type Metadata, type Sharp } from "sharp";
import type { PictureFormat } from "../format.ts";
import { maximumTiledPixels } from "../limits.ts";
import type { Orientation } from "./geometry.ts";

/** A picture as it is stored: to be turned when a part of it is cut out. */
export interface StoredPicture {
  pixels: Sharp;
  width: number;
  height: number;
  orientation: Orientation;
}

const options = { failOn: "error", limitInputPixels: maximumTiledPixels } as const;

/** What libvips reads from top to bottom a few rows at a time, so that a picture of any size takes as much memory. */
const readInRows = new Set<PictureFormat>(["jpeg", "png", "tiff", "webp", "gif"]);

/** Colours that need no more than their profile to become sRGB; floating point, say, is the openers' work. */
const plainDepths = new Set<string | undefined>(["uchar", "ushort"]);
const plainSpaces = new Set<string | undefined>(["srgb", "rgb", "rgb16", "b-w", "grey16", "cmyk"]);

/** Chunks that say how to show a PNG stand before its pixels, among the first few. */
const pngHeadBytes = 65_536;

/**
 * The picture read from its file, never held whole: neither its bytes nor its pixels. It is not turned upright, for
 * that would hold it whole too.
 * @returns undefined where the decoders have to open it from its bytes
 */
export async function openInPlace(path: string, format: PictureFormat): Promise<StoredPicture | undefined> {
  if (!readInRows.has(format)) return undefined;
  const header = await sharp(path, options)
    .metadata()
    .catch(() => undefined);
  if (!header || !isPlain(header) || (format === "png" && (await saysHowToShow(path)))) return undefined;
  const { width, height, orientation = 1 } = header;
  return { pixels: sharp(path, options), width, height, orientation };
}

function isPlain({ depth, space, icc }: Metadata): boolean {
  // A profile may say by code points that it is one of high dynamic range (ICC.1:2022, 9.2.17).
  if (icc && (depth === "ushort" || icc.includes("cicp"))) return false;
  return plainDepths.has(depth) && plainSpaces.has(space);
}

/** Coding-independent code points (PNG 3, 11.3.2.6) mean more than a profile: high dynamic range, say. */
async function saysHowToShow(path: string): Promise<boolean> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(pngHeadBytes), 0, pngHeadBytes, 0);
  return buffer.subarray(0, bytesRead).includes("cICP");
}

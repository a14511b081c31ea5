import sharp, { type Metadata } from "sharp";
import { holdsSequence } from "../boxes.ts";
import { declaredColourSpace } from "../colour/declared.ts";
import type { PictureFormat } from "../format.ts";
import { maximumDrawnPixels } from "../limits.ts";
import { isAnimatedPng } from "../png-chunks.ts";
import { openCoded } from "./coded-opener.ts";
import type { OpenOptions, OpenPicture, PixelSize, WantedPixels } from "./open-picture.ts";
import { checkPixels, checkStripwisePixels } from "./open-picture.ts";
import { throughProfile } from "./raw-pixels.ts";

/** How many pixels there may be is for `checkSize` to say, by the way in which they are read. */
const options = { failOn: "error", limitInputPixels: false, sequentialRead: true } as const;

/** What SVG calls one pixel at scale 1. */
const drawingDensity = 72;

/** What libvips reads by itself. JPEG, WebP and drawings are made smaller while they are decoded. */
export async function openWithSharp(
  bytes: Uint8Array,
  { format, wanted }: OpenOptions,
): Promise<OpenPicture> {
  const header = await sharp(bytes, options).metadata();
  checkSize(header, format);
  const { width, height } = header.autoOrient;
  const size = {
    width,
    height,
    isAnimated: isAnimated(header, format, bytes),
    pixelSource: "full" as const,
  };
  if (format === "svg") return { ...size, ...drawn(bytes, { width, height }, wanted) };
  const space = declaredColourSpace(format, bytes, header.icc);
  if (space) return { ...size, ...(await openCoded({ bytes, options, header, space, wanted })) };
  const pixels = sharp(bytes, { ...options, autoOrient: true });
  const isDeep = header.depth === "ushort" && header.hasProfile && header.space === "rgb16";
  return {
    ...size,
    pixels: isDeep ? throughProfile(pixels) : pixels,
    pixelWidth: width,
    pixelHeight: height,
  };
}

/**
 * What comes from the top down, a strip at a time, may be as large as it likes; what has to be whole in memory first may
 * not: interlaced and progressive pictures, and whatever is no JPEG, PNG or TIFF.
 * @throws PixelLimitError
 */
function checkSize(header: Metadata, format: PictureFormat): void {
  const isStripwise = (format === "jpeg" || format === "png" || format === "tiff") && !header.isProgressive;
  (isStripwise ? checkStripwisePixels : checkPixels)(header);
}

function isAnimated(header: Metadata, format: PictureFormat, bytes: Uint8Array): boolean {
  if (format === "avif") return holdsSequence(bytes);
  if (format === "png") return isAnimatedPng(bytes);
  return (header.pages ?? 1) > 1 && format !== "tiff";
}

/** A drawing has no pixels of its own: it is drawn twice as large as wanted, within what may be decoded. */
function drawn(bytes: Uint8Array, size: PixelSize, wanted: WantedPixels) {
  const density = densityFor(size, wanted);
  const side = (length: number) => Math.max(1, Math.round((length * density) / drawingDensity));
  return {
    pixels: sharp(bytes, { ...options, density }),
    pixelWidth: side(size.width),
    pixelHeight: side(size.height),
  };
}

function densityFor({ width, height }: PixelSize, { shortSide, longSide }: WantedPixels): number {
  const forWanted = 2 * Math.max(shortSide / Math.min(width, height), longSide / Math.max(width, height));
  const atMost = Math.sqrt(maximumDrawnPixels / (width * height));
  // librsvg takes 1 to 100,000 dots an inch.
  return Math.min(100_000, Math.max(1, Math.round(drawingDensity * Math.min(forWanted, atMost))));
}

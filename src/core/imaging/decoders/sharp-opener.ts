import sharp from "sharp";
import { holdsSequence } from "../boxes.ts";
import { maximumDrawnPixels, maximumPixels } from "../limits.ts";
import type { OpenOptions, OpenPicture, PixelSize, WantedPixels } from "./open-picture.ts";

const options = { failOn: "error", limitInputPixels: maximumPixels } as const;

/** What SVG calls one pixel at scale 1. */
const drawingDensity = 72;

/** What libvips reads by itself. JPEG, WebP and drawings are made smaller while they are decoded. */
export async function openWithSharp(
  bytes: Uint8Array,
  { format, wanted }: OpenOptions,
): Promise<OpenPicture> {
  const header = await sharp(bytes, options).metadata();
  const { width, height } = header.autoOrient;
  const isAnimated = format === "avif" ? holdsSequence(bytes) : (header.pages ?? 1) > 1 && format !== "tiff";
  const size = { width, height, isAnimated, pixelSource: "full" as const };
  if (format !== "svg") {
    const pixels = sharp(bytes, { ...options, autoOrient: true });
    return { ...size, pixels, pixelWidth: width, pixelHeight: height };
  }
  const density = densityFor({ width, height }, wanted);
  const drawn = (side: number) => Math.max(1, Math.round((side * density) / drawingDensity));
  return {
    ...size,
    pixels: sharp(bytes, { ...options, density }),
    pixelWidth: drawn(width),
    pixelHeight: drawn(height),
  };
}

/** A drawing has no pixels of its own: it is drawn twice as large as wanted, within what may be decoded. */
function densityFor({ width, height }: PixelSize, { shortSide, longSide }: WantedPixels): number {
  const forWanted = 2 * Math.max(shortSide / Math.min(width, height), longSide / Math.max(width, height));
  const atMost = Math.sqrt(maximumDrawnPixels / (width * height));
  // librsvg takes 1 to 100,000 dots an inch.
  return Math.min(100_000, Math.max(1, Math.round(drawingDensity * Math.min(forWanted, atMost))));
}

import sharp from "sharp";
import { maximumPixels } from "../limits.ts";
import type { OpenOptions, OpenPicture } from "./open-picture.ts";

const options = { failOn: "error", limitInputPixels: maximumPixels } as const;

/** A drawing has no pixels of its own: so many on its long side serve everything that is made from it. */
const drawingSizePixels = 1024;
/** What SVG calls one pixel at scale 1. */
const drawingDensity = 72;

/** What libvips reads by itself. JPEG, WebP and drawings are made smaller while they are decoded. */
export async function openWithSharp(bytes: Uint8Array, { format }: OpenOptions): Promise<OpenPicture> {
  const header = await sharp(bytes, options).metadata();
  const { width, height } = header.autoOrient;
  const size = { width, height, isAnimated: (header.pages ?? 1) > 1 && format !== "tiff", pixelSource: "full" as const };
  if (format !== "svg") {
    return { ...size, pixels: sharp(bytes, { ...options, autoOrient: true }), pixelWidth: width, pixelHeight: height };
  }
  const scale = drawingSizePixels / Math.max(width, height);
  const density = Math.max(1, Math.round(drawingDensity * scale));
  const [pixelWidth, pixelHeight] = [width, height].map((side) => Math.max(1, Math.round((side * density) / drawingDensity)));
  return {
    ...size,
    pixels: sharp(bytes, { ...options, density }),
    pixelWidth: pixelWidth ?? 1,
    pixelHeight: pixelHeight ?? 1,
  };
}

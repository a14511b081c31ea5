import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { maximumPixels } from "../limits.ts";
import type { PictureFormat } from "../format.ts";
import { type OpenOptions, type OpenPicture, PixelLimitError } from "./open-picture.ts";
import { sharpFrom } from "./raw-pixels.ts";

type Magick = typeof import("@imagemagick/magick-wasm");

let loading: Promise<Magick> | undefined;

/** ImageMagick, loaded by its first use in this thread: 15 MB of WASM, ready in 150 ms. */
async function loadMagick(): Promise<Magick> {
  const magick = await import("@imagemagick/magick-wasm");
  const path = createRequire(import.meta.url).resolve("@imagemagick/magick-wasm/magick.wasm");
  await magick.initializeImageMagick(await readFile(path));
  magick.ResourceLimits.maxMemoryRequest = BigInt(maximumPixels * 8);
  return magick;
}

/** Formats without a signature that ImageMagick would find by itself. */
const formatHints: Partial<Record<PictureFormat, "Ico" | "Tga" | "Hdr">> = { ico: "Ico" };

/**
 * ImageMagick in WASM, for everything that nothing else reads: BMP, JPEG XL, Photoshop, JPEG 2000, icons, PNM, Radiance,
 * and the odd TIFF. Slower than the others, and locked in: what a hostile file does to it stays in its memory.
 */
export async function openWithMagick(bytes: Uint8Array, { format }: OpenOptions): Promise<OpenPicture> {
  loading ??= loadMagick();
  const { ImageMagick, MagickFormat, MagickImageInfo, ColorSpace, ColorProfiles } = await loading;
  const hint = formatHints[format];
  const info = hint === undefined ? MagickImageInfo.create(bytes) : undefined;
  if (info && info.width * info.height > maximumPixels) throw new PixelLimitError(info.width, info.height);
  return new Promise((resolve, reject) => {
    const take = (image: import("@imagemagick/magick-wasm").IMagickImage): void => {
      image.autoOrient();
      if (image.getColorProfile()) image.transformColorSpace(ColorProfiles.SRGB);
      else image.colorSpace = ColorSpace.sRGB;
      const { width, height } = image;
      if (width * height > maximumPixels) throw new PixelLimitError(width, height);
      image.getPixels((pixels) => {
        const data = pixels.toByteArray(0, 0, width, height, "RGBA");
        if (!data) throw new Error("ImageMagick gave no pixels.");
        resolve({
          width,
          height,
          isAnimated: false,
          pixelSource: "full",
          pixels: sharpFrom({ data, width, height, channels: 4 }),
          pixelWidth: width,
          pixelHeight: height,
        });
      });
    };
    try {
      if (hint === undefined) ImageMagick.read(bytes, take);
      else ImageMagick.read(bytes, MagickFormat[hint], take);
    } catch (error) {
      reject(error);
    }
  });
}

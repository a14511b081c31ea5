import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { IMagickImage, MagickFormat } from "@imagemagick/magick-wasm";
import sharp from "sharp";
import { declaredColourSpace } from "../colour/declared.ts";
import { toSrgb } from "../colour/to-srgb.ts";
import type { PictureFormat } from "../format.ts";
import { decodeTimeoutSeconds, maximumPixels } from "../limits.ts";
import { repairedBitmap } from "./bitmap-repairs.ts";
import { checkPixels, type OpenOptions, type OpenPicture } from "./open-picture.ts";
import { type RawPixels, sharpFrom } from "./raw-pixels.ts";

type Magick = typeof import("@imagemagick/magick-wasm");

let loading: Promise<Magick> | undefined;

/** ImageMagick, loaded by its first use in this thread: 15 MB of WASM, ready in 150 ms. */
async function loadMagick(): Promise<Magick> {
  const magick = await import("@imagemagick/magick-wasm");
  const path = createRequire(import.meta.url).resolve("@imagemagick/magick-wasm/magick.wasm");
  await magick.initializeImageMagick(await readFile(path));
  magick.ResourceLimits.area = BigInt(maximumPixels);
  magick.ResourceLimits.time = BigInt(decodeTimeoutSeconds);
  return magick;
}

/** Always named, so that no file can choose one of ImageMagick's two hundred other readers. */
const readers: Partial<Record<PictureFormat, keyof typeof MagickFormat>> = {
  jpeg: "Jpeg",
  png: "Png",
  webp: "WebP",
  avif: "Avif",
  tiff: "Tiff",
  gif: "Gif",
  heic: "Heic",
  jxl: "Jxl",
  bmp: "Bmp",
  psd: "Psd",
  jpeg2000: "Jp2",
  ico: "Ico",
  pnm: "Pnm",
  hdr: "Hdr",
};

/** Formats that ImageMagick reads several pictures of, of which the first is shown: a second one means that it moves. */
const animatedFormats = new Set<PictureFormat>(["jxl", "avif", "gif", "webp", "png"]);

/**
 * ImageMagick in WASM, for everything that nothing else reads: BMP, JPEG XL, Photoshop, JPEG 2000, icons, PNM, Radiance,
 * and the odd TIFF. Slower than the others, and locked in: what a hostile file does to it stays in its memory.
 */
export async function openWithMagick(bytes: Uint8Array, { format }: OpenOptions): Promise<OpenPicture> {
  loading ??= loadMagick();
  const magick = await loading;
  const profile = await srgbProfile();
  const reader = readers[format];
  if (!reader) throw new Error(`ImageMagick is not asked to read ${format}.`);
  const settings = new magick.MagickReadSettings({ format: magick.MagickFormat[readerOf(reader, bytes)] });
  // Icons hold one picture in several sizes, the others what is shown first.
  if (format !== "ico")
    Object.assign(settings, { frameIndex: 0, frameCount: animatedFormats.has(format) ? 2 : 1 });
  const { bytes: readable, isUpsideDown } =
    format === "bmp" ? repairedBitmap(bytes) : { bytes, isUpsideDown: false };
  return magick.ImageMagick.readCollection(readable, settings, (images) => {
    const [first] = [...images].sort((one, other) => (format === "ico" ? other.width - one.width : 0));
    if (!first) throw new Error("The file holds no picture.");
    first.autoOrient();
    if (isUpsideDown) first.flip();
    const raw = inSrgb(pixelsOf(magick, first, profile), format, bytes);
    const { width, height } = raw;
    const isAnimated = animatedFormats.has(format) && images.length > 1;
    const size = { width, height, isAnimated, pixelSource: "full" as const };
    return { ...size, pixels: sharpFrom(raw), pixelWidth: width, pixelHeight: height };
  });
}

/** A JPEG 2000 picture without its box is a format of its own here. */
function readerOf(reader: keyof typeof MagickFormat, bytes: Uint8Array): keyof typeof MagickFormat {
  return reader === "Jp2" && bytes[0] === 0xff ? "J2k" : reader;
}

function pixelsOf(magick: Magick, image: IMagickImage, srgb: Uint8Array): RawPixels & { data: Uint8Array } {
  const { width, height } = image;
  checkPixels({ width, height });
  const profile = image.getColorProfile();
  // What it gives is a view into its memory, which is gone as soon as that grows: with the next line that asks for some.
  const profileBytes = profile?.data.slice();
  const isRgb = image.colorSpace === magick.ColorSpace.sRGB && profile?.colorSpace === magick.ColorSpace.sRGB;
  if (profile && image.colorSpace === magick.ColorSpace.CMYK) {
    image.transformColorSpace(new magick.ColorProfile(srgb));
  } else if (!givesRgb(magick, image)) {
    image.colorSpace = magick.ColorSpace.sRGB;
  }
  const data = image.getPixels((pixels) => pixels.toByteArray(0, 0, width, height, "RGBA"));
  if (!data) throw new Error("ImageMagick gave no pixels.");
  return { data, width, height, channels: 4, profile: isRgb ? profileBytes : undefined };
}

/** Greys come out as such; made sRGB, a grey picture with a palette beside it would lose its alpha. */
function givesRgb({ ColorSpace }: Magick, { colorSpace }: IMagickImage): boolean {
  return colorSpace === ColorSpace.sRGB || colorSpace === ColorSpace.Gray;
}

/** HDR and wide gamuts that are told by code points: of 8 bits, which is all that this ImageMagick has. */
function inSrgb(raw: RawPixels & { data: Uint8Array }, format: PictureFormat, bytes: Uint8Array): RawPixels {
  const space = declaredColourSpace(format, bytes, raw.profile);
  if (!space) return raw;
  const data = toSrgb({ data: raw.data, channels: raw.channels, fullCode: 255 }, space);
  return { ...raw, data, profile: undefined };
}

let srgb: Promise<Uint8Array> | undefined;

function srgbProfile(): Promise<Uint8Array> {
  srgb ??= sharp({ create: { width: 1, height: 1, channels: 3, background: "white" } })
    .withIccProfile("srgb")
    .png()
    .toBuffer()
    .then((png) => sharp(png).metadata())
    .then(({ icc }) => icc ?? new Uint8Array());
  return srgb;
}

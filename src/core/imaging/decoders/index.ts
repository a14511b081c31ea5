import type { PictureFormat } from "../format.ts";
import { maximumPixels } from "../limits.ts";
import { isDecoderBroken, lacksItsEnd } from "../problem.ts";
import type { OpenOptions, OpenPicture, PictureOpener } from "./open-picture.ts";
import { PixelLimitError, TruncatedError } from "./open-picture.ts";
import { isOfSamples } from "./sample-tiff.ts";
import { openWithSharp } from "./sharp-opener.ts";

/** The first that can is used: the cheapest comes first. Those that most folders never need are loaded on demand. */
const openers: Record<
  "sharp" | "cutJpeg" | "samples" | "heif" | "raw" | "developed" | "radiance" | "magick",
  PictureOpener
> = {
  sharp: openWithSharp,
  cutJpeg: async (bytes) => (await import("./cut-jpeg-opener.ts")).openCutJpeg(bytes),
  samples: async (bytes) => (await import("./sample-opener.ts")).openSamples(bytes),
  heif: async (bytes, options) => (await import("./heif-opener.ts")).openHeif(bytes, options),
  raw: async (bytes) => (await import("./raw-opener.ts")).openRaw(bytes),
  developed: async (bytes, options) => (await import("./raw-developer.ts")).developRaw(bytes, options),
  radiance: async (bytes) => (await import("./radiance-opener.ts")).openRadiance(bytes),
  magick: async (bytes, options) => (await import("./magick-opener.ts")).openWithMagick(bytes, options),
};

type OpenerName = keyof typeof openers;

const readBy: Record<PictureFormat, readonly OpenerName[]> = {
  jpeg: ["sharp", "magick"],
  png: ["sharp", "magick"],
  webp: ["sharp", "magick"],
  avif: ["sharp", "heif", "magick"],
  tiff: ["sharp", "magick", "raw"],
  gif: ["sharp", "magick"],
  svg: ["sharp"],
  heic: ["heif", "magick"],
  jxl: ["magick"],
  bmp: ["magick"],
  psd: ["magick"],
  jpeg2000: ["magick"],
  ico: ["magick"],
  pnm: ["magick"],
  hdr: ["radiance", "magick"],
  // A RAW file of an unknown kind may still be a TIFF with a small picture.
  raw: ["raw", "developed", "sharp"],
};

/** What is cut short stays so: a decoder that is less strict would hide it. */
function openersOf(format: PictureFormat, bytes: Uint8Array): readonly OpenerName[] {
  if (format === "tiff" && isOfSamples(bytes)) return ["samples", ...readBy.tiff];
  if (!lacksItsEnd(format, bytes)) return readBy[format];
  return format === "jpeg" ? ["sharp", "cutJpeg"] : readBy[format].slice(0, 1);
}

/**
 * Opens a picture with the first decoder that can and does `use` with it; a decoder may find out only there that it
 * cannot. What is too large stays so.
 * @throws what the first decoder said
 */
export async function withOpenPicture<Result>(
  bytes: Uint8Array,
  options: OpenOptions,
  use: (picture: OpenPicture) => Promise<Result>,
): Promise<Result> {
  const errors: unknown[] = [];
  for (const name of openersOf(options.format, bytes)) {
    let picture: OpenPicture | undefined;
    try {
      picture = await openers[name](bytes, options);
      return await use(picture);
    } catch (error) {
      if (isDecoderBroken(error) || error instanceof TruncatedError) throw error;
      errors.push(error);
      // The others would have to hold it whole.
      const isHuge = picture && picture.width * picture.height > maximumPixels;
      if (error instanceof PixelLimitError || isFinal(error) || isHuge) break;
    }
  }
  throw errors[0];
}

function isFinal(error: unknown): boolean {
  const words = error instanceof Error ? error.message : String(error);
  return /pixel limit|timeout/i.test(words);
}

import type { PictureFormat } from "../format.ts";
import type { OpenOptions, OpenPicture, PictureOpener } from "./open-picture.ts";
import { openWithSharp } from "./sharp-opener.ts";

/** The first that can is used: the cheapest comes first. */
const openers: Record<"sharp" | "heif" | "magick", PictureOpener> = {
  sharp: openWithSharp,
  // Loaded on demand: most folders need neither.
  heif: async (bytes, options) => (await import("./heif-opener.ts")).openHeif(bytes, options),
  magick: async (bytes, options) => (await import("./magick-opener.ts")).openWithMagick(bytes, options),
};

type OpenerName = keyof typeof openers;

const readBy: Record<PictureFormat, readonly OpenerName[]> = {
  jpeg: ["sharp", "magick"],
  png: ["sharp", "magick"],
  webp: ["sharp", "magick"],
  avif: ["sharp", "heif", "magick"],
  tiff: ["sharp", "magick"],
  gif: ["sharp", "magick"],
  svg: ["sharp"],
  heic: ["heif", "magick"],
  jxl: ["magick"],
  bmp: ["magick"],
  psd: ["magick"],
  jpeg2000: ["magick"],
  ico: ["magick"],
  pnm: ["magick"],
  hdr: ["magick"],
  raw: ["sharp"],
};

export function openersFor(format: PictureFormat): readonly OpenerName[] {
  return readBy[format];
}

export function openPicture(name: OpenerName, bytes: Uint8Array, options: OpenOptions): Promise<OpenPicture> {
  return openers[name](bytes, options);
}

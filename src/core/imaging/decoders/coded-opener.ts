import sharp, { type Metadata } from "sharp";
import type { ColourSpace } from "../colour/colour-space.ts";
import { toSrgb } from "../colour/to-srgb.ts";
import type { PixelSize, WantedPixels } from "./open-picture.ts";
import { type RawPixels, sharpFrom } from "./raw-pixels.ts";

interface CodedPicture {
  bytes: Uint8Array;
  options: object;
  header: Metadata;
  space: ColourSpace;
  wanted: WantedPixels;
}

/**
 * A picture that sharp reads, in colours that it does not know: all of its bits, no larger than what is to be made of it
 * asks for, made sRGB.
 */
export async function openCoded({ bytes, options, header, space, wanted }: CodedPicture) {
  const upright = header.autoOrient;
  const size = serving(upright, wanted);
  const isDeep = header.depth === "ushort";
  const { data, info } = await sharp(bytes, { ...options, autoOrient: true, ignoreIcc: true })
    .resize({ ...size, fit: "fill", kernel: "cubic" })
    .toColourspace(isDeep ? "rgb16" : "srgb")
    .raw({ depth: isDeep ? "ushort" : "uchar" })
    .toBuffer({ resolveWithObject: true });
  const channels = info.channels as RawPixels["channels"];
  const codes = isDeep ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data;
  const fullCode = isDeep ? fullCodeOf(header) : 255;
  const { width, height } = info;
  const converted = toSrgb({ data: codes, channels, fullCode }, space);
  return {
    pixels: sharpFrom({ data: converted, width, height, channels }),
    pixelWidth: width,
    pixelHeight: height,
  };
}

/** libvips moves 10 and 12 bits to the top of 16. */
function fullCodeOf({ bitsPerSample = 16 }: Metadata): number {
  return bitsPerSample >= 16 || bitsPerSample < 9
    ? 0xffff
    : (2 ** bitsPerSample - 1) * 2 ** (16 - bitsPerSample);
}

/** Twice what is wanted on both sides, so that what follows has pixels to choose from; never more than there are. */
function serving({ width, height }: PixelSize, { shortSide, longSide }: WantedPixels): PixelSize {
  const [shorter, longer] = [Math.min(width, height), Math.max(width, height)];
  const scale = Math.min(1, 2 * Math.max(shortSide / shorter, longSide / longer));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

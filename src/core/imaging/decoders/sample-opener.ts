import type { Sharp } from "sharp";
import { greyTransferOf } from "../colour/grey-profile.ts";
import { srgbLevel } from "../colour/to-srgb.ts";
import { srgbToLinear, type Transfer } from "../colour/transfer.ts";
import { readTiffLayout, type TiffLayout } from "../tiff/layout.ts";
import { readSamples } from "../tiff/read-samples.ts";
import { whiteOf } from "../tiff/sample-range.ts";
import { checkPixels, type OpenPicture, UnsupportedFeatureError } from "./open-picture.ts";
import { oriented } from "./oriented.ts";
import { sharpFrom } from "./raw-pixels.ts";

const floatingPoint = 3;
const rgb = 2;
const whiteIsZero = 0;
const multipliedAlpha = 1;

/**
 * A TIFF that `isOfSamples`, shown as libvips and Photoshop show it: floats in red, green and blue without a profile are
 * linear light (scRGB), with one they are what it says; greys without a profile, and all integers, are as bright as
 * their number says. What is brighter than white, or no number, is cut off.
 */
export async function openSamples(bytes: Uint8Array): Promise<OpenPicture> {
  const layout = readTiffLayout(bytes);
  if (!layout) throw new Error("The TIFF has no picture.");
  checkPixels(layout);
  const { width, height, orientation } = layout;
  const isOnItsSide = orientation >= 5 && orientation <= 8;
  const upright = isOnItsSide ? { width: height, height: width } : { width, height };
  return {
    ...upright,
    isAnimated: false,
    pixelSource: "full",
    pixels: oriented(picture(bytes, layout), orientation),
    pixelWidth: upright.width,
    pixelHeight: upright.height,
  };
}

function picture(bytes: Uint8Array, layout: TiffLayout): Sharp {
  const { width, height, profile, samplesPerPixel } = layout;
  const colours = layout.photometric === rgb ? 3 : 1;
  if (samplesPerPixel < colours) throw new UnsupportedFeatureError("its colours are not all there");
  const hasAlpha = samplesPerPixel > colours && (layout.extraSample === 1 || layout.extraSample === 2);
  const channels = hasAlpha ? 4 : 3;
  const white = layout.sampleFormat === floatingPoint && !profile ? whiteOf(bytes, layout) : 1;
  const codes = codesOf(bytes, layout, { colours, channels, white });
  const size = { width, height, channels } as const;
  if (profile && colours === 3) return sharpFrom({ ...size, data: codes, profile });
  return sharpFrom({ ...size, data: levelsOf(codes, channels, toLight(layout, white)) });
}

interface Shares {
  colours: number;
  channels: 3 | 4;
  white: number;
}

/** uint16 [height, width, channels] of shares of white; greys three times. */
function codesOf(bytes: Uint8Array, layout: TiffLayout, { colours, channels, white }: Shares): Uint16Array {
  const codes = new Uint16Array(layout.width * layout.height * channels);
  const isInverted = layout.photometric === whiteIsZero;
  readSamples(bytes, layout, (pixel, channel, value) => {
    const at = pixel * channels;
    if (channel >= colours) {
      if (channel === colours && channels === 4) codes[at + 3] = code(value);
    } else if (colours === 3) {
      codes[at + channel] = code(value / white);
    } else {
      codes.fill(code(isInverted ? 1 - value / white : value / white), at, at + 3);
    }
  });
  if (channels === 4 && layout.extraSample === multipliedAlpha) divideByAlpha(codes);
  return codes;
}

/** What is no number is black. */
function code(share: number): number {
  return share > 0 ? Math.min(0xffff, Math.round(share * 0xffff)) : 0;
}

function divideByAlpha(codes: Uint16Array): void {
  for (let at = 0; at < codes.length; at += 4) {
    const alpha = codes[at + 3] as number;
    for (let channel = 0; alpha > 0 && channel < 3; channel++) {
      codes[at + channel] = Math.min(0xffff, ((codes[at + channel] as number) * 0xffff) / alpha);
    }
  }
}

/** How bright a share of white is. */
function toLight({ photometric, sampleFormat, profile }: TiffLayout, white: number): Transfer {
  if (photometric === rgb)
    return sampleFormat === floatingPoint && white === 1 ? (share) => share : srgbToLinear;
  return (profile && greyTransferOf(profile)) ?? srgbToLinear;
}

/** uint8, sRGB. */
function levelsOf(codes: Uint16Array, channels: 3 | 4, light: Transfer): Uint8Array {
  const levels = Uint8Array.from({ length: 0x10000 }, (_, index) => srgbLevel(light(index / 0xffff)));
  const data = new Uint8Array(codes.length);
  for (let at = 0; at < codes.length; at++) {
    const isAlpha = channels === 4 && (at & 3) === 3;
    data[at] = isAlpha ? (codes[at] as number) >> 8 : (levels[codes[at] as number] as number);
  }
  return data;
}

import { checkPixels, type OpenPicture } from "./open-picture.ts";
import { sharpFrom } from "./raw-pixels.ts";

/** Longer headers are none: real ones have a dozen short lines. */
const longestHeaderBytes = 16_384;
const scanlineMarker = 2;
/** Widths that may be packed a channel at a time. */
const narrowest = 8;
const widest = 0x7fff;

/**
 * Radiance pictures, both ways of packing; brighter than white is white. ImageMagick refuses the older way.
 * Source: Greg Ward, "Real Pixels", Graphics Gems II, and Radiance's color.c.
 */
export async function openRadiance(bytes: Uint8Array): Promise<OpenPicture> {
  const { width, height, start } = readHeader(bytes);
  checkPixels({ width, height });
  // Packed, a run stands for at most 255 pixels of 4 bytes: more pixels than that cannot be there.
  if ((bytes.length - start) * 255 < width * height) throw new Error("The data end too early: truncated.");
  const data = new Uint8Array(width * height * 3);
  const line = new Uint8Array(width * 4);
  let at = start;
  for (let row = 0; row < height; row++) {
    at = isPackedByChannel(bytes, at, width) ? readChannels(bytes, at + 4, line) : readRuns(bytes, at, line);
    writeLine(line, data, row * width * 3);
  }
  return {
    width,
    height,
    isAnimated: false,
    pixelSource: "full",
    pixels: sharpFrom({ data, width, height, channels: 3 }),
    pixelWidth: width,
    pixelHeight: height,
  };
}

function readHeader(bytes: Uint8Array): { width: number; height: number; start: number } {
  const text = Buffer.from(
    bytes.buffer,
    bytes.byteOffset,
    Math.min(bytes.length, longestHeaderBytes),
  ).toString("latin1");
  const match = /\n\n-Y (\d{1,6}) \+X (\d{1,6})\n/.exec(text);
  if (!match || /FORMAT=32-bit_rle_xyze/.test(text.slice(0, match.index))) {
    throw new Error("This kind of Radiance picture is unsupported.");
  }
  return { width: Number(match[2]), height: Number(match[1]), start: match.index + match[0].length };
}

function isPackedByChannel(bytes: Uint8Array, at: number, width: number): boolean {
  if (width < narrowest || width > widest) return false;
  const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
  return bytes[at] === scanlineMarker && bytes[at + 1] === scanlineMarker && length === width;
}

function readChannels(bytes: Uint8Array, start: number, line: Uint8Array): number {
  const width = line.length / 4;
  let at = start;
  for (let channel = 0; channel < 4; channel++) {
    for (let x = 0; x < width; ) {
      const code = byteAt(bytes, at++);
      const count = code > 128 ? code - 128 : code;
      if (count === 0 || x + count > width) throw new Error("A run leads beyond its line.");
      for (let end = x + count; x < end; x++) {
        line[x * 4 + channel] = byteAt(bytes, code > 128 ? at : at++);
      }
      if (code > 128) at++;
    }
  }
  return at;
}

/** Pixels one by one; (1, 1, 1, n) repeats the last one, and a second such one right behind counts for 256 times more. */
function readRuns(bytes: Uint8Array, start: number, line: Uint8Array): number {
  const width = line.length / 4;
  let at = start;
  let shift = 0;
  for (let x = 0; x < width; at += 4) {
    const count = byteAt(bytes, at + 3);
    const isRun = bytes[at] === 1 && bytes[at + 1] === 1 && bytes[at + 2] === 1 && x > 0;
    if (!isRun) {
      line.set(bytes.subarray(at, at + 4), x * 4);
      x++;
      shift = 0;
      continue;
    }
    const end = Math.min(width, x + count * 2 ** shift);
    for (; x < end; x++) line.copyWithin(x * 4, (x - 1) * 4, x * 4);
    shift += 8;
    if (shift > 24) throw new Error("A run is longer than any line.");
  }
  return at;
}

function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new Error("The data end too early: truncated.");
  return byte;
}

/** RGBE -> 8 bit sRGB. */
function writeLine(line: Uint8Array, data: Uint8Array, start: number): void {
  for (let from = 0, to = start; from < line.length; from += 4, to += 3) {
    const scale = 2 ** ((line[from + 3] ?? 0) - 136);
    for (let channel = 0; channel < 3; channel++) {
      data[to + channel] = srgbByte((line[from + channel] ?? 0) * scale);
    }
  }
}

/** IEC 61966-2-1. */
function srgbByte(linear: number): number {
  if (linear >= 1) return 255;
  const encoded = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
  return Math.round(encoded * 255);
}

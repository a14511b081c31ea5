import { inflateSync } from "node:zlib";
import { headChunks } from "../png-chunks.ts";
import { type ColourCodes, type ColourSpace, colourSpace, colourSpaceOf } from "./colour-space.ts";
import { type Primaries, primariesByCode } from "./primaries.ts";
import { profileColourCodes } from "./profile-codes.ts";
import { gamma } from "./transfer.ts";

/** Of sRGB, as PNG writes it: 1 / 2.2. */
const usualGamma = 45_455;

/** What `cICP` says. */
export function pngColourCodes(bytes: Uint8Array): ColourCodes | undefined {
  for (const { type, data } of headChunks(bytes)) {
    if (type === "cICP" && data.length >= 2)
      return { primaries: data[0] as number, transfer: data[1] as number };
  }
  return undefined;
}

/**
 * What a PNG says of its colours where it says more than sRGB: `cICP` goes before a profile, and that before the old
 * `gAMA` and `cHRM`. Undefined where the profile or nothing counts.
 * Source: PNG, third edition, 4.3.
 */
export function pngColourSpace(bytes: Uint8Array): ColourSpace | undefined {
  const codes = pngColourCodes(bytes);
  if (codes) return colourSpaceOf(codes);
  const found = new Map([...headChunks(bytes)].map(({ type, data }) => [type, data]));
  const profile = found.get("iCCP");
  if (profile) return packedProfileSpace(profile);
  if (found.has("sRGB")) return undefined;
  const exponent = found.get("gAMA");
  if (exponent?.length !== 4) return undefined;
  const coded = new DataView(exponent.buffer, exponent.byteOffset).getUint32(0);
  const primaries = primariesIn(found.get("cHRM"));
  const isUsual = Math.abs(coded / usualGamma - 1) < 0.01 && isLikeSrgb(primaries);
  return isUsual || coded === 0 ? undefined : colourSpace(primaries, gamma(100_000 / coded));
}

const mostProfileBytes = 2 ** 24;

/** `iCCP` is a name, a zero, a byte for the way of packing, and the packed profile. */
function packedProfileSpace(chunk: Uint8Array): ColourSpace | undefined {
  try {
    const packed = chunk.subarray(chunk.indexOf(0) + 2);
    const codes = profileColourCodes(inflateSync(packed, { maxOutputLength: mostProfileBytes }));
    return codes && colourSpaceOf(codes);
  } catch {
    // A damaged profile says nothing.
    return undefined;
  }
}

function primariesIn(chunk: Uint8Array | undefined): Primaries {
  const srgb = primariesByCode[1] as Primaries;
  if (chunk?.length !== 32) return srgb;
  const view = new DataView(chunk.buffer, chunk.byteOffset);
  const pair = (at: number) => [view.getUint32(at) / 1e5, view.getUint32(at + 4) / 1e5] as const;
  const primaries = { white: pair(0), red: pair(8), green: pair(16), blue: pair(24) };
  const isColour = ([x, y]: readonly [number, number]) => x > 0 && y > 0 && x + y < 1.001;
  return Object.values(primaries).every(isColour) ? primaries : srgb;
}

function isLikeSrgb(primaries: Primaries): boolean {
  const srgb = primariesByCode[1] as Primaries;
  return (["red", "green", "blue", "white"] as const).every((name) =>
    [0, 1].every((axis) => Math.abs((primaries[name][axis] ?? 0) - (srgb[name][axis] ?? 0)) < 0.002),
  );
}

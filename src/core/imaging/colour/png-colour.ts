import { headChunks } from "../png-chunks.ts";
import { type ColourSpace, colourSpace, colourSpaceOf } from "./colour-space.ts";
import { type Primaries, primariesByCode } from "./primaries.ts";
import { gamma } from "./transfer.ts";

/** Of sRGB, as PNG writes it: 1 / 2.2. */
const usualGamma = 45_455;

/**
 * What a PNG says of its colours where it says more than sRGB: `cICP` goes before a profile, and that before the old
 * `gAMA` and `cHRM`. Undefined where the profile or nothing counts.
 * Source: PNG, third edition, 4.3.
 */
export function pngColourSpace(bytes: Uint8Array): ColourSpace | undefined {
  const found = new Map([...headChunks(bytes)].map(({ type, data }) => [type, data]));
  const codes = found.get("cICP");
  const space = codes && colourSpaceOf({ primaries: codes[0] ?? 2, transfer: codes[1] ?? 2 });
  if (codes || found.has("iCCP") || found.has("sRGB")) return space;
  const exponent = found.get("gAMA");
  if (exponent?.length !== 4) return undefined;
  const coded = new DataView(exponent.buffer, exponent.byteOffset).getUint32(0);
  const primaries = primariesIn(found.get("cHRM"));
  const isUsual = Math.abs(coded / usualGamma - 1) < 0.01 && isLikeSrgb(primaries);
  return isUsual || coded === 0 ? undefined : colourSpace(primaries, gamma(100_000 / coded));
}

function primariesIn(chunk: Uint8Array | undefined): Primaries {
  const srgb = primariesByCode[1] as Primaries;
  if (chunk?.length !== 32) return srgb;
  const view = new DataView(chunk.buffer, chunk.byteOffset);
  const pair = (at: number) => [view.getUint32(at) / 1e5, view.getUint32(at + 4) / 1e5] as const;
  const primaries = { white: pair(0), red: pair(8), green: pair(16), blue: pair(24) };
  const isColour = ([x, y]: readonly [number, number]) => x > 0 && y > 0 && x + y < 1;
  return Object.values(primaries).every(isColour) ? primaries : srgb;
}

function isLikeSrgb(primaries: Primaries): boolean {
  const srgb = primariesByCode[1] as Primaries;
  return (["red", "green", "blue", "white"] as const).every((name) =>
    [0, 1].every((axis) => Math.abs((primaries[name][axis] ?? 0) - (srgb[name][axis] ?? 0)) < 0.002),
  );
}

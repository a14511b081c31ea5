import type { ColourCodes } from "./colour-space.ts";

const headerBytes = 128;
const mostTags = 256;
const codesTag = "cicp";
const codesType = "cicp";

/**
 * What an ICC profile says of its colours in code points: profiles of HDR say it so, since their curves alone cannot.
 * Source: ICC.1:2022, 9.2.17 and 10.3.
 */
export function profileColourCodes(profile: Uint8Array): ColourCodes | undefined {
  const bytes = Buffer.from(profile.buffer, profile.byteOffset, profile.byteLength);
  if (bytes.length < headerBytes + 4) return undefined;
  const count = Math.min(bytes.readUInt32BE(headerBytes), mostTags);
  for (let at = headerBytes + 4; at + 12 <= bytes.length && at < headerBytes + 4 + count * 12; at += 12) {
    if (bytes.toString("latin1", at, at + 4) !== codesTag) continue;
    const start = bytes.readUInt32BE(at + 4);
    if (start + 12 > bytes.length || bytes.toString("latin1", start, start + 4) !== codesType)
      return undefined;
    return { primaries: bytes.readUInt8(start + 8), transfer: bytes.readUInt8(start + 9) };
  }
  return undefined;
}

import { BitReader } from "../bit-reader.ts";
import type { ColourCodes } from "./colour-space.ts";

const sequenceParameterSet = 33;
const headerBytes = 22;
const mostSets = 64;

/**
 * The colours that HEVC data tell in the VUI of their sequence parameter set; undefined where they tell none.
 * @param configuration the contents of `hvcC`
 * Source: ISO/IEC 14496-15, 8.3.3.1; ITU-T H.265, 7.3.2.2 and annex E.2.1.
 */
export function parameterSetCodes(configuration: Uint8Array): ColourCodes | undefined {
  const unit = firstUnit(configuration, sequenceParameterSet);
  if (!unit) return undefined;
  try {
    return readSequence(new BitReader(withoutEmulation(unit.subarray(2))));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function firstUnit(configuration: Uint8Array, wanted: number): Uint8Array | undefined {
  const view = new DataView(configuration.buffer, configuration.byteOffset, configuration.byteLength);
  let at = headerBytes + 1;
  const arrays = configuration[headerBytes] ?? 0;
  for (let array = 0; array < arrays && at + 3 <= view.byteLength; array++) {
    const type = view.getUint8(at) & 0x3f;
    const count = view.getUint16(at + 1);
    at += 3;
    for (let unit = 0; unit < count && at + 2 <= view.byteLength; unit++) {
      const length = view.getUint16(at);
      if (type === wanted) return configuration.subarray(at + 2, at + 2 + length);
      at += 2 + length;
    }
  }
  return undefined;
}

/** Two zeros are kept from looking like a start code by a 3, which is no data. */
function withoutEmulation(unit: Uint8Array): Uint8Array {
  return unit.filter((byte, index) => !(byte === 3 && unit[index - 1] === 0 && unit[index - 2] === 0));
}

function readSequence(bits: BitReader): ColourCodes | undefined {
  bits.skip(4);
  const layersBelow = bits.read(3);
  bits.skip(1);
  skipProfileAndLevel(bits, layersBelow);
  bits.golomb(); // number of the set
  if (bits.golomb() === 3) bits.skip(1);
  skipNumbers(bits, 2); // width, height
  if (bits.flag()) skipNumbers(bits, 4); // what is cut off
  skipNumbers(bits, 2); // bit depths
  const orderBits = bits.golomb() + 4;
  const orderings = bits.flag() ? layersBelow + 1 : 1;
  skipNumbers(bits, 3 * orderings + 6); // buffering, sizes of blocks
  if (bits.flag() && bits.flag()) skipScalingLists(bits);
  bits.skip(2);
  if (bits.flag()) {
    bits.skip(8); // PCM
    skipNumbers(bits, 2);
    bits.skip(1);
  }
  skipReferenceSets(bits);
  if (bits.flag()) bits.skip(bits.golomb() * (orderBits + 1)); // long-term references
  bits.skip(2);
  return bits.flag() ? readUsability(bits) : undefined;
}

function readUsability(bits: BitReader): ColourCodes | undefined {
  const anyAspect = 255;
  if (bits.flag() && bits.read(8) === anyAspect) bits.skip(32);
  if (bits.flag()) bits.skip(1); // overscan
  if (!bits.flag()) return undefined;
  bits.skip(4); // format, range
  return bits.flag() ? { primaries: bits.read(8), transfer: bits.read(8) } : undefined;
}

function skipNumbers(bits: BitReader, count: number): void {
  for (let number = 0; number < count; number++) bits.golomb();
}

function skipProfileAndLevel(bits: BitReader, layersBelow: number): void {
  const [profileBits, levelBits] = [88, 8];
  bits.skip(profileBits + levelBits);
  if (layersBelow === 0) return;
  const present = Array.from({ length: 8 }, () => ({ profile: bits.flag(), level: bits.flag() }));
  for (const { profile, level } of present.slice(0, layersBelow)) {
    bits.skip((profile ? profileBits : 0) + (level ? levelBits : 0));
  }
}

function skipScalingLists(bits: BitReader): void {
  for (let size = 0; size < 4; size++) {
    for (let matrix = 0; matrix < 6; matrix += size === 3 ? 3 : 1) {
      const isOwn = bits.flag();
      const coefficients = Math.min(64, 2 ** (4 + size * 2));
      skipNumbers(bits, isOwn ? coefficients + (size > 1 ? 1 : 0) : 1);
    }
  }
}

function skipReferenceSets(bits: BitReader): void {
  const sets = bits.golomb();
  if (sets > mostSets) throw new RangeError("No sequence has so many sets of references.");
  let pictures = 0;
  for (let set = 0; set < sets; set++) {
    pictures = set > 0 && bits.flag() ? skipPredicted(bits, pictures) : skipListed(bits);
  }
}

/** Of a set that is told by the one before it. @returns how many pictures it holds */
function skipPredicted(bits: BitReader, before: number): number {
  bits.skip(1);
  bits.golomb();
  let pictures = 0;
  for (let picture = 0; picture <= before; picture++) {
    if (bits.flag() || bits.flag()) pictures++;
  }
  return pictures;
}

function skipListed(bits: BitReader): number {
  const pictures = bits.golomb() + bits.golomb();
  for (let picture = 0; picture < pictures; picture++) {
    bits.golomb();
    bits.skip(1);
  }
  return pictures;
}

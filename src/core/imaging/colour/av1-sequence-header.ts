import { BitReader } from "../bit-reader.ts";
import type { ColourCodes } from "./colour-space.ts";

const sequenceHeader = 1;

/**
 * The colours that an AV1 sequence header tells; undefined where it tells none, or is no still picture's.
 * @param units open bitstream units (OBUs), each with its size
 * Source: AV1 Bitstream & Decoding Process Specification, 5.3 and 5.5.
 */
export function sequenceHeaderCodes(units: Uint8Array): ColourCodes | undefined {
  const header = units[0] ?? 0;
  if (((header >> 3) & 15) !== sequenceHeader) return undefined;
  const [hasExtension, hasSize] = [(header >> 2) & 1, (header >> 1) & 1];
  let at = 1 + hasExtension;
  if (hasSize) while (((units[at++] ?? 0) & 0x80) !== 0 && at < 10);
  const bits = new BitReader(units.subarray(at));
  try {
    return readSequenceHeader(bits);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function readSequenceHeader(bits: BitReader): ColourCodes | undefined {
  const profile = bits.read(3);
  bits.skip(1); // still_picture
  const isReduced = bits.flag();
  if (isReduced)
    bits.skip(5); // its level
  else skipOperatingPoints(bits);
  const [widthBits, heightBits] = [bits.read(4) + 1, bits.read(4) + 1];
  bits.skip(widthBits + heightBits);
  if (!isReduced && bits.flag()) bits.skip(7); // numbers of frames
  bits.skip(3); // 128 x 128 superblocks, filter-intra, intra-edge filter
  if (!isReduced) skipToolsBetweenFrames(bits);
  bits.skip(3); // superres, cdef, restoration
  return readColourConfiguration(bits, profile);
}

/** Pictures of sequences have them. Where more than the plain kind is said, nothing of the colours is known. */
function skipOperatingPoints(bits: BitReader): void {
  if (bits.flag()) throw new RangeError("Timing is not read.");
  if (bits.flag()) throw new RangeError("Delays are not read.");
  const points = bits.read(5) + 1;
  for (let point = 0; point < points; point++) {
    bits.skip(12);
    if (bits.read(5) > 7) bits.skip(1);
  }
}

function skipToolsBetweenFrames(bits: BitReader): void {
  bits.skip(4); // interintra, masked, warped, dual filter
  const hasOrderHint = bits.flag();
  if (hasOrderHint) bits.skip(2);
  const isChosenByFrame = bits.flag();
  const hasScreenTools = isChosenByFrame || bits.flag();
  if (hasScreenTools && !bits.flag()) bits.skip(1);
  if (hasOrderHint) bits.skip(3);
}

function readColourConfiguration(bits: BitReader, profile: number): ColourCodes | undefined {
  const isDeep = bits.flag();
  if (profile === 2 && isDeep) bits.skip(1);
  if (profile !== 1) bits.skip(1); // monochrome
  return bits.flag() ? { primaries: bits.read(8), transfer: bits.read(8) } : undefined;
}

import { readTiffLayout } from "../tiff/layout.ts";
import { sampleReader } from "../tiff/samples.ts";
import { isUnpackable } from "../tiff/unpack.ts";

const floatingPoint = 3;
const signed = 2;
const zstandard = 50_000;
const rgb = 2;

/**
 * Whether a TIFF is one of numbers that libvips shows black, or does not read: floating point, signed, of 32 and 64 bits,
 * and whatever is packed with Zstandard.
 */
export function isOfSamples(bytes: Uint8Array): boolean {
  const layout = readTiffLayout(bytes);
  if (!layout || layout.photometric > rgb || !isUnpackable(layout.compression) || !sampleReader(layout))
    return false;
  const { sampleFormat, bitsPerSample, compression } = layout;
  return (
    sampleFormat === floatingPoint ||
    sampleFormat === signed ||
    bitsPerSample >= 32 ||
    compression === zstandard
  );
}

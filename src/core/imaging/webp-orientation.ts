import { numberOf } from "./raw/camera-tiff.ts";
import { tiffDirectories } from "./raw/tiff-directories.ts";

const orientationTag = 0x112;
const exifMark = "Exif\0\0";
const firstChunk = 12;

/** EXIF's orientation in a WebP, which browsers pass over; 1 where it is upright. Source: WebP Container Specification. */
export function webpOrientation(file: Uint8Array): number {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  for (let at = firstChunk; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32LE(at + 4);
    if (bytes.toString("latin1", at, at + 4) === "EXIF") {
      const chunk = bytes.subarray(at + 8, at + 8 + length);
      const isMarked = chunk.toString("latin1", 0, exifMark.length) === exifMark;
      const [first] = tiffDirectories(isMarked ? chunk.subarray(exifMark.length) : chunk);
      const orientation = (first && numberOf(first, orientationTag)) ?? 1;
      return orientation >= 2 && orientation <= 8 ? orientation : 1;
    }
    at += 8 + length + (length & 1);
  }
  return 1;
}

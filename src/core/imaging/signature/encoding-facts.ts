/** How a file was written, as far as its first bytes say. */
export interface EncodingFacts {
  /** 1 to 100 on the scale of libjpeg; null for other formats. */
  jpegQuality: number | null;
  /** EXIF's Software: the editor, or a camera's firmware. */
  software: string | null;
}

/** Luminance table of ITU-T T.81, Annex K.1, in zigzag order: what libjpeg scales by quality. */
const standardLuminance = [
  16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58,
  51, 61, 60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103, 104, 103,
  62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99,
];

/** Where a JPEG's tables lie: before its first scan, after metadata that is rarely larger. */
export const factsHeadBytes = 256 * 1024;

/**
 * From the first 8 bit luminance table; null where there is none.
 * @param bytes the file's first `factsHeadBytes`, or all of it
 */
export function jpegQualityOf(bytes: Uint8Array): number | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1];
    const length = view.getUint16(at + 2);
    if (marker === 0xda) return null;
    const isLuminance = marker === 0xdb && bytes[at + 4] === 0;
    if (isLuminance && at + 69 <= bytes.length) return qualityOfTable(bytes.subarray(at + 5, at + 69));
    at += 2 + length;
  }
  return null;
}

/** Inverse of libjpeg's jpeg_quality_scaling: the mean ratio to the standard table, in percent, gives the quality. */
function qualityOfTable(table: Uint8Array): number {
  let sum = 0;
  for (const [index, standard] of standardLuminance.entries()) sum += ((table[index] ?? 0) * 100) / standard;
  const scale = sum / standardLuminance.length;
  const quality = scale <= 100 ? (200 - scale) / 2 : 5000 / scale;
  return Math.min(100, Math.max(1, Math.round(quality)));
}

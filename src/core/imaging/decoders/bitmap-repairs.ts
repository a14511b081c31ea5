/** Offsets in a bitmap's file header and BITMAPINFOHEADER. Source: Microsoft's "Bitmap Storage". */
const at = {
  fileSize: 2,
  pixels: 10,
  headerSize: 14,
  height: 22,
  bits: 28,
  compression: 30,
  coloursUsed: 46,
};
const runLength8 = 1;
const runLength4 = 2;

export interface RepairedBitmap {
  bytes: Uint8Array;
  /** The rows came out in the opposite order. */
  isUpsideDown: boolean;
}

/**
 * Two things that bitmaps of old programs do and ImageMagick refuses: run lengths from the top down, and indices beyond
 * a palette that was cut short, which everybody else shows in black.
 */
export function repairedBitmap(bytes: Uint8Array): RepairedBitmap {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 54 || view.getUint32(at.headerSize, true) < 40) return { bytes, isUpsideDown: false };
  const full = withFullPalette(bytes, view);
  const repaired = new DataView(full.buffer, full.byteOffset, full.byteLength);
  const height = repaired.getInt32(at.height, true);
  const compression = repaired.getUint32(at.compression, true);
  const isUpsideDown = height < 0 && (compression === runLength8 || compression === runLength4);
  if (isUpsideDown) repaired.setInt32(at.height, -height, true);
  return { bytes: full, isUpsideDown };
}

/** A copy, its palette filled up with black to all the colours that its bits can name. */
function withFullPalette(bytes: Uint8Array, view: DataView): Uint8Array {
  const bits = view.getUint16(at.bits, true);
  const used = view.getUint32(at.coloursUsed, true);
  const colours = 2 ** bits;
  const paletteEnd = 14 + view.getUint32(at.headerSize, true) + used * 4;
  const isCutShort = bits <= 8 && used > 0 && used < colours && paletteEnd <= view.getUint32(at.pixels, true);
  if (!isCutShort || paletteEnd > bytes.length) return bytes.slice();
  const added = (colours - used) * 4;
  const full = new Uint8Array(bytes.length + added);
  full.set(bytes.subarray(0, paletteEnd));
  full.set(bytes.subarray(paletteEnd), paletteEnd + added);
  const fullView = new DataView(full.buffer);
  fullView.setUint32(at.fileSize, full.length, true);
  fullView.setUint32(at.coloursUsed, colours, true);
  fullView.setUint32(at.pixels, view.getUint32(at.pixels, true) + added, true);
  return full;
}

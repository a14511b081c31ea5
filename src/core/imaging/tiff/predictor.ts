import type { TiffLayout } from "./layout.ts";

/**
 * Undoes what was done to a block before it was packed, in place: 2, each sample is the difference from the one a pixel
 * before; 3, for floating point, bytes of a row are sorted by their place in the number, and are differences.
 * Source: TIFF 6.0, section 14; Adobe Photoshop TIFF Technical Note 3.
 * @param samples in a pixel of the block
 */
export function undoPredictor(
  block: Uint8Array,
  layout: TiffLayout,
  rowSamples: number,
  samples: number,
): void {
  const size = layout.bitsPerSample / 8;
  const rowLength = rowSamples * size;
  for (let start = 0; start + rowLength <= block.length; start += rowLength) {
    const row = block.subarray(start, start + rowLength);
    if (layout.predictor === 2) addUp(row, layout, samples);
    if (layout.predictor === 3) sortBack(row, layout, samples);
  }
}

function addUp(row: Uint8Array, { bitsPerSample, isLittleEndian }: TiffLayout, samples: number): void {
  const size = bitsPerSample / 8;
  // The lowest byte first: what does not fit into it is carried on.
  const place = (index: number) => (isLittleEndian ? index : size - 1 - index);
  for (let at = samples * size; at < row.length; at += size) {
    for (let index = 0, carried = 0; index < size; index++) {
      const byte = at + place(index);
      const sum = (row[byte] as number) + (row[byte - samples * size] as number) + carried;
      row[byte] = sum;
      carried = sum >> 8;
    }
  }
}

function sortBack(row: Uint8Array, { bitsPerSample, isLittleEndian }: TiffLayout, samples: number): void {
  const size = bitsPerSample / 8;
  const count = row.length / size;
  for (let at = samples; at < row.length; at++) row[at] = (row[at] as number) + (row[at - samples] as number);
  const sorted = new Uint8Array(row);
  for (let index = 0; index < count; index++) {
    for (let byte = 0; byte < size; byte++) {
      // The highest byte of all numbers stands first, in whatever order the file's other numbers are.
      const place = isLittleEndian ? size - 1 - byte : byte;
      row[index * size + place] = sorted[byte * count + index] as number;
    }
  }
}

import { decodeUtf8 } from "./xmp/decode-text.ts";

const comment = 0xfe;
const startOfScan = 0xda;
const endOfImage = 0xd9;

/** A JPEG's comment (ITU-T T.81, B.2.4.5): the first of its COM segments before the picture; undefined without one. */
export function jpegComment(file: Uint8Array): string | undefined {
  if (file[0] !== 0xff || file[1] !== 0xd8) return undefined;
  for (let at = 2; at + 4 <= file.length && file[at] === 0xff; ) {
    const marker = file[at + 1] ?? endOfImage;
    if (marker === 0xff) {
      // A byte that only fills.
      at += 1;
      continue;
    }
    if (marker === startOfScan || marker === endOfImage) return undefined;
    const length = ((file[at + 2] ?? 0) << 8) | (file[at + 3] ?? 0);
    if (length < 2) return undefined;
    if (marker === comment) return decode(file.subarray(at + 4, at + 2 + length));
    at += 2 + length;
  }
  return undefined;
}

function decode(bytes: Uint8Array): string {
  const letters = bytes.subarray(0, bytes.findLastIndex((byte) => byte !== 0) + 1);
  return decodeUtf8(letters) ?? new TextDecoder("windows-1252").decode(letters);
}

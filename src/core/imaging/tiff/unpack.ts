import { inflateSync, zstdDecompressSync } from "node:zlib";
import { UnsupportedFeatureError } from "../decoders/open-picture.ts";
import { unpackLzw } from "./lzw.ts";

const compressions = { none: 1, lzw: 5, adobeDeflate: 8, packBits: 32773, deflate: 32946, zstd: 50000 };

/** Whether blocks packed like this are unpacked here. */
export function isUnpackable(compression: number): boolean {
  return Object.values(compressions).includes(compression);
}

/**
 * One block of a TIFF.
 * @param length of what it unpacks to, in bytes; the last strip may hold less
 * @throws UnsupportedFeatureError, and for data that are damaged or end too early
 */
export function unpackBlock(packed: Uint8Array, compression: number, length: number): Uint8Array {
  // What unpacks to more than the block is longer than any writer makes it: it is not read on.
  const most = { maxOutputLength: length + 65_536 };
  switch (compression) {
    case compressions.none:
      return new Uint8Array(packed.subarray(0, length));
    case compressions.lzw:
      return unpackLzw(packed, length);
    case compressions.adobeDeflate:
    case compressions.deflate:
      return plain(inflateSync(packed, most));
    case compressions.packBits:
      return unpackBits(packed, length);
    case compressions.zstd:
      return plain(zstdDecompressSync(packed, most));
    default:
      throw new UnsupportedFeatureError(`it is packed in a way (${compression}) that is not read`);
  }
}

/** A buffer's own `slice` shares what it holds; that of plain bytes copies it. */
function plain({ buffer, byteOffset, byteLength }: Buffer): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** TIFF 6.0, section 9. */
function unpackBits(packed: Uint8Array, length: number): Uint8Array {
  const unpacked = new Uint8Array(length);
  let to = 0;
  for (let at = 0; at < packed.length && to < length; ) {
    const code = packed[at++] as number;
    if (code === 128) continue;
    const count = code < 128 ? code + 1 : 257 - code;
    if (code < 128) unpacked.set(packed.subarray(at, at + Math.min(count, length - to)), to);
    else unpacked.fill(packed[at] ?? 0, to, to + count);
    at += code < 128 ? count : 1;
    to += count;
  }
  return unpacked;
}

import { brotliDecompressSync } from "node:zlib";

export interface JxlMetadata {
  /** A TIFF, as EXIF is. */
  exif?: Uint8Array | undefined;
  xmp?: Uint8Array | undefined;
}

const signature = Buffer.from([0, 0, 0, 0x0c, 0x4a, 0x58, 0x4c, 0x20, 0x0d, 0x0a, 0x87, 0x0a]);

/** Of one box: EXIF has kilobytes, XMP with a long history a megabyte. What unpacks to more was made to do harm. */
const mostUnpackedBytes = 4 * 1024 ** 2;

/** A progressive picture comes in hundreds. */
const mostBoxes = 100_000;

/**
 * The metadata of a JPEG XL container, packed with Brotli ("brob") or plain; undefined for any other file, a bare
 * codestream too, which has none. Source: ISO/IEC 18181-2, 9.
 */
export function jxlMetadata(file: Uint8Array): JxlMetadata | undefined {
  const buffer = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (!buffer.subarray(0, signature.length).equals(signature)) return undefined;
  const found: JxlMetadata = {};
  for (const { type, content } of boxesIn(buffer)) {
    const isPacked = type === "brob";
    const kind = isPacked ? content.toString("latin1", 0, 4) : type;
    const read = () => (isPacked ? unpacked(content.subarray(4)) : content);
    if (kind === "Exif") found.exif ??= tiffIn(read());
    else if (kind === "xml ") found.xmp ??= read();
  }
  return found;
}

function* boxesIn(buffer: Buffer): Generator<{ type: string; content: Buffer }> {
  for (let [at, count] = [0, 0]; at + 8 <= buffer.length && count < mostBoxes; count++) {
    const isLong = buffer.readUInt32BE(at) === 1;
    if (isLong && at + 16 > buffer.length) return;
    const head = isLong ? 16 : 8;
    const written = isLong ? Number(buffer.readBigUInt64BE(at + 8)) : buffer.readUInt32BE(at);
    // 0 is "to the end of the file".
    const length = written === 0 ? buffer.length - at : written;
    if (length < head) return;
    const type = buffer.toString("latin1", at + 4, at + 8);
    yield { type, content: buffer.subarray(at + head, at + length) };
    at += length;
  }
}

/** The box begins with where in it the TIFF begins, counted from behind that number. */
function tiffIn(content: Buffer | undefined): Buffer | undefined {
  if (!content || content.length < 12) return undefined;
  const tiff = content.subarray(4 + content.readUInt32BE(0));
  return /^(II\*\0|MM\0\*)/.test(tiff.toString("latin1", 0, 4)) ? tiff : undefined;
}

function unpacked(packed: Buffer): Buffer | undefined {
  try {
    return brotliDecompressSync(packed, { maxOutputLength: mostUnpackedBytes });
  } catch {
    return undefined;
  }
}

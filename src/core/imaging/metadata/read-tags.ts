import ExifReader, { type ExpandedTags } from "exifreader";
import { jpegComment } from "./jpeg-comment.ts";
import { jxlMetadata } from "./jxl-metadata.ts";
import { leftUnread } from "./left-unread.ts";
import { nothingWritten, type WrittenTags } from "./written-tags.ts";
import { decodeText } from "./xmp/decode-text.ts";
import { noXmp, readXmp, type XmpProperties } from "./xmp/xmp-properties.ts";

/** Hands the reader's XMP through as it is: what is made of it here has bounds, and knows every namespace. */
const keepXmpRaw = { parseFromString: () => ({ getElementsByTagName: () => [], childNodes: [] }) };

/**
 * All that a picture's file says, whatever its container. Malformed metadata is common and never a reason to leave a
 * photo out: what cannot be read is absent.
 */
export function readTags(file: Uint8Array): WrittenTags {
  const packed = jxlMetadata(file);
  if (packed) {
    const blocks = packed.exif ? blocksOf(packed.exif) : {};
    return { blocks, xmp: packed.xmp ? xmpIn(decodeText(packed.xmp)) : noXmp };
  }
  const blocks = blocksOf(file);
  return { blocks, xmp: xmpIn(blocks.xmp?._raw), comment: jpegComment(file) };
}

function blocksOf(file: Uint8Array): ExpandedTags {
  try {
    const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
    const options = {
      expanded: true,
      async: false,
      excludeTags: leftUnread(file),
      domParser: keepXmpRaw,
    } as const;
    return ExifReader.load(bytes, options);
  } catch {
    return nothingWritten.blocks;
  }
}

function xmpIn(raw: unknown): XmpProperties {
  if (typeof raw !== "string") return noXmp;
  try {
    return readXmp(raw);
  } catch {
    return noXmp;
  }
}

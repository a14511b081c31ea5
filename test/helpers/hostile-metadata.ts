import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants, deflateSync } from "node:zlib";
import sharp from "sharp";
import { tiffWithProfile } from "../../src/core/imaging/decoders/tiff-container.ts";
import { box } from "./boxes.ts";
import { formatFixtures } from "./format-samples.ts";
import { picture, pngChunk } from "./pictures.ts";

/** What each bomb unpacks to: a thousand times what the file holds, and more than any test's memory may grow. */
export const unpackedBytes = 512 * 1024 ** 2;

const pngHeaderEnd = 33;

/** PNGs with compressed texts and a profile that unpack to half a gigabyte of nothing. */
export async function pngBombs(): Promise<Record<string, Buffer>> {
  const zipped = deflateSync(Buffer.alloc(unpackedBytes), { level: 9 });
  const png = await picture(1).png().toBuffer();
  const withChunk = (type: string, head: string, body: Buffer) => {
    const chunk = pngChunk(type, Buffer.concat([Buffer.from(head, "latin1"), body]));
    return Buffer.concat([png.subarray(0, pngHeaderEnd), chunk, png.subarray(pngHeaderEnd)]);
  };
  return {
    "comment.png": withChunk("zTXt", "Comment\0\0", zipped),
    "exif.png": withChunk("zTXt", "Raw profile type exif\0\0", zipped),
    "xmp.png": withChunk("iTXt", "XML:com.adobe.xmp\0\x01\0\0\0", zipped),
    "profile.png": withChunk("iCCP", "icc\0\0", zipped),
  };
}

/** JPEG XL keeps metadata in "brob" boxes, packed with Brotli: 400 bytes that unpack to half a gigabyte. */
export async function jxlBombs(): Promise<Record<string, Buffer>> {
  const packed = brotliCompressSync(Buffer.alloc(unpackedBytes), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 3, [constants.BROTLI_PARAM_LGWIN]: 24 },
  });
  const picture = box("jxlc", await readFile(join(formatFixtures, "card.jxl")));
  const head = Buffer.concat([
    box("JXL ", Buffer.of(0x0d, 0x0a, 0x87, 0x0a)),
    box("ftyp", Buffer.from("jxl \0\0\0\0jxl ", "latin1")),
  ]);
  return {
    "exif.jxl": Buffer.concat([head, box("brob", Buffer.from("Exif"), packed), picture]),
    "xmp.jxl": Buffer.concat([head, picture, box("brob", Buffer.from("xml "), packed)]),
  };
}

/** Pictures whose colour profiles are damaged, oversized or say what is not so. */
export async function badProfiles(): Promise<Record<string, Buffer>> {
  const jpeg = await picture(2).jpeg().toBuffer();
  const { icc = Buffer.alloc(0) } = await sharp(
    await picture(3).withIccProfile("p3").png().toBuffer(),
  ).metadata();
  const noise = Buffer.from(Array.from({ length: 200_000 }, (_, index) => (index * 7919) & 255));
  const profiles = {
    noise,
    cut: icc.subarray(0, 150),
    empty: Buffer.alloc(1),
    oversized: Buffer.concat([icc, Buffer.alloc(12e6)]),
    "length beyond the file": withNumber(icc, 0, 0xffffffff),
    "two billion tags": withNumber(icc, 128, 0x7fffffff),
    "tag beyond the file": withNumber(icc, 136, 0x7ffffff0),
  };
  const size = { width: 64, height: 64, channels: 3 as const };
  const data = await picture(4, size).raw().toBuffer();
  return Object.fromEntries(
    Object.entries(profiles).flatMap(([name, profile]) => [
      [`${name}.jpg`, Buffer.concat([jpeg.subarray(0, 2), profileSegments(profile), jpeg.subarray(2)])],
      [`${name}.tif`, tiffWithProfile({ data, ...size, profile })],
    ]),
  );
}

function withNumber(bytes: Buffer, at: number, value: number): Buffer {
  const changed = Buffer.from(bytes);
  changed.writeUInt32BE(value, at);
  return changed;
}

const segmentBytes = 65_519;

/** ICC.1:2022, annex B.4: a profile in as many APP2 segments as it takes. */
function profileSegments(profile: Buffer): Buffer {
  const count = Math.ceil(profile.length / segmentBytes);
  const segments = Array.from({ length: count }, (_, index) => {
    const part = profile.subarray(index * segmentBytes, (index + 1) * segmentBytes);
    const order = Buffer.of((index + 1) & 255, count & 255);
    return segment(0xe2, Buffer.concat([Buffer.from("ICC_PROFILE\0", "latin1"), order, part]));
  });
  return Buffer.concat(segments);
}

function segment(marker: number, content: Buffer): Buffer {
  const head = Buffer.of(0xff, marker, 0, 0);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

/** JPEGs whose EXIF leads in circles or promises the most there can be, and whose XMP multiplies or has no end. */
export async function badTexts(): Promise<Record<string, Buffer>> {
  const jpeg = await picture(5).jpeg().toBuffer();
  const withSegment = (content: string) =>
    Buffer.concat([
      jpeg.subarray(0, 2),
      segment(0xe1, Buffer.from(content.slice(0, 65_533), "latin1")),
      jpeg.subarray(2),
    ]);
  const entities = Array.from({ length: 12 }, (_, level) => {
    return `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`;
  });
  const xmp = "http://ns.adobe.com/xap/1.0/\0";
  return {
    // One directory whose next is itself, its EXIF and its GPS too.
    "circle.jpg": withSegment(
      "Exif\0\0II*\0\x08\0\0\0\x02\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\x25\x88\x04\0\x01\0\0\0\x08\0\0\0\x08\0\0\0",
    ),
    "huge count.jpg": withSegment(
      "Exif\0\0II*\0\x08\0\0\0\x02\0\x0f\x01\x02\0\xff\xff\xff\x7f\x10\0\0\0\x12\x01\x03\0\xff\xff\xff\xff\x10\0\0\0\0\0\0\0",
    ),
    "entities.jpg": withSegment(
      `${xmp}<!DOCTYPE x [<!ENTITY e0 "ha">${entities.join("")}]><x:xmpmeta xmlns:x="adobe:ns:meta/">&e12;</x:xmpmeta>`,
    ),
    "deep.jpg": withSegment(`${xmp}<x:xmpmeta xmlns:x="adobe:ns:meta/">${"<a>".repeat(30_000)}`),
    "attributes.jpg": withSegment(
      `${xmp}<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF ${'a="'.repeat(20_000)}`,
    ),
  };
}

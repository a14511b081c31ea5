import { box } from "./boxes.ts";

/** One entry of a TIFF directory: tag, type, values; text where they are a string. */
export type Entry = readonly [tag: number, type: EntryType, values: readonly number[] | string];
/** BYTE, ASCII, SHORT, LONG, UNDEFINED, and RATIONAL and SRATIONAL in ten-thousandths. */
type EntryType = 1 | 2 | 3 | 4 | 5 | 7 | 10;

/** One TIFF directory at `at`, its longer values behind it. */
export function directoryAt(at: number, entries: readonly Entry[], next = 0): Buffer {
  const head = Buffer.alloc(2 + entries.length * 12 + 4);
  const behind: Buffer[] = [];
  let valueAt = at + head.length;
  head.writeUInt16LE(entries.length, 0);
  for (const [index, [tag, type, values]] of entries.entries()) {
    const bytes = bytesOf(type, values);
    const entryAt = 2 + index * 12;
    head.writeUInt16LE(tag, entryAt);
    head.writeUInt16LE(type, entryAt + 2);
    head.writeUInt32LE(typeof values === "string" ? bytes.length : values.length, entryAt + 4);
    if (bytes.length <= 4) bytes.copy(head, entryAt + 8);
    else {
      head.writeUInt32LE(valueAt, entryAt + 8);
      behind.push(bytes);
      valueAt += bytes.length;
    }
  }
  head.writeUInt32LE(next, head.length - 4);
  return Buffer.concat([head, ...behind]);
}

const sizes: Record<EntryType, number> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 10: 8 };

function bytesOf(type: EntryType, values: readonly number[] | string): Buffer {
  if (typeof values === "string") return Buffer.from(`${values}\0`, "latin1");
  const bytes = Buffer.alloc(values.length * sizes[type]);
  values.forEach((value, index) => {
    const at = index * sizes[type];
    if (type === 3) bytes.writeUInt16LE(value, at);
    else if (type === 4) bytes.writeUInt32LE(value, at);
    else if (type === 1 || type === 7) bytes[at] = value;
    else {
      bytes.writeInt32LE(Math.round(value * 10_000), at);
      bytes.writeInt32LE(10_000, at + 4);
    }
  });
  return bytes;
}

export interface RawFileOptions {
  orientation?: number;
  /** Of the sensor. */
  width?: number;
  height?: number;
}

/** A DNG: a directory that says what it is, one for a sensor without data, and a JPEG preview. */
export async function dng(
  preview: Buffer,
  { orientation = 1, width = 1280, height = 960 }: RawFileOptions = {},
): Promise<Buffer> {
  const header = Buffer.from("II*\0\x08\0\0\0", "latin1");
  const first = (subAt: number, previewAt: number) =>
    directoryAt(8, [
      [0xfe, 4, [1]],
      [0x10f, 2, "Shoebox"],
      [0x110, 2, "Test camera"],
      [0x112, 3, [orientation]],
      [0x14a, 4, [subAt]],
      [0x201, 4, [previewAt]],
      [0x202, 4, [preview.length]],
      [0xc612, 4, [0x00000401]],
    ]);
  const subAt = 8 + first(0, 0).length;
  const sensor = directoryAt(subAt, [
    [0xfe, 4, [0]],
    [0x100, 4, [width]],
    [0x101, 4, [height]],
    [0x106, 3, [32803]],
  ]);
  const previewAt = subAt + sensor.length;
  return Buffer.concat([header, first(subAt, previewAt), sensor, preview]);
}

/** XYZ -> linear sRGB (IEC 61966-2-1): a sensor whose colours are the screen's. */
const screenColours = [3.2406, -1.5372, -0.4986, -0.9689, 1.8758, 0.0415, 0.0557, -0.204, 1.057];

/** A DNG without a preview: the red, green, blue and white quarters of the test card behind an RGGB filter, 16 bits. */
export function bayerDng({ orientation = 1, width = 640, height = 480 }: RawFileOptions = {}): Buffer {
  const directory = (pixelsAt: number) =>
    directoryAt(8, [
      [0xfe, 4, [0]],
      [0x100, 4, [width]],
      [0x101, 4, [height]],
      [0x102, 3, [16]],
      [0x103, 3, [1]],
      [0x106, 3, [32803]],
      [0x10f, 2, "Shoebox"],
      [0x110, 2, "Test camera"],
      [0x111, 4, [pixelsAt]],
      [0x112, 3, [orientation]],
      [0x115, 3, [1]],
      [0x116, 4, [height]],
      [0x117, 4, [width * height * 2]],
      [0x828d, 3, [2, 2]],
      [0x828e, 1, [0, 1, 1, 2]],
      [0xc612, 1, [1, 4, 0, 0]],
      [0xc614, 2, "Shoebox Test camera"],
      [0xc61d, 3, [65_535]],
      [0xc621, 10, screenColours],
      [0xc628, 5, [1, 1, 1]],
      [0xc65a, 3, [21]],
    ]);
  const card = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
    [1, 1, 1],
  ];
  const sensels = new Uint16Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const colour = card[(y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1)] ?? [];
      sensels[y * width + x] = 60_000 * (colour[(y & 1) + (x & 1)] ?? 0);
    }
  }
  const head = Buffer.concat([Buffer.from("II*\0\x08\0\0\0", "latin1"), directory(8 + directory(0).length)]);
  return Buffer.concat([head, Buffer.from(sensels.buffer)]);
}

/** A CR3 as far as its preview goes: boxes, of which one holds a TIFF directory with the orientation. */
export function cr3(preview: Buffer, orientation: number): Buffer {
  const directory = directoryAt(8, [
    [0x10f, 2, "Canon"],
    [0x112, 3, [orientation]],
  ]);
  const facts = box("CMT1", Buffer.from("II*\0\x08\0\0\0", "latin1"), directory);
  return Buffer.concat([
    box("ftyp", Buffer.from("crx \0\0\0\x01crx isom", "latin1")),
    box("moov", box("uuid", facts)),
    box("mdat", preview),
  ]);
}

/** An XMP packet as programs write it beside a picture. */
export function xmp({
  rating,
  title,
  keywords = [],
}: {
  rating?: number;
  title?: string;
  keywords?: string[];
}): string {
  const list = keywords.map((keyword) => `<rdf:li>${keyword}</rdf:li>`).join("");
  return `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  ${rating === undefined ? "" : `xmp:Rating="${rating}"`}>
${title === undefined ? "" : `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${title}</rdf:li></rdf:Alt></dc:title>`}
${list && `<dc:subject><rdf:Bag>${list}</rdf:Bag></dc:subject>`}
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;
}

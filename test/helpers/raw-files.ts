/** One entry of a TIFF directory: tag, type, values; text where they are a string. */
type Entry = readonly [tag: number, type: 2 | 3 | 4, values: readonly number[] | string];

/** One TIFF directory at `at`, its longer values behind it. */
function directoryAt(at: number, entries: readonly Entry[], next = 0): Buffer {
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

function bytesOf(type: 2 | 3 | 4, values: readonly number[] | string): Buffer {
  if (typeof values === "string") return Buffer.from(`${values}\0`, "latin1");
  const bytes = Buffer.alloc(values.length * (type === 3 ? 2 : 4));
  values.forEach((value, index) => {
    if (type === 3) bytes.writeUInt16LE(value, index * 2);
    else bytes.writeUInt32LE(value, index * 4);
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

/** A CR3 as far as its preview goes: boxes, of which one holds a TIFF directory with the orientation. */
export function cr3(preview: Buffer, orientation: number): Buffer {
  const box = (type: string, ...content: Buffer[]) => {
    const head = Buffer.alloc(8);
    const body = Buffer.concat(content);
    head.writeUInt32BE(8 + body.length, 0);
    head.write(type, 4, "latin1");
    return Buffer.concat([head, body]);
  };
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

import { brotliCompressSync } from "node:zlib";
import { box } from "./boxes.ts";
import { directoryAt, type Entry } from "./raw-files.ts";

const namespaces: Record<string, string> = {
  dc: "http://purl.org/dc/elements/1.1/",
  xmp: "http://ns.adobe.com/xap/1.0/",
  exif: "http://ns.adobe.com/exif/1.0/",
  photoshop: "http://ns.adobe.com/photoshop/1.0/",
  lr: "http://ns.adobe.com/lightroom/1.0/",
  digiKam: "http://www.digikam.org/ns/1.0/",
  MicrosoftPhoto: "http://ns.microsoft.com/photo/1.0",
  MP: "http://ns.microsoft.com/photo/1.2/",
  MPRI: "http://ns.microsoft.com/photo/1.2/t/RegionInfo#",
  MPReg: "http://ns.microsoft.com/photo/1.2/t/Region#",
  "mwg-rs": "http://www.metadataworkinggroup.com/schemas/regions/",
  "mwg-kw": "http://www.metadataworkinggroup.com/schemas/keywords/",
  stArea: "http://ns.adobe.com/xmp/sType/Area#",
  stDim: "http://ns.adobe.com/xap/1.0/sType/Dimensions#",
  Iptc4xmpExt: "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
  acdsee: "http://ns.acdsee.com/iptc/1.0/",
  mediapro: "http://ns.iview-multimedia.com/mediapro/1.0/",
  xmpDM: "http://ns.adobe.com/xmp/1.0/DynamicMedia/",
};

const declarations = Object.entries(namespaces)
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(" ");

/** An RDF document: what XMP is, without anything around it. */
export function rdf(properties: string, attributes = ""): string {
  return `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ${declarations} ${attributes}>${properties}</rdf:Description></rdf:RDF>`;
}

export function xmpDocument(properties: string, attributes = ""): string {
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/">${rdf(properties, attributes)}</x:xmpmeta>`;
}

/** A property that is a list. */
export function bag(name: string, ...items: string[]): string {
  return `<${name}><rdf:Bag>${items.map((item) => `<rdf:li>${item}</rdf:li>`).join("")}</rdf:Bag></${name}>`;
}

/** A property with one text for each language. */
export function inLanguages(name: string, texts: Record<string, string>): string {
  const items = Object.entries(texts).map(
    ([language, text]) => `<rdf:li xml:lang="${language}">${text}</rdf:li>`,
  );
  return `<${name}><rdf:Alt>${items.join("")}</rdf:Alt></${name}>`;
}

function withSegment(jpeg: Buffer, marker: number, content: Buffer): Buffer {
  const head = Buffer.of(0xff, marker, 0, 0);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
}

export function withXmp(jpeg: Buffer, document: string): Buffer {
  return withSegment(jpeg, 0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${document}`));
}

export function withComment(jpeg: Buffer, comment: string | Buffer): Buffer {
  return withSegment(jpeg, 0xfe, Buffer.from(comment));
}

export interface ExifEntries {
  first?: readonly Entry[];
  exif?: readonly Entry[];
}

/** EXIF as a TIFF of its own, little-endian. */
export function exifTiff({ first = [], exif = [] }: ExifEntries): Buffer {
  const header = Buffer.from("II*\0\x08\0\0\0", "latin1");
  const firstWith = (at: number) => directoryAt(8, [...first, [0x8769, 4, [at]]]);
  const exifAt = 8 + firstWith(0).length;
  return Buffer.concat([header, firstWith(exifAt), directoryAt(exifAt, exif)]);
}

export function withExifTiff(jpeg: Buffer, entries: ExifEntries): Buffer {
  return withSegment(jpeg, 0xe1, Buffer.concat([Buffer.from("Exif\0\0", "latin1"), exifTiff(entries)]));
}

/** UTF-16 as Windows writes it into its own tags. */
export function utf16(text: string, order: "little" | "big" = "little"): number[] {
  const bytes = Buffer.from(text, "utf16le");
  return [...(order === "little" ? bytes : bytes.swap16())];
}

/** A JPEG XL codestream in its container, with metadata packed or plain, before the picture or behind it. */
export function jxlContainer(
  codestream: Buffer,
  {
    exif,
    xmp,
    isPacked = false,
    isBehind = false,
  }: { exif?: Buffer; xmp?: string; isPacked?: boolean; isBehind?: boolean },
): Buffer {
  const boxed = (type: string, content: Buffer) =>
    isPacked ? box("brob", Buffer.from(type, "latin1"), brotliCompressSync(content)) : box(type, content);
  const metadata = [
    ...(exif ? [boxed("Exif", Buffer.concat([Buffer.alloc(4), exif]))] : []),
    ...(xmp ? [boxed("xml ", Buffer.from(xmp))] : []),
  ];
  const picture = [box("jxlc", codestream)];
  return Buffer.concat([
    box("JXL ", Buffer.of(0x0d, 0x0a, 0x87, 0x0a)),
    box("ftyp", Buffer.from("jxl \0\0\0\0jxl ", "latin1")),
    ...(isBehind ? [...picture, ...metadata] : [...metadata, ...picture]),
  ]);
}

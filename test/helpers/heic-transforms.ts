import { box } from "./boxes.ts";

/** Offset of the box of this type that lies in `[start, end)`, and its length. */
function boxIn(file: Buffer, type: string, start: number, end: number): { at: number; length: number } {
  for (let at = start; at + 8 <= end; at += file.readUInt32BE(at)) {
    if (file.toString("latin1", at + 4, at + 8) === type) return { at, length: file.readUInt32BE(at) };
  }
  throw new Error(`The file has no ${type} box where one belongs.`);
}

export interface HeicTransforms {
  /** Quarter turns against the clock. */
  irot?: 0 | 1 | 2 | 3;
  /** 0: top and bottom change places; 1: left and right. (The standard of 2017 was read the other way too.) */
  imir?: 0 | 1;
  /** Code points of its colours (ITU-T H.273), full range; the matrix is BT.601's, as encoders choose it. */
  colr?: { primaries: number; transfer: number };
}

/**
 * A HEIC file whose pictures, the embedded thumbnail too, are turned and mirrored by properties, as phones do it: turned
 * first. For files as heif-enc writes them: `ipma` of version 0, `iloc` with a base offset of four bytes.
 * Source: ISO/IEC 23008-12, 6.5.10 (irot) and 6.5.12 (imir), 9.3 (ipma), as libavif and libheif read it.
 */
export function transformedHeic(file: Buffer, { irot, imir, colr }: HeicTransforms): Buffer {
  const meta = boxIn(file, "meta", 0, file.length);
  const metaEnd = meta.at + meta.length;
  const iprp = boxIn(file, "iprp", meta.at + 12, metaEnd);
  const ipco = boxIn(file, "ipco", iprp.at + 8, iprp.at + iprp.length);
  const ipma = boxIn(file, "ipma", iprp.at + 8, iprp.at + iprp.length);

  const properties = [
    ...(colr === undefined ? [] : [colourBox(colr)]),
    ...(irot === undefined ? [] : [propertyBox("irot", irot)]),
    ...(imir === undefined ? [] : [propertyBox("imir", imir)]),
  ];
  const first = countBoxes(file, ipco.at + 8, ipco.at + ipco.length) + 1;
  const newIpco = box("ipco", file.subarray(ipco.at + 8, ipco.at + ipco.length), ...properties);
  const newIpma = box(
    "ipma",
    associated(
      file.subarray(ipma.at + 8, ipma.at + ipma.length),
      properties.map((_, index) => first + index),
    ),
  );
  const newIprp = box("iprp", newIpco, newIpma);
  const growth = newIprp.length - iprp.length;

  const changed = Buffer.concat([file.subarray(0, iprp.at), newIprp, file.subarray(iprp.at + iprp.length)]);
  changed.writeUInt32BE(meta.length + growth, meta.at);
  moveData(changed, boxIn(changed, "iloc", meta.at + 12, metaEnd).at, growth);
  return changed;
}

function propertyBox(type: string, value: number): Buffer {
  return box(type, Buffer.of(value));
}

function colourBox({ primaries, transfer }: { primaries: number; transfer: number }): Buffer {
  const bt601 = 6;
  return box("colr", Buffer.from("nclx"), Buffer.of(0, primaries, 0, transfer, 0, bt601, 0x80));
}

function countBoxes(file: Buffer, start: number, end: number): number {
  let count = 0;
  for (let at = start; at + 8 <= end; at += file.readUInt32BE(at)) count++;
  return count;
}

const essential = 0x80;

/** Every item has these properties too, last. */
function associated(ipma: Buffer, indices: readonly number[]): Buffer {
  const parts: Uint8Array[] = [ipma.subarray(0, 8)];
  const added = Buffer.from(indices.map((index) => essential | index));
  for (let item = 0, at = 8; item < ipma.readUInt32BE(4); item++) {
    const count = ipma.readUInt8(at + 2);
    const end = at + 3 + count;
    parts.push(ipma.subarray(at, at + 2), Buffer.of(count + added.length), ipma.subarray(at + 3, end), added);
    at = end;
  }
  return Buffer.concat(parts);
}

/** The pictures' data lie so many bytes further on. */
function moveData(file: Buffer, iloc: number, growth: number): void {
  const [offsetSize, lengthSize, baseSize] = [
    file.readUInt8(iloc + 12) >> 4,
    file.readUInt8(iloc + 12) & 15,
    file.readUInt8(iloc + 13) >> 4,
  ];
  if (baseSize !== 4) throw new Error("Only a base offset of four bytes can be moved.");
  let at = iloc + 16;
  for (let item = 0; item < file.readUInt16BE(iloc + 14); item++) {
    file.writeUInt32BE(file.readUInt32BE(at + 4) + growth, at + 4);
    at += 10 + file.readUInt16BE(at + 8) * (offsetSize + lengthSize);
  }
}

import { boxesIn, type InnerBox } from "../boxes.ts";
import { sequenceHeaderCodes } from "./av1-sequence-header.ts";
import type { ColourCodes } from "./colour-space.ts";
import { parameterSetCodes } from "./hevc-parameter-set.ts";

/**
 * What a HEIC or AVIF file says of its primary picture's colours: by `colr` of kind `nclx`, or in the header of its data,
 * AV1 or HEVC. Undefined where it says nothing, and where an ICC profile says it.
 * Source: ISO/IEC 23008-12 (pitm, ipma), ISO/IEC 14496-12 (colr), AV1 in ISOBMFF (av1C), ISO/IEC 14496-15 (hvcC).
 */
export function itemColourCodes(bytes: Uint8Array): ColourCodes | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const meta = boxesIn(bytes, 0, bytes.length).find(({ type }) => type === "meta");
  if (!meta) return undefined;
  const parts = boxesIn(bytes, meta.start + 4, meta.end);
  const properties = parts.find(({ type }) => type === "iprp");
  if (!properties) return undefined;
  const [all, associations] = ["ipco", "ipma"].map((name) =>
    boxesIn(bytes, properties.start, properties.end).find(({ type }) => type === name),
  );
  if (!all) return undefined;
  const every = boxesIn(bytes, all.start, all.end);
  const primary = parts.find(({ type }) => type === "pitm");
  const indices = primary && associations ? propertiesOf(view, associations, primaryItem(view, primary)) : [];
  const own = indices.flatMap((index) => every[index - 1] ?? []);
  // A picture made of tiles may leave it to them.
  return codesAmong(bytes, own.some(({ type }) => telling.has(type)) ? own : every);
}

const telling = new Set(["colr", "av1C", "hvcC"]);

function codesAmong(bytes: Uint8Array, properties: readonly InnerBox[]): ColourCodes | undefined {
  const colours = properties.filter(({ type }) => type === "colr");
  const kinds = colours.map(({ start }) => String.fromCharCode(...bytes.subarray(start, start + 4)));
  if (kinds.some((kind) => kind === "prof" || kind === "rICC")) return undefined;
  const coded = colours[kinds.indexOf("nclx")];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (coded && coded.start + 8 <= coded.end) {
    return { primaries: view.getUint16(coded.start + 4), transfer: view.getUint16(coded.start + 6) };
  }
  const av1 = properties.find(({ type }) => type === "av1C");
  if (av1) return sequenceHeaderCodes(bytes.subarray(av1.start + 4, av1.end));
  const hevc = properties.find(({ type }) => type === "hvcC");
  return hevc && parameterSetCodes(bytes.subarray(hevc.start, hevc.end));
}

function primaryItem(view: DataView, { start, end }: InnerBox): number {
  return end - start >= 8 ? view.getUint32(start + 4) : view.getUint16(start + 4);
}

/** Numbers, from 1 on, of the properties of one item. */
function propertiesOf(view: DataView, { start, end }: InnerBox, item: number): number[] {
  const [version, isWide] = [view.getUint8(start), (view.getUint8(start + 3) & 1) === 1];
  let at = start + 8;
  const entries = view.getUint32(start + 4);
  for (let entry = 0; entry < entries && at + 5 <= end; entry++) {
    const id = version === 0 ? view.getUint16(at) : view.getUint32(at);
    at += version === 0 ? 2 : 4;
    const count = view.getUint8(at++);
    const size = isWide ? 2 : 1;
    if (at + count * size > end) break;
    const found = Array.from({ length: count }, (_, index) =>
      isWide ? view.getUint16(at + index * 2) & 0x7fff : view.getUint8(at + index) & 0x7f,
    );
    if (id === item) return found;
    at += count * size;
  }
  return [];
}

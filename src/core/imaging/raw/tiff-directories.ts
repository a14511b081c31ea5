/** One directory (IFD) of a TIFF: its entries by tag. */
export type TiffDirectory = ReadonlyMap<number, TiffEntry>;

export interface TiffEntry {
  type: number;
  count: number;
  /** Numbers of the entry, as far as they lie in the bytes; at most `mostValues` of them. */
  values: number[];
}

/** Bytes of each of TIFF's types, from 1 on: TIFF 6.0, page 15. */
const typeSizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];
const mostValues = 16;
/** Real files have a dozen; loops and bombs have no end. */
const mostDirectories = 64;
const mostEntries = 1024;

const subDirectoriesTag = 0x14a;
const exifDirectoryTag = 0x8769;

/**
 * All directories of a TIFF that can be reached: those in the chain, their sub-directories and EXIF. A directory that
 * was seen is not read again, so loops end.
 * @param bytes the file, or as much of it as is there: what lies beyond is left out
 */
export function tiffDirectories(bytes: Uint8Array): TiffDirectory[] {
  if (bytes.length < 8) return [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLittle = bytes[0] === 0x49;
  const found: TiffDirectory[] = [];
  const seen = new Set<number>();
  const waiting = [view.getUint32(4, isLittle)];
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    if (seen.has(at) || at < 8 || at + 2 > bytes.length || found.length >= mostDirectories) continue;
    seen.add(at);
    const { directory, next } = readDirectory(view, at, isLittle);
    found.push(directory);
    const below = [subDirectoriesTag, exifDirectoryTag].flatMap((tag) => directory.get(tag)?.values ?? []);
    waiting.push(...below, ...(next === undefined ? [] : [next]));
  }
  return found;
}

function readDirectory(view: DataView, at: number, isLittle: boolean) {
  const count = Math.min(view.getUint16(at, isLittle), mostEntries);
  const directory = new Map<number, TiffEntry>();
  for (let index = 0; index < count; index++) {
    const entryAt = at + 2 + index * 12;
    if (entryAt + 12 > view.byteLength) return { directory, next: undefined };
    directory.set(view.getUint16(entryAt, isLittle), readEntry(view, entryAt, isLittle));
  }
  const nextAt = at + 2 + count * 12;
  const next = nextAt + 4 <= view.byteLength ? view.getUint32(nextAt, isLittle) : undefined;
  return { directory, next };
}

function readEntry(view: DataView, at: number, isLittle: boolean): TiffEntry {
  const type = view.getUint16(at + 2, isLittle);
  const count = view.getUint32(at + 4, isLittle);
  const size = typeSizes[type] ?? 0;
  const start = size * count <= 4 ? at + 8 : view.getUint32(at + 8, isLittle);
  const values: number[] = [];
  for (let index = 0; index < Math.min(count, mostValues); index++) {
    const valueAt = start + index * size;
    if (size === 0 || valueAt + size > view.byteLength) break;
    values.push(readValue(view, valueAt, type, isLittle));
  }
  return { type, count, values };
}

function readValue(view: DataView, at: number, type: number, isLittle: boolean): number {
  if (type === 3) return view.getUint16(at, isLittle);
  if (type === 4 || type === 13) return view.getUint32(at, isLittle);
  if (type === 5) return view.getUint32(at, isLittle) / view.getUint32(at + 4, isLittle);
  return view.getUint8(at);
}

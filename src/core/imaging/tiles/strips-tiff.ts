import { open } from "node:fs/promises";

interface Strips {
  width: number;
  height: number;
  /** ICC; sRGB where there is none. */
  profile: Uint8Array | undefined;
  /** uint8 [rows, width, 3], from the top down, all rows in all. */
  rows(): Iterable<Uint8Array>;
}

const short = 3;
const long = 4;
const undefinedType = 7;
const entrySize = 12;
const rowsPerStrip = 64;

/**
 * Uncompressed RGB of 8 bits, written as it comes, in strips that are read one by one.
 * Source: TIFF 6.0; tag 34675 is from the ICC's specification, annex B.4.
 */
export async function writeStripsTiff(path: string, { width, height, profile, rows }: Strips): Promise<void> {
  await using file = await open(path, "w");
  await file.write(headerOf({ width, height, profile }));
  for (const data of rows()) await file.write(data);
}

function headerOf({ width, height, profile }: Omit<Strips, "rows">): Buffer {
  const strips = Math.ceil(height / rowsPerStrip);
  const stripBytes = rowsPerStrip * width * 3;
  const entryCount = profile ? 10 : 9;
  const bitsAt = 8 + 2 + entryCount * entrySize + 4;
  const offsetsAt = bitsAt + 8;
  const countsAt = offsetsAt + strips * 4;
  const profileAt = countsAt + strips * 4;
  const pixelsAt = profileAt + (profile?.length ?? 0);
  const total = height * width * 3;
  const stripAt = (strip: number) => pixelsAt + strip * stripBytes;
  const stripLength = (strip: number) => Math.min(stripBytes, total - strip * stripBytes);
  const entries: [tag: number, type: number, count: number, value: number][] = [
    [256, long, 1, width],
    [257, long, 1, height],
    [258, short, 3, bitsAt],
    [259, short, 1, 1], // not compressed
    [262, short, 1, 2], // RGB
    [273, long, strips, strips === 1 ? stripAt(0) : offsetsAt],
    [277, short, 1, 3],
    [278, long, 1, rowsPerStrip],
    [279, long, strips, strips === 1 ? stripLength(0) : countsAt],
  ];
  if (profile) entries.push([34675, undefinedType, profile.length, profileAt]);
  const header = Buffer.alloc(pixelsAt);
  header.write("II*\0", 0, "latin1");
  header.writeUInt32LE(8, 4);
  header.writeUInt16LE(entryCount, 8);
  for (const [index, [tag, type, count, value]] of entries.entries()) {
    const at = 10 + index * entrySize;
    header.writeUInt16LE(tag, at);
    header.writeUInt16LE(type, at + 2);
    header.writeUInt32LE(count, at + 4);
    header.writeUInt32LE(value, at + 8);
  }
  for (let channel = 0; channel < 3; channel++) header.writeUInt16LE(8, bitsAt + channel * 2);
  for (let strip = 0; strip < strips; strip++) {
    header.writeUInt32LE(stripAt(strip), offsetsAt + strip * 4);
    header.writeUInt32LE(stripLength(strip), countsAt + strip * 4);
  }
  if (profile) header.set(profile, profileAt);
  return header;
}

interface TiffPixels {
  /** Of 16 bits too. */
  data: Uint8Array | Uint16Array;
  width: number;
  height: number;
  channels: 3 | 4;
  profile: Uint8Array;
}

const short = 3;
const long = 4;
const undefinedType = 7;
const entrySize = 12;

/**
 * Uncompressed pixels with an ICC profile in a TIFF: one directory, one strip.
 * Source: TIFF 6.0; tag 34675 is from the ICC's specification, annex B.4.
 */
export function tiffWithProfile({ data, width, height, channels, profile }: TiffPixels): Buffer {
  const entries: [tag: number, type: number, count: number, value: number][] = [];
  const count = channels === 4 ? 11 : 10;
  const bitsAt = 8 + 2 + count * entrySize + 4;
  const profileAt = bitsAt + channels * 2;
  const pixelsAt = profileAt + profile.length;
  entries.push(
    [256, long, 1, width],
    [257, long, 1, height],
    [258, short, channels, bitsAt],
    [259, short, 1, 1], // not compressed
    [262, short, 1, 2], // RGB
    [273, long, 1, pixelsAt],
    [277, short, 1, channels],
    [278, long, 1, height],
    [279, long, 1, data.byteLength],
  );
  if (channels === 4) entries.push([338, short, 1, 2]); // alpha, not multiplied in
  entries.push([34675, undefinedType, profile.length, profileAt]);
  const header = Buffer.alloc(profileAt);
  header.write("II*\0", 0, "latin1");
  header.writeUInt32LE(8, 4);
  header.writeUInt16LE(entries.length, 8);
  for (const [index, [tag, type, number, value]] of entries.entries()) {
    const at = 10 + index * entrySize;
    header.writeUInt16LE(tag, at);
    header.writeUInt16LE(type, at + 2);
    header.writeUInt32LE(number, at + 4);
    header.writeUInt32LE(value, at + 8);
  }
  for (let channel = 0; channel < channels; channel++)
    header.writeUInt16LE(data.BYTES_PER_ELEMENT * 8, bitsAt + channel * 2);
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return Buffer.concat([header, profile, bytes]);
}

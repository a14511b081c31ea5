import { pngChunk } from "./pictures.ts";

/** The data of all chunks of a kind. */
function dataOf(png: Buffer, wanted: string): Buffer {
  const found: Buffer[] = [];
  for (let at = 8; at + 12 <= png.length; at += 12 + png.readUInt32BE(at)) {
    const isWanted = png.toString("latin1", at + 4, at + 8) === wanted;
    if (isWanted) found.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  return Buffer.concat(found);
}

/** PNGs of one size and kind as the frames of one. Source: PNG, third edition, 11.3.6. */
export function animatedPng(frames: readonly Buffer[], delayMillis: number): Buffer {
  const [first] = frames;
  if (!first) throw new Error("An animation has frames.");
  const header = dataOf(first, "IHDR");
  let sequence = 0;
  const control = () => {
    const data = Buffer.alloc(26);
    data.writeUInt32BE(sequence++, 0);
    header.copy(data, 4, 0, 8);
    data.writeUInt16BE(delayMillis, 20);
    data.writeUInt16BE(1000, 22);
    return pngChunk("fcTL", data);
  };
  const parts = frames.flatMap((frame, index) => {
    const before = control();
    const packed = dataOf(frame, "IDAT");
    if (index === 0) return [before, pngChunk("IDAT", packed)];
    const numbered = Buffer.alloc(4);
    numbered.writeUInt32BE(sequence++);
    return [before, pngChunk("fdAT", Buffer.concat([numbered, packed]))];
  });
  const count = Buffer.alloc(8);
  count.writeUInt32BE(frames.length);
  return Buffer.concat([
    first.subarray(0, 8),
    pngChunk("IHDR", header),
    pngChunk("acTL", count),
    ...parts,
    pngChunk("IEND"),
  ]);
}

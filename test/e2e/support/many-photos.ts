import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";

const width = 4000;
const height = 3000;

/**
 * Photos that take their time: large ones, progressive (their decoder cannot leave out what a thumbnail does not need:
 * twenty times the work), each with bytes of its own (a comment that tells them apart), so that each is
 * read, decoded and embedded. They look alike, which is of no matter where only the work counts.
 */
export async function writeManyPhotos(directory: string, count: number): Promise<void> {
  await mkdir(directory, { recursive: true });
  const photo = await sharp({
    create: {
      width,
      height,
      channels: 3,
      background: "#88a",
      noise: { type: "gaussian", mean: 120, sigma: 25 },
    },
  })
    .blur(8)
    .jpeg({ quality: 60, progressive: true })
    .toBuffer();
  for (let number = 0; number < count; number++) {
    await writeFile(
      join(directory, `IMG_${String(number).padStart(4, "0")}.jpg`),
      withComment(photo, `${number}`),
    );
  }
}

/** ITU T.81, B.2.4.5: a comment segment, right after the start of the image. */
export function withComment(jpeg: Buffer, comment: string): Buffer {
  const text = Buffer.from(comment, "latin1");
  const header = Buffer.from([0xff, 0xfe, 0, 0]);
  header.writeUInt16BE(text.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), header, text, jpeg.subarray(2)]);
}

import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import sharp, { type Sharp } from "sharp";

/** A picture with nothing in it but which of them it is: two shades in a pattern made from its number. */
export function picture(number: number, { width = 120, height = 80 } = {}): Sharp {
  const pixels = Buffer.alloc(width * height * 3);
  const hue = (number * 47) % 256;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isDark = ((x >> 3) * (number + 1) + (y >> 3) * (number + 3)) % 5 < 2;
      pixels.set(isDark ? [hue, 40, 255 - hue] : [255 - hue, 220, hue], (y * width + x) * 3);
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

export function jpeg(number: number, size?: { width?: number; height?: number }): Promise<Buffer> {
  return picture(number, size).jpeg({ quality: 85 }).toBuffer();
}

/** Writes a file, its folders too. */
export async function put(path: string | Buffer, bytes: string | Uint8Array): Promise<void> {
  if (typeof path === "string") await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
}

/** A PNG whose header promises so many pixels and whose data hold none: 100 bytes that ask for gigabytes. */
export function pngOfNothing(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunks = [
    pngChunk("IHDR", header),
    pngChunk("IDAT", deflateSync(Buffer.alloc(64))),
    pngChunk("IEND"),
  ];
  return Buffer.concat([signature, ...chunks]);
}

export function pngChunk(type: string, data: Uint8Array = Buffer.alloc(0)): Buffer {
  const typeAndData = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(typeAndData));
  return Buffer.concat([length, typeAndData, checksum]);
}

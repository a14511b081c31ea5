import { createDeflate } from "node:zlib";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { decodePicture } from "../../../src/core/imaging/decode.ts";
import { renditionOf } from "../../../src/core/imaging/rendition.ts";
import { cropTo } from "../../helpers/input-shapes.ts";
import { withPngChunk } from "../../helpers/patches.ts";
import { picture, pngChunk } from "../../helpers/pictures.ts";

const [width, height] = [30_000, 9_500];

/** Black and white stripes of one bit a pixel: 285 megapixels in few bytes. */
async function stripedPng(): Promise<Buffer> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const row = Buffer.alloc(1 + width / 8, 0xff);
  row[0] = 0;
  row.fill(0, 1, 1 + width / 16);
  const deflate = createDeflate({ level: 1 });
  const packed: Buffer[] = [];
  deflate.on("data", (part: Buffer) => packed.push(part));
  for (let y = 0; y < height; y++) deflate.write(row);
  const ended = new Promise((resolve) => deflate.on("end", resolve));
  deflate.end();
  await ended;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunks = [pngChunk("IHDR", header), pngChunk("IDAT", Buffer.concat(packed)), pngChunk("IEND")];
  return Buffer.concat([signature, ...chunks]);
}

async function expectHalves(webp: Uint8Array): Promise<void> {
  const { data, info } = await sharp(webp).greyscale().raw().toBuffer({ resolveWithObject: true });
  const middle = Math.floor(info.height / 2) * info.width * info.channels;
  expect(data[middle + 10 * info.channels]).toBeLessThan(12);
  expect(data[middle + (info.width - 10) * info.channels]).toBeGreaterThan(243);
}

describe("a panorama of more than 268 megapixels", () => {
  it("is a photo like any other, strip by strip: PNG, JPEG, TIFF in strips and tiles", async () => {
    const png = await stripedPng();
    const large = () => sharp(png, { limitInputPixels: false }).toColourspace("b-w");
    const files = {
      png,
      jpeg: await large().jpeg({ quality: 50 }).toBuffer(),
      tiff: await large().tiff({ compression: "deflate" }).toBuffer(),
      tiles: await large().tiff({ compression: "deflate", tile: true }).toBuffer(),
    };
    const before = process.memoryUsage().rss;
    for (const [name, bytes] of Object.entries(files)) {
      const format = name === "tiles" ? "tiff" : (name as "png" | "jpeg" | "tiff");
      const decoded = await decodePicture(bytes, cropTo(64), { format });
      expect([decoded.width, decoded.height], name).toEqual([width, height]);
      await expectHalves(decoded.thumbnail);
    }
    await expectHalves(await renditionOf(files.jpeg, "jpeg", 2560));
    // Whole, in colours, it would be 855 MB.
    expect(process.memoryUsage().rss - before).toBeLessThan(500e6);
  }, 240_000);
});

describe("a PNG with frames (APNG)", () => {
  it("is known as animated; one that says one frame, or says it too late, is not", async () => {
    const png = await picture(1).png().toBuffer();
    const isAnimated = async (bytes: Buffer) =>
      (await decodePicture(bytes, cropTo(64), { format: "png" })).isAnimated;
    expect(await isAnimated(withPngChunk(png, "acTL", [0, 0, 0, 3, 0, 0, 0, 0]))).toBe(true);
    expect(await isAnimated(withPngChunk(png, "acTL", [0, 0, 0, 1, 0, 0, 0, 0]))).toBe(false);
    const end = png.length - 12;
    const late = Buffer.concat([
      png.subarray(0, end),
      pngChunk("acTL", Buffer.of(0, 0, 0, 3, 0, 0, 0, 0)),
      png.subarray(end),
    ]);
    expect(await isAnimated(late)).toBe(false);
  });
});

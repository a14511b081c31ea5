import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { pictureFormatOf } from "../src/core/imaging/format.ts";
import { startDecodePool } from "../src/core/workers/decode-pool.ts";
import { formatFixtures, formatSamples } from "../test/helpers/format-samples.ts";
import { cropTo } from "../test/helpers/input-shapes.ts";
import { picture } from "../test/helpers/pictures.ts";
import { dng } from "../test/helpers/raw-files.ts";
import { perSecond, type Row } from "./table.ts";

const shape = cropTo(224);
/** Enough for a figure that stands still, and not for ever where a format is slow. */
const atLeastMillis = 2000;
const atLeastFiles = 6;

/** 12 megapixels as phones take them, with detail all over. */
async function phonePhoto() {
  const bytes = await picture(5, { width: 4032, height: 3024 }).png({ compressionLevel: 1 }).toBuffer();
  return () => sharp(bytes);
}

async function largeSamples(): Promise<[name: string, bytes: Buffer][]> {
  const photo = await phonePhoto();
  const jpeg = await photo().jpeg({ quality: 90 }).toBuffer();
  return [
    ["JPEG", jpeg],
    ["PNG", await photo().png({ compressionLevel: 1 }).toBuffer()],
    ["WebP", await photo().webp({ effort: 0 }).toBuffer()],
    ["AVIF", await photo().avif({ effort: 0, quality: 50 }).toBuffer()],
    ["TIFF", await photo().tiff({ compression: "lzw" }).toBuffer()],
    ["RAW by its preview", await dng(jpeg, { width: 4048, height: 3036 })],
  ];
}

/** Photos a second through the decode pool, file in memory to thumbnail and the model's input. */
export async function formatsRows(): Promise<Row[]> {
  const pool = startDecodePool();
  const rows: Row[] = [];
  const measure = async (name: string, bytes: Buffer) => {
    const format = pictureFormatOf(bytes);
    if (!format) throw new Error(`${name} has no format.`);
    const decode = () => pool.decode({ bytes: new Uint8Array(bytes), format, shape });
    // Each thread has its decoders loaded before the clock starts.
    await Promise.all(Array.from({ length: pool.threads }, decode));
    const started = performance.now();
    let files = 0;
    while (files < atLeastFiles || performance.now() - started < atLeastMillis) {
      const answers = await Promise.all(Array.from({ length: pool.threads }, decode));
      if (answers.some((answer) => "problem" in answer)) throw new Error(`${name} was not decoded.`);
      files += answers.length;
    }
    rows.push({ name, value: perSecond(files, (performance.now() - started) / 1000) });
  };
  for (const [name, bytes] of await largeSamples()) await measure(`${name}, 12 megapixels`, bytes);
  const card = (name: string) => readFile(join(formatFixtures, name));
  await measure("HEIC by its thumbnail, 640 x 480", await card("thumbnail.heic"));
  await measure("HEIC of 10 bits in full, 640 x 480", await card("ten-bit.heic"));
  await measure("JPEG XL, 640 x 480", await card("card.jxl"));
  const small = ["bmp", "psd", "jp2", "ico", "hdr", "svg"];
  for (const { extension, bytes } of await formatSamples()) {
    if (small.includes(extension)) await measure(`${extension.toUpperCase()}, 96 x 64`, bytes);
  }
  await pool.close();
  return rows;
}

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp, { type OverlayOptions } from "sharp";
import { describe, expect, test } from "vitest";
import { tileSizePixels } from "../../../../src/contract/tiles.ts";
import { pictureFormatOf } from "../../../../src/core/imaging/format.ts";
import {
  cutTile,
  levelsOf,
  makePyramid,
  type Pyramid,
  storedRectangle,
  tileRectangle,
  uprightSize,
} from "../../../../src/core/imaging/tiles/index.ts";
import { formatSamples } from "../../../helpers/format-samples.ts";
import { drawMarked, markedPicture } from "../../../helpers/marked-picture.ts";
import { picture } from "../../../helpers/pictures.ts";
import { bayerDng, dng } from "../../../helpers/raw-files.ts";
import { temporaryDirectory } from "../../../helpers/temporary.ts";

async function pyramidOf(bytes: Uint8Array, name = "photo"): Promise<Pyramid> {
  const directory = await temporaryDirectory();
  const path = join(directory, name);
  await writeFile(path, bytes);
  const format = pictureFormatOf(bytes);
  if (!format) throw new Error("The bytes are no picture.");
  const made = await makePyramid({ path, format, target: join(directory, "pyramid.tif") });
  if ("problem" in made) throw new Error(`${made.problem.code}: ${made.problem.message}`);
  return made;
}

function uprightLevels(pyramid: Pyramid) {
  return levelsOf(uprightSize(pyramid, pyramid.orientation));
}

async function tileOf(pyramid: Pyramid, level: number, column: number, row: number): Promise<Buffer> {
  const size = uprightLevels(pyramid)[level];
  const upright = size && tileRectangle(size, column, row);
  if (!upright) throw new Error("There is no such tile.");
  const { file, orientation } = pyramid;
  const part = storedRectangle(upright, size, orientation);
  return Buffer.from(await cutTile({ file, level, part, orientation }));
}

/** All tiles of a level put together: uint8 [height, width, 3]. */
async function assembled(
  pyramid: Pyramid,
  level = 0,
): Promise<{ data: Buffer; width: number; height: number }> {
  const size = uprightLevels(pyramid)[level];
  if (!size) throw new Error("There is no such level.");
  const inputs: OverlayOptions[] = [];
  for (let row = 0; row * tileSizePixels < size.height; row++) {
    for (let column = 0; column * tileSizePixels < size.width; column++) {
      const input = await tileOf(pyramid, level, column, row);
      inputs.push({ input, left: column * tileSizePixels, top: row * tileSizePixels });
    }
  }
  const ground = { ...size, channels: 4, background: "white" } as const;
  const whole = await sharp({ create: ground }).composite(inputs).png().toBuffer();
  const data = await sharp(whole).flatten({ background: "white" }).raw().toBuffer();
  return { data, ...size };
}

const marked = markedPicture(1700, 1100);

describe("the tiles of a photo", () => {
  test.each(["jpeg", "png", "tiff", "webp"] as const)(
    "%s: hold its own pixels, each in its place",
    async (format) => {
      const lossless = { jpeg: { quality: 100, chromaSubsampling: "4:4:4" }, webp: { lossless: true } }[
        format as "jpeg"
      ];
      const bytes = await drawMarked(marked).toFormat(format, lossless).toBuffer();
      const { data, width, height } = await assembled(await pyramidOf(bytes));
      expect([width, height]).toEqual([marked.width, marked.height]);
      const own = await sharp(bytes).raw().toBuffer();
      expect(data.equals(own)).toBe(true);
    },
  );

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    "stand upright whatever EXIF's orientation (%i)",
    async (orientation) => {
      const bytes = await drawMarked(marked).withMetadata({ orientation }).png().toBuffer();
      const upright = await sharp(bytes).autoOrient().raw().toBuffer({ resolveWithObject: true });
      const pyramid = await pyramidOf(bytes);
      expect(pyramid.orientation).toBe(orientation);
      const { data, width, height } = await assembled(pyramid);
      expect([width, height]).toEqual([upright.info.width, upright.info.height]);
      expect(data.equals(upright.data)).toBe(true);
    },
  );

  test.each([
    [3001, 1777],
    [20_000, 10],
    [1, 5000],
    [769, 5],
    [768, 768],
    [5, 7],
  ])("are there for each size, as large as the geometry says (%i x %i)", async (width, height) => {
    const pyramid = await pyramidOf(await drawMarked(markedPicture(width, height)).png().toBuffer());
    const levels = levelsOf(pyramid);
    expect((await sharp(pyramid.file).metadata()).pages).toBe(levels.length);
    for (const [level, { width, height }] of levels.entries()) {
      const rightmost = Math.floor((width - 1) / tileSizePixels);
      const lowest = Math.floor((height - 1) / tileSizePixels);
      const tile = await sharp(await tileOf(pyramid, level, rightmost, lowest)).metadata();
      expect(tile.width + rightmost * tileSizePixels).toBe(width);
      expect(tile.height + lowest * tileSizePixels).toBe(height);
    }
  });

  test("are in sRGB, whatever the photo's own colours", async () => {
    const orange = {
      create: { width: 900, height: 60, channels: 3, background: "rgb(200,120,40)" },
    } as const;
    const bytes = await sharp(orange).withIccProfile("p3").png().toBuffer();
    const { data } = await assembled(await pyramidOf(bytes));
    const middle = [...data.subarray(450 * 3, 450 * 3 + 3)];
    for (const [channel, level] of [200, 120, 40].entries()) {
      expect(Math.abs((middle[channel] ?? 0) - level)).toBeLessThanOrEqual(2);
    }
  });

  test("of 16 bits a channel and of grey have 8 bits and three channels", async () => {
    const grey = await drawMarked(marked).greyscale().toColourspace("grey16").png().toBuffer();
    expect((await sharp(grey).metadata()).depth).toBe("ushort");
    const { data } = await assembled(await pyramidOf(grey));
    expect([...data.subarray(1500, 1503)]).toEqual([128, 128, 128]);
  });

  test("keep what can be seen through", async () => {
    const ground = {
      width: 100,
      height: 100,
      channels: 4,
      background: { r: 255, g: 0, b: 0, alpha: 0.5 },
    } as const;
    const pyramid = await pyramidOf(await sharp({ create: ground }).png().toBuffer());
    const { data, info } = await sharp(await tileOf(pyramid, 0, 0, 0))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(info.channels).toBe(4);
    expect([...data.subarray(0, 4)]).toEqual([255, 0, 0, 128]);
  });

  test("are made of every format that Shoebox reads", async () => {
    for (const { extension, bytes } of await formatSamples()) {
      const pyramid = await pyramidOf(bytes, `sample.${extension}`);
      const tile = await sharp(await tileOf(pyramid, 0, 0, 0)).metadata();
      expect([extension, tile.format]).toEqual([extension, "png"]);
    }
  });
});

describe("the tiles of a RAW file", () => {
  test("are the camera's own picture where it is as large as the sensor", async () => {
    const preview = await picture(3, { width: 1200, height: 900 }).jpeg().toBuffer();
    const pyramid = await pyramidOf(await dng(preview, { width: 1216, height: 912 }));
    expect([pyramid.width, pyramid.height]).toEqual([1200, 900]);
  });

  test("are all the sensor's pixels where it holds no picture", async () => {
    const pyramid = await pyramidOf(bayerDng({ width: 1400, height: 1000 }));
    expect([pyramid.width, pyramid.height]).toEqual([1400, 1000]);
  });
});

describe("a photo that has no tiles", () => {
  test("says why, and leaves nothing behind", async () => {
    const directory = await temporaryDirectory();
    const whole = await drawMarked(marked).png().toBuffer();
    const path = join(directory, "cut.png");
    await writeFile(path, whole.subarray(0, whole.length / 2));
    const target = join(directory, "pyramid.tif");
    const made = await makePyramid({ path, format: "png", target });
    expect(made).toMatchObject({ problem: { code: "TRUNCATED" } });
    const gone = await makePyramid({ path: join(directory, "gone.png"), format: "png", target });
    expect(gone).toMatchObject({ problem: { code: "VANISHED" } });
    await expect(sharp(target).metadata()).rejects.toThrow();
    await expect(sharp(`${target}.part`).metadata()).rejects.toThrow();
  });
});

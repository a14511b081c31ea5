import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { decodePicture } from "../../../src/core/imaging/decode.ts";
import { pictureFormatOf } from "../../../src/core/imaging/format.ts";
import { renditionOf } from "../../../src/core/imaging/rendition.ts";
import { formatFixtures, formatSamples } from "../../helpers/format-samples.ts";
import { type HeicTransforms, transformedHeic } from "../../helpers/heic-transforms.ts";
import { cropTo } from "../../helpers/input-shapes.ts";
import { jpeg, picture } from "../../helpers/pictures.ts";
import { bayerDng, cr3, dng } from "../../helpers/raw-files.ts";

const shape = cropTo(96);
const fixture = (name: string) => readFile(join(formatFixtures, name));

/** The colour of the middle of a thumbnail's quarter. */
async function quarterOf(thumbnail: Uint8Array, column: 0 | 1, row: 0 | 1): Promise<number[]> {
  const { data, info } = await sharp(thumbnail).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const x = Math.floor(info.width * (0.25 + column * 0.5));
  const y = Math.floor(info.height * (0.25 + row * 0.5));
  return [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)];
}

const colours = { R: [255, 0, 0], G: [0, 255, 0], B: [0, 0, 255], W: [255, 255, 255] };

/** Red and green above, blue and white below, or in the order given: top left, top right, bottom left, bottom right. */
async function expectTestCard(thumbnail: Uint8Array, order = "RGBW"): Promise<void> {
  for (const [index, letter] of [...order].entries()) {
    const found = await quarterOf(thumbnail, (index % 2) as 0 | 1, (index >> 1) as 0 | 1);
    colours[letter as keyof typeof colours].forEach((level, channel) => {
      expect(Math.abs((found[channel] ?? 0) - level)).toBeLessThan(12);
    });
  }
}

describe("a format beyond what browsers show", () => {
  it("is told from its bytes and decoded: a sample of each", async () => {
    for (const { extension, bytes } of await formatSamples()) {
      expect(pictureFormatOf(bytes), extension).toBeDefined();
      const { width, height, thumbnail } = await decodePicture(bytes, shape);
      expect(width * height, extension).toBeGreaterThan(0);
      expect((await sharp(thumbnail).metadata()).format, extension).toBe("webp");
    }
  });

  it("is HEIC: its embedded thumbnail serves where it is large enough, its 10 bits become 8", async () => {
    const small = await decodePicture(await fixture("thumbnail.heic"), shape);
    expect([small.width, small.height, small.pixelSource]).toEqual([640, 480, "embedded-thumbnail"]);
    await expectTestCard(small.thumbnail);
    const forLargeModel = cropTo(336);
    const large = await decodePicture(await fixture("thumbnail.heic"), forLargeModel);
    expect(large.pixelSource).toBe("full");
    await expectTestCard(large.thumbnail);
    await expectTestCard((await decodePicture(await fixture("ten-bit.heic"), shape)).thumbnail);
  });

  it("is HEIC: turned and mirrored as its properties say, the whole picture and its thumbnail alike", async () => {
    const ways: [HeicTransforms, order: string, isOnItsSide: boolean][] = [
      [{ irot: 0 }, "RGBW", false],
      [{ irot: 1 }, "GWRB", true],
      [{ irot: 2 }, "WBGR", false],
      [{ irot: 3 }, "BRWG", true],
      [{ imir: 0 }, "BWRG", false],
      [{ imir: 1 }, "GRWB", false],
      [{ irot: 1, imir: 0 }, "RBGW", true],
      [{ irot: 3, imir: 1 }, "RBGW", true],
      [{ irot: 1, imir: 1 }, "WGBR", true],
    ];
    for (const [transforms, order, isOnItsSide] of ways) {
      const bytes = transformedHeic(await fixture("thumbnail.heic"), transforms);
      for (const [shortestEdge, pixelSource] of [
        [96, "embedded-thumbnail"],
        [336, "full"],
      ] as const) {
        const wanted = cropTo(shortestEdge);
        const { width, height, thumbnail, ...decoded } = await decodePicture(bytes, wanted);
        expect([width, height], JSON.stringify(transforms)).toEqual(isOnItsSide ? [480, 640] : [640, 480]);
        expect(decoded.pixelSource).toBe(pixelSource);
        await expectTestCard(thumbnail, order);
      }
    }
  });

  it("is JPEG XL: upright, from pixels and from a JPEG packed without loss", async () => {
    for (const name of ["card.jxl", "turned.jxl"]) {
      const { width, height, thumbnail } = await decodePicture(await fixture(name), shape);
      expect([width, height]).toEqual([640, 480]);
      await expectTestCard(thumbnail);
    }
  });

  it("is RAW: the preview's pixels, the sensor's size, turned as the camera says", async () => {
    const preview = await jpeg(3, { width: 640, height: 480 });
    const upright = await decodePicture(await dng(preview), shape);
    expect(upright).toMatchObject({ width: 1280, height: 960, pixelSource: "embedded-preview" });
    expect(upright.metadata.camera).toMatchObject({ make: "Shoebox", model: "Test camera" });
    const turned = await decodePicture(await dng(preview, { orientation: 6 }), shape);
    expect(turned).toMatchObject({ width: 960, height: 1280 });
    const boxed = await decodePicture(cr3(preview, 8), shape);
    expect(boxed).toMatchObject({ width: 480, height: 640, pixelSource: "embedded-preview" });
    const expected = await sharp(upright.thumbnail).rotate(90).removeAlpha().raw().toBuffer();
    const found = await sharp(turned.thumbnail).removeAlpha().raw().toBuffer();
    const difference = found.reduce((sum, level, at) => sum + Math.abs(level - (expected[at] ?? 0)), 0);
    expect(difference / found.length).toBeLessThan(8);
  });

  it("is RAW without a preview: developed, upright, at the sensor's size", async () => {
    const developed = await decodePicture(bayerDng(), shape);
    expect(developed).toMatchObject({ width: 640, height: 480, pixelSource: "full" });
    expect(developed.metadata.camera).toMatchObject({ make: "Shoebox", model: "Test camera" });
    await expectTestCard(developed.thumbnail);
    const forLargeModel = cropTo(336);
    await expectTestCard((await decodePicture(bayerDng(), forLargeModel)).thumbnail);
    for (const [orientation, back] of [
      [6, 270],
      [8, 90],
    ] as const) {
      const turned = await decodePicture(bayerDng({ orientation }), shape);
      expect(turned).toMatchObject({ width: 480, height: 640 });
      await expectTestCard(await sharp(turned.thumbnail).rotate(back).webp().toBuffer());
    }
    const { width, height } = await sharp(await renditionOf(bayerDng(), "raw", 2560)).metadata();
    expect([width, height]).toEqual([640, 480]);
  });

  it("is SVG: drawn as large as it is wanted, whatever size it says", async () => {
    const svg = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><circle cx="4" cy="4" r="3"/></svg>',
    );
    const { width, height, thumbnail } = await decodePicture(svg, shape);
    expect([width, height]).toEqual([8, 8]);
    expect((await sharp(thumbnail).metadata()).width).toBe(320);
  });

  it("is marked as animated when it moves", async () => {
    const frames = await Promise.all(
      [1, 2, 3].map((number) =>
        sharp({ create: { width: 40, height: 30, channels: 3, background: { r: number * 60, g: 0, b: 0 } } })
          .png()
          .toBuffer(),
      ),
    );
    const joined = sharp(frames, { join: { animated: true } });
    for (const bytes of [await joined.clone().gif().toBuffer(), await joined.clone().webp().toBuffer()]) {
      expect(await decodePicture(bytes, shape)).toMatchObject({ width: 40, height: 30, isAnimated: true });
    }
    expect((await decodePicture(await jpeg(1), shape)).isAnimated).toBe(false);
  });

  it("is AVIF that moves: told by the brand of sequences and the box that holds one", async () => {
    const still = await picture(1).avif({ effort: 0 }).toBuffer();
    const withBox = Buffer.concat([still, Buffer.from("\0\0\0\x08moov", "latin1")]);
    const moving = Buffer.from(withBox);
    moving.write("avis", moving.indexOf("miaf"), "latin1");
    expect((await decodePicture(still, shape)).isAnimated).toBe(false);
    expect((await decodePicture(withBox, shape)).isAnimated).toBe(false);
    expect(await decodePicture(moving, shape)).toMatchObject({ width: 120, height: 80, isAnimated: true });
  });

  it("is shown by a browser as WebP of any size", async () => {
    const heic = await fixture("thumbnail.heic");
    const { width, height, format } = await sharp(await renditionOf(heic, "heic", 2560)).metadata();
    expect([width, height, format]).toEqual([640, 480, "webp"]);
  });
});

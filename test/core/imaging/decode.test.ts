import sharp, { type Sharp } from "sharp";
import { describe, expect, it } from "vitest";
import { decodePicture } from "../../../src/core/imaging/decode.ts";
import { problemOf } from "../../../src/core/imaging/problem.ts";
import { cropTo } from "../../helpers/input-shapes.ts";
import { picture, pngOfNothing } from "../../helpers/pictures.ts";

const shape = cropTo(32);

/** The mean colour of a quadrant of the model's input: [red, green, blue]. */
function quadrant(input: Uint8Array, column: 0 | 1, row: 0 | 1): number[] {
  const sums = [0, 0, 0];
  for (let y = 0; y < 16; y++) {
    for (let x = 0; x < 16; x++) {
      const offset = ((row * 16 + y) * 32 + column * 16 + x) * 3;
      for (let channel = 0; channel < 3; channel++)
        sums[channel] = (sums[channel] ?? 0) + (input[offset + channel] ?? 0);
    }
  }
  return sums.map((sum) => sum / 256);
}

function expectColour(actual: number[], expected: number[], tolerance = 12): void {
  for (const [channel, value] of expected.entries()) {
    expect(Math.abs((actual[channel] ?? 0) - value)).toBeLessThanOrEqual(tolerance);
  }
}

/** Red, green / blue, white: every turn and mirroring puts other colours into the corners. */
function corners(size = 64): Sharp {
  const block = (r: number, g: number, b: number) => ({
    create: { width: size / 2, height: size / 2, channels: 3 as const, background: { r, g, b } },
  });
  return sharp({ create: { width: size, height: size, channels: 3, background: "white" } }).composite([
    { input: block(255, 0, 0), left: 0, top: 0 },
    { input: block(0, 255, 0), left: size / 2, top: 0 },
    { input: block(0, 0, 255), left: 0, top: size / 2 },
  ]);
}

describe("decoding a picture", () => {
  it("turns it upright, whichever of the eight ways the camera was held", async () => {
    // What the stored picture has to be for the upright one to have red, green / blue, white.
    const stored: [orientation: number, make: (upright: Sharp) => Sharp][] = [
      [1, (it) => it],
      [2, (it) => it.flop()],
      [3, (it) => it.rotate(180)],
      [4, (it) => it.flip()],
      [5, (it) => it.flip().rotate(90)],
      [6, (it) => it.rotate(270)],
      [7, (it) => it.flip().rotate(270)],
      [8, (it) => it.rotate(90)],
    ];
    const upright = await corners().png().toBuffer();
    for (const [orientation, make] of stored) {
      const turned = await make(sharp(upright)).png().toBuffer();
      const bytes = await sharp(turned).jpeg({ quality: 95 }).withMetadata({ orientation }).toBuffer();
      const { modelInput } = await decodePicture(bytes, shape);
      expectColour(quadrant(modelInput, 0, 0), [255, 0, 0], 20);
      expectColour(quadrant(modelInput, 1, 0), [0, 255, 0], 20);
      expectColour(quadrant(modelInput, 0, 1), [0, 0, 255], 20);
    }
  });

  it("gives upright dimensions for a picture stored on its side", async () => {
    const bytes = await picture(1, { width: 200, height: 100 })
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const { width, height } = await decodePicture(bytes, shape);
    expect([width, height]).toEqual([100, 200]);
  });

  it("puts what is transparent on white", async () => {
    const background = { r: 0, g: 0, b: 0, alpha: 0 };
    const bytes = await sharp({ create: { width: 50, height: 50, channels: 4, background } })
      .png()
      .toBuffer();
    expectColour(quadrant((await decodePicture(bytes, shape)).modelInput, 0, 0), [255, 255, 255], 1);
  });

  it("reads grey, CMYK, palette, 16-bit and wide-gamut pictures as sRGB", async () => {
    const orange = { r: 230, g: 120, b: 30 };
    const flat = () => sharp({ create: { width: 60, height: 60, channels: 3, background: orange } });
    const grey = await flat().greyscale().png().toBuffer();
    const expectedGrey = quadrant((await decodePicture(grey, shape)).modelInput, 0, 0);
    expect(Math.max(...expectedGrey) - Math.min(...expectedGrey)).toBeLessThan(1);
    const variants: [bytes: Buffer, tolerance: number][] = [
      // Printing inks cannot mix this orange: what comes back is the nearest they can.
      [await flat().toColourspace("cmyk").jpeg({ quality: 100 }).withIccProfile("cmyk").toBuffer(), 25],
      [await flat().png({ palette: true }).toBuffer(), 3],
      [await flat().toColourspace("rgb16").png().toBuffer(), 3],
      [await flat().withIccProfile("p3").jpeg({ quality: 100 }).toBuffer(), 8],
      [await flat().tiff({ compression: "lzw" }).toBuffer(), 3],
    ];
    for (const [bytes, tolerance] of variants) {
      expectColour(quadrant((await decodePicture(bytes, shape)).modelInput, 1, 1), [230, 120, 30], tolerance);
    }
  });

  it("makes a WebP thumbnail of 320 px on the long side, in proportion, never enlarged", async () => {
    const sizes: [number, number, number, number][] = [
      [1600, 1200, 320, 240],
      [600, 1200, 160, 320],
      [100, 60, 100, 60],
      [3000, 20, 320, 2],
    ];
    for (const [width, height, thumbnailWidth, thumbnailHeight] of sizes) {
      const { thumbnail } = await decodePicture(await picture(2, { width, height }).jpeg().toBuffer(), shape);
      const made = await sharp(thumbnail).metadata();
      expect([made.format, made.space, made.width, made.height]).toEqual([
        "webp",
        "srgb",
        thumbnailWidth,
        thumbnailHeight,
      ]);
    }
  });

  it("gives the model its input for pictures smaller than it and of extreme shape", async () => {
    for (const [width, height] of [
      [1, 1],
      [7, 5],
      [4000, 3],
      [3, 4000],
    ] as const) {
      const bytes = await picture(3, { width, height }).png().toBuffer();
      expect((await decodePicture(bytes, shape)).modelInput).toHaveLength(32 * 32 * 3);
    }
  });

  it("takes the first frame of an animation", async () => {
    const frames = await Promise.all(
      [1, 2].map((n) => picture(n, { width: 40, height: 40 }).png().toBuffer()),
    );
    const bytes = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    const { width, height } = await decodePicture(bytes, shape);
    expect([width, height]).toEqual([40, 40]);
  });
});

describe("a picture that cannot be decoded", () => {
  async function codeOf(bytes: Buffer, format: "jpeg" | "png" | "webp" | "gif"): Promise<string> {
    try {
      await decodePicture(bytes, shape);
      return "decoded";
    } catch (error) {
      return problemOf(error, format, bytes).code;
    }
  }

  it("is TRUNCATED when its end is missing", async () => {
    const large = picture(1, { width: 400, height: 300 });
    const jpegBytes = await large.clone().jpeg().toBuffer();
    const pngBytes = await large.clone().png().toBuffer();
    const webpBytes = await large.clone().webp().toBuffer();
    expect(await codeOf(jpegBytes.subarray(0, jpegBytes.length >> 1), "jpeg")).toBe("TRUNCATED");
    expect(await codeOf(pngBytes.subarray(0, pngBytes.length >> 1), "png")).toBe("TRUNCATED");
    expect(await codeOf(webpBytes.subarray(0, webpBytes.length >> 1), "webp")).toBe("TRUNCATED");
  });

  it("is TRUNCATED when it is a JPEG of which more than its last rows is missing, or that is progressive", async () => {
    const large = picture(1, { width: 600, height: 800 });
    const bytes = await large.clone().jpeg().toBuffer();
    for (const part of [0.1, 0.5, 0.9, 0.95]) {
      expect(await codeOf(bytes.subarray(0, Math.floor(bytes.length * part)), "jpeg")).toBe("TRUNCATED");
    }
    const scan = bytes.indexOf(Buffer.of(0xff, 0xda));
    const withoutPixels = bytes.subarray(0, scan + 2 + bytes.readUInt16BE(scan + 2));
    expect(await codeOf(withoutPixels, "jpeg")).toBe("TRUNCATED");
    const progressive = await large.clone().jpeg({ progressive: true }).toBuffer();
    expect(await codeOf(progressive.subarray(0, -40), "jpeg")).toBe("TRUNCATED");
  });

  it("is none when only the last rows of a JPEG are missing: it is shown, and that is said of it", async () => {
    const large = picture(1, { width: 600, height: 800 });
    const bytes = await large.clone().withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const whole = await decodePicture(bytes, shape);
    expect(whole.pixelOddities).toEqual([]);
    for (const missing of [2, 30]) {
      const cut = await decodePicture(bytes.subarray(0, -missing), shape);
      expect(cut).toMatchObject({ width: 800, height: 600 });
      expect(cut.pixelOddities).toEqual([expect.stringContaining("ends a little too early")]);
      const difference = cut.modelInput.reduce(
        (sum, level, at) => sum + Math.abs(level - (whole.modelInput[at] ?? 0)),
        0,
      );
      expect(difference / cut.modelInput.length).toBeLessThan(2);
    }
  });

  it("is CORRUPT when it has its end but not its middle", async () => {
    const bytes = await picture(1, { width: 400, height: 300 }).png().toBuffer();
    bytes.fill(0x55, 60, bytes.length - 20);
    expect(await codeOf(bytes, "png")).toBe("CORRUPT");
  });

  it("is TOO_LARGE by its header alone, without taking the memory it asks for", async () => {
    const before = process.memoryUsage().rss;
    expect(await codeOf(pngOfNothing(70_000, 70_000), "png")).toBe("TOO_LARGE");
    // Fewer pixels may be a panorama: whether they are there shows as they are read.
    expect(["TRUNCATED", "CORRUPT"]).toContain(await codeOf(pngOfNothing(30_000, 30_000), "png"));
    expect(process.memoryUsage().rss - before).toBeLessThan(200e6);
  });
});

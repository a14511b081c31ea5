import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { decodePicture } from "../../../src/core/imaging/decode.ts";
import { groundOf } from "../../../src/core/imaging/ground.ts";
import { cropTo } from "../../helpers/input-shapes.ts";

/** A disc and a bar in greys on nothing at all. */
function drawing(...levels: number[]): Buffer {
  const shapes = levels.map((level, index) => {
    const grey = `rgb(${level},${level},${level})`;
    return `<rect x="${20 + index * 60}" y="20" width="40" height="60" rx="8" fill="${grey}"/>`;
  });
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${20 + levels.length * 60}" height="100">${shapes.join("")}</svg>`,
  );
}

/** Grey levels in the middle of each shape, and of the ground. */
async function seen(picture: Uint8Array, shapes: number): Promise<{ shapes: number[]; ground: number }> {
  const { data, info } = await sharp(picture).greyscale().raw().toBuffer({ resolveWithObject: true });
  const scale = info.width / (20 + shapes * 60);
  const at = (x: number, y: number) =>
    data[(Math.round(y * scale) * info.width + Math.round(x * scale)) * info.channels] as number;
  return {
    shapes: Array.from({ length: shapes }, (_, index) => at(40 + index * 60, 50)),
    ground: at(10, 10),
  };
}

async function thumbnailOf(levels: number[], format: "png" | "webp" | "gif" | "avif" | "tiff" | "svg") {
  const svg = drawing(...levels);
  // TIFF is written as JPEG inside otherwise, which has no alpha.
  const options = format === "tiff" ? { compression: "lzw" } : {};
  const bytes = format === "svg" ? svg : await sharp(svg).toFormat(format, options).toBuffer();
  return decodePicture(bytes, cropTo(64), { format });
}

describe("a drawing on nothing", () => {
  it.each([
    ["white", [255], 32],
    ["nearly white", [230, 250], 32],
    ["black", [0], 255],
    ["grey", [128], 255],
    ["black and white", [0, 255], 128],
    ["of all greys but light ones", [0, 60, 120, 180], 255],
  ])("that is %s gets a ground it is seen on, in every format", async (_, levels, wanted) => {
    for (const format of ["png", "webp", "gif", "avif", "tiff", "svg"] as const) {
      const { thumbnail, modelInput } = await thumbnailOf(levels, format);
      const { shapes, ground } = await seen(thumbnail, levels.length);
      expect(Math.abs(ground - wanted), format).toBeLessThan(6);
      for (const shape of shapes) expect(Math.abs(shape - ground), format).toBeGreaterThan(48);
      expect(Math.max(...modelInput) - Math.min(...modelInput), format).toBeGreaterThan(48);
    }
  });

  it("and an opaque picture, or one with nothing on it, is on white", () => {
    const pixels = (alpha: number) => new Uint8Array(16 * 4).fill(alpha);
    expect(groundOf({ data: pixels(255), width: 4, height: 4 })).toBe(255);
    expect(groundOf({ data: pixels(0), width: 4, height: 4 })).toBe(255);
  });

  it("of one grey, whichever, is 64 levels away from its ground, always the same", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), (level) => {
        const data = Uint8Array.from({ length: 8 * 8 * 4 }, (_, at) => {
          const isInside = Math.floor(at / 4) % 8 >= 4;
          return at % 4 === 3 ? (isInside ? 255 : 0) : level;
        });
        const ground = groundOf({ data, width: 8, height: 8 });
        expect(Math.abs(ground - level)).toBeGreaterThanOrEqual(64);
        expect(groundOf({ data, width: 8, height: 8 })).toBe(ground);
      }),
    );
  });
});

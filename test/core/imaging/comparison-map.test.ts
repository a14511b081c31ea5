import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { type Affine, cornerDistance, frameOnFrame } from "../../../src/core/imaging/comparison/affine.ts";
import { compareThumbnails } from "../../../src/core/imaging/comparison/compare-thumbnails.ts";
import type { Turn } from "../../../src/core/imaging/signature/cosine-hash.ts";
import { packSignature, signatureOf } from "../../../src/core/imaging/signature/signature.ts";
import { randomFrom, randomScene, renderScene } from "../../../src/demo/index.ts";

let original: Buffer;

beforeAll(async () => {
  const picture = await renderScene(randomScene(randomFrom("map")), { width: 1600, height: 1200 });
  original = await picture.jpeg({ quality: 95 }).toBuffer();
});

/** As the library keeps it. */
async function cached(photo: Buffer) {
  const thumbnail = await sharp(photo).resize({ width: 320, height: 320, fit: "inside" }).webp().toBuffer();
  const { data, info } = await sharp(thumbnail).raw().toBuffer({ resolveWithObject: true });
  return { thumbnail, packed: packSignature(signatureOf({ data, width: info.width, height: info.height })) };
}

async function mapOf(copy: Buffer, turn: Turn | null = null): Promise<Affine | undefined> {
  const [measures] = await compareThumbnails(await cached(copy), [{ ...(await cached(original)), turn }]);
  return measures?.map;
}

const cutOf = (left: number, top: number, width: number, height: number) =>
  sharp(original).extract({ left, top, width, height }).jpeg({ quality: 85 });

describe("the map from one picture into another", () => {
  test.each([
    { left: 140, top: 90, width: 1280, height: 960 },
    { left: 0, top: 200, width: 1600, height: 800 },
    { left: 300, top: 0, width: 900, height: 1200 },
  ])("says where a cut was cut out, to a thousandth: $width x $height", async (cut) => {
    const map = await mapOf(await cutOf(cut.left, cut.top, cut.width, cut.height).toBuffer());
    const truth = {
      a: cut.width / 1600,
      b: 0,
      c: cut.left / 1600,
      d: 0,
      e: cut.height / 1200,
      f: cut.top / 1200,
    };
    expect(cornerDistance(map ?? frameOnFrame, truth)).toBeLessThan(0.001);
  });

  test("lays whole pictures frame on frame, exactly, whatever their sizes", async () => {
    const small = await sharp(original).resize(411).jpeg({ quality: 60 }).toBuffer();
    expect(await mapOf(small)).toEqual(frameOnFrame);
  });

  test("turns a picture back that was mirrored or turned", async () => {
    const mirrored = await sharp(original).flop().jpeg().toBuffer();
    const mirror = { a: -1, b: 0, c: 1, d: 0, e: 1, f: 0 };
    const found = await mapOf(mirrored, { isMirrored: true, quarters: 0 });
    expect(cornerDistance(found ?? frameOnFrame, mirror)).toBeLessThan(0.001);
    // Turned clockwise: what is on top of the copy was at the left. Three quarters more turn it back.
    const turned = await sharp(original).rotate(90).jpeg().toBuffer();
    const back = { a: 0, b: 1, c: 0, d: -1, e: 0, f: 1 };
    const turnedBack = await mapOf(turned, { isMirrored: false, quarters: 3 });
    expect(cornerDistance(turnedBack ?? frameOnFrame, back)).toBeLessThan(0.001);
  });

  test("follows a straightened horizon", async () => {
    const straightened = await sharp(original)
      .rotate(3, { background: "white" })
      .toBuffer({ resolveWithObject: true });
    const { width, height } = straightened.info;
    const cut = {
      left: Math.round((width - 1280) / 2),
      top: Math.round((height - 960) / 2),
      width: 1280,
      height: 960,
    };
    const map = await mapOf(await sharp(straightened.data).extract(cut).jpeg().toBuffer());
    const [cos, sin] = [Math.cos(Math.PI / 60), Math.sin(Math.PI / 60)];
    const [a, b, d, e] = [0.8 * cos, 0.8 * sin * 0.75, (-0.8 * sin) / 0.75, 0.8 * cos];
    const truth = { a, b, c: 0.5 - (a + b) / 2, d, e, f: 0.5 - (d + e) / 2 };
    expect(cornerDistance(map ?? frameOnFrame, truth)).toBeLessThan(0.003);
  });
});

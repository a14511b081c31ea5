import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { decodePicture } from "../../../src/core/imaging/decode.ts";
import { problemOf } from "../../../src/core/imaging/problem.ts";
import { renditionOf } from "../../../src/core/imaging/rendition.ts";
import { expectNear } from "../../helpers/expect-near.ts";
import { cropTo } from "../../helpers/input-shapes.ts";
import { columnsSeen, patchColours, patchSize, toLinear } from "../../helpers/patches.ts";
import { type SampleKind, sampleTiff, type TiffSampleOptions } from "../../helpers/tiff-samples.ts";

type Way = Partial<Omit<TiffSampleOptions, "kind" | "value">>;

const columnOf = (x: number) => Math.min(2, Math.floor((x * 3) / patchSize.width));
const level = (x: number, channel: number) =>
  (patchColours[columnOf(x)] as readonly number[])[channel] ?? 255;

/** Orange, grey and white; floats in linear light, integers as bright as their number says. */
function patchesTiff(kind: SampleKind, way: Way = {}): Buffer {
  const isLinear = kind.startsWith("f");
  return sampleTiff({
    ...patchSize,
    kind,
    channels: 3,
    value: (x, _y, channel) => (isLinear ? toLinear(level(x, channel)) : level(x, channel) / 255),
    ...way,
  });
}

/** The first channel of the same, as greys that are as bright as their number says. */
function greyTiff(kind: SampleKind, way: Way & { scale?: number } = {}): Buffer {
  const { scale = 1, ...others } = way;
  return sampleTiff({
    ...patchSize,
    kind,
    channels: 1,
    value: (x) => (level(x, 0) / 255) * scale,
    ...others,
  });
}

const greys = patchColours.map(([red]) => [red, red, red]);

async function expectSeen(file: Buffer, wanted: readonly (readonly number[])[], what: string): Promise<void> {
  const { thumbnail } = await decodePicture(file, cropTo(64), { format: "tiff" });
  expectNear(await columnsSeen(thumbnail), wanted, { what: `${what}, grid` });
  expectNear(await columnsSeen(await renditionOf(file, "tiff", 2560)), wanted, { what: `${what}, viewer` });
}

describe("a TIFF of numbers that are no bytes is shown, not black", () => {
  it.each<SampleKind>(["f16", "f32", "f64", "u32", "u64", "i8", "i16", "i32"])("of %s", async (kind) => {
    await expectSeen(patchesTiff(kind), patchColours, "colours");
    await expectSeen(greyTiff(kind), greys, "greys");
    await expectSeen(patchesTiff(kind, { isBigEndian: true }), patchColours, "big-endian");
    await expectSeen(patchesTiff(kind, { isBig: true }), patchColours, "BigTIFF");
  });

  const ways: [string, Way][] = (["none", "lzw", "deflate", "zstd", "packbits"] as const).flatMap(
    (compression): [string, Way][] => [
      [`${compression}, strips`, { compression, rowsPerStrip: 10 }],
      [`${compression}, tiles`, { compression, tile: 32 }],
      [`${compression}, planes`, { compression, isPlanar: true }],
      [`${compression}, tiles of planes`, { compression, isPlanar: true, tile: 16 }],
    ],
  );
  it.each(ways)("packed by %s, with every predictor", async (_, way) => {
    for (const kind of ["f16", "f32", "f64"] as const) {
      for (const predictor of [1, 2, 3] as const) {
        for (const isBigEndian of [false, true]) {
          const file = patchesTiff(kind, { ...way, predictor, isBigEndian });
          await expectSeen(file, patchColours, `${kind}, predictor ${predictor}`);
        }
      }
    }
    await expectSeen(patchesTiff("u32", { ...way, predictor: 2 }), patchColours, "u32");
  });

  it("packed by Zstandard, which libvips was not built with: bytes too", async () => {
    for (const kind of ["u8", "u16"] as const) {
      await expectSeen(patchesTiff(kind, { compression: "zstd", predictor: 2 }), patchColours, kind);
      await expectSeen(greyTiff(kind, { compression: "zstd" }), greys, kind);
    }
  });

  it("with a profile: as the profile says", async () => {
    const tagged = sharp({ create: { width: 8, height: 8, channels: 3, background: "white" } });
    const { icc: srgb } = await sharp(await tagged.withIccProfile("srgb").png().toBuffer()).metadata();
    for (const kind of ["f16", "f32", "u32"] as const) {
      const file = sampleTiff({
        ...patchSize,
        kind,
        channels: 3,
        value: (x, _y, channel) => level(x, channel) / 255,
        profile: srgb as Uint8Array,
      });
      await expectSeen(file, patchColours, kind);
    }
    const { icc: p3 } = await sharp(await tagged.withIccProfile("p3").png().toBuffer()).metadata();
    const wide = sampleTiff({
      ...patchSize,
      kind: "f32",
      channels: 3,
      value: (x, _y, channel) => level(x, channel) / 255,
      profile: p3 as Uint8Array,
    });
    await expectSeen(wide, [[213, 116, 0], ...patchColours.slice(1)], "Display P3");
  });

  it("with a profile of linear greys, as Photoshop's are", async () => {
    const profile = Buffer.alloc(128 + 4 + 12 + 12);
    profile.write("GRAY", 16, "latin1");
    profile.writeUInt32BE(1, 128);
    profile.write("kTRC", 132, "latin1");
    profile.writeUInt32BE(144, 136);
    profile.writeUInt32BE(12, 140);
    profile.write("curv", 144, "latin1");
    const file = greyTiff("f32", { profile });
    const brighter = greys.map(([grey]) => {
      const light = 255 * (1.055 * ((grey ?? 0) / 255) ** (1 / 2.4) - 0.055);
      return [light, light, light];
    });
    await expectSeen(file, brighter, "linear greys");
  });

  it("with alpha, multiplied in or not", async () => {
    for (const extraSample of [1, 2] as const) {
      const file = sampleTiff({
        ...patchSize,
        kind: "f32",
        channels: 4,
        extraSample,
        value: (x, _y, channel) =>
          channel === 3 ? 0.5 : toLinear(level(x, channel)) * (extraSample === 1 ? 0.5 : 1),
      });
      const { data, info } = await sharp(await renditionOf(file, "tiff", 2560))
        .raw()
        .toBuffer({ resolveWithObject: true });
      expect(info.channels).toBe(4);
      expect(Math.abs((data[3] ?? 0) - 127)).toBeLessThanOrEqual(1);
      expectNear([[...data.subarray(0, 3)]], [patchColours[0]], { what: String(extraSample) });
    }
  });

  it("turned, with white as zero, and where the numbers of white are 255 or 65,535", async () => {
    const turned = await decodePicture(patchesTiff("f32", { orientation: 6 }), cropTo(64), {
      format: "tiff",
    });
    expect([turned.width, turned.height]).toEqual([patchSize.height, patchSize.width]);
    const inverted = sampleTiff({
      ...patchSize,
      kind: "u32",
      channels: 1,
      photometric: 0,
      value: (x) => 1 - level(x, 0) / 255,
    });
    await expectSeen(inverted, greys, "white is zero");
    await expectSeen(greyTiff("f32", { scale: 255 }), greys, "up to 255");
    await expectSeen(greyTiff("f32", { scale: 65_535 }), greys, "up to 65,535");
  });

  it("with light brighter than white, less than none, and numbers that are none", async () => {
    const odd = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -3, 40];
    const file = sampleTiff({
      ...patchSize,
      kind: "f32",
      channels: 3,
      value: (x, y, channel) => (y < 5 ? (odd[y] as number) : toLinear(level(x, channel))),
    });
    await expectSeen(file, patchColours, "odd numbers");
    const { data } = await sharp(await renditionOf(file, "tiff", 2560))
      .raw()
      .toBuffer({ resolveWithObject: true });
    const rows = [0, 1, 2, 3, 4].map((y) => (data[y * patchSize.width * 3] ?? 0) > 127);
    expect(rows).toEqual([false, true, false, false, true]);
  });

  it("and where it is damaged or cut short, it is said", async () => {
    const whole = patchesTiff("f32", { compression: "deflate" });
    const codeOf = async (bytes: Buffer) => {
      const error = await decodePicture(bytes, cropTo(64), { format: "tiff" }).catch((thrown) => thrown);
      return problemOf(error, "tiff", bytes).code;
    };
    const damaged = Buffer.from(whole);
    damaged.fill(0x55, 8, 60);
    expect(await codeOf(damaged)).toBe("CORRUPT");
    const long = sampleTiff({ ...patchSize, kind: "f32", channels: 3, value: () => 0.5 });
    const widthAt = long.indexOf(Buffer.of(1, 1, 4, 0)) + 8;
    long.writeUInt32LE(60_000, widthAt);
    expect(["TRUNCATED", "CORRUPT"]).toContain(await codeOf(long));
  });
});

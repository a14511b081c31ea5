import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { sequenceHeaderCodes } from "../../../src/core/imaging/colour/av1-sequence-header.ts";
import { highlightCurve } from "../../../src/core/imaging/colour/highlights.ts";
import { linearToSrgb } from "../../../src/core/imaging/colour/transfer.ts";
import { decodePicture } from "../../../src/core/imaging/decode.ts";
import { pictureFormatOf } from "../../../src/core/imaging/format.ts";
import { renditionOf } from "../../../src/core/imaging/rendition.ts";
import { expectNear } from "../../helpers/expect-near.ts";
import { formatFixtures } from "../../helpers/format-samples.ts";
import { cropTo } from "../../helpers/input-shapes.ts";
import {
  type Codes,
  codedAvif,
  codedPng,
  columnsSeen,
  patchColours,
  patchSize,
  recoded,
  toLinear,
  withPngChunk,
} from "../../helpers/patches.ts";

const pq: Codes = { primaries: 9, transfer: 16 };
const hlg: Codes = { primaries: 9, transfer: 18 };
const displayP3: Codes = { primaries: 12, transfer: 13 };
const wideSdr: Codes = { primaries: 9, transfer: 13 };

async function seenInGridAndViewer(file: Buffer, columns = 3): Promise<number[][][]> {
  const bytes = new Uint8Array(file);
  const format = pictureFormatOf(bytes) ?? "jpeg";
  const { thumbnail } = await decodePicture(bytes, cropTo(64), { format });
  const rendition = await renditionOf(bytes, format, 2560);
  return [await columnsSeen(thumbnail, columns), await columnsSeen(rendition, columns)];
}

async function expectPatches(file: Buffer, what: string): Promise<void> {
  for (const seen of await seenInGridAndViewer(file)) expectNear(seen, patchColours, { what });
}

const fixture = (name: string) => readFile(join(formatFixtures, name));

describe("a picture in colours told by code points shows orange, grey and white as they are", () => {
  it.each([
    ["PQ", pq],
    ["HLG", hlg],
    ["Display P3", displayP3],
    ["BT.2020", wideSdr],
    ["linear light", { primaries: 1, transfer: 8 }],
  ])("PNG with cICP: %s", async (name, codes) => {
    await expectPatches(await codedPng(codes), `${name}, 16 bits`);
    // Eight bits of linear light, or of PQ, are too few for anybody.
    if (codes.transfer === 13) await expectPatches(await codedPng(codes, { bits: 8 }), `${name}, 8 bits`);
  });

  it.each([
    ["PQ", pq],
    ["HLG", hlg],
    ["Display P3", displayP3],
    ["BT.2020", wideSdr],
  ])("AVIF with nclx: %s", async (name, codes) => {
    await expectPatches(await codedAvif(codes, 10), `${name}, 10 bits`);
    await expectPatches(await codedAvif(codes, 12), `${name}, 12 bits`);
    if (codes.transfer === 13) await expectPatches(await codedAvif(codes, 8), `${name}, 8 bits`);
  });

  it("HEIC with nclx, JPEG XL by its codestream", async () => {
    await expectPatches(recoded(await fixture("patches-pq.heic"), pq), "HEIC, PQ");
    await expectPatches(recoded(await fixture("patches-p3.heic"), displayP3), "HEIC, Display P3");
    await expectPatches(await fixture("patches-pq.jxl"), "JPEG XL, PQ");
  });

  it("an alpha channel stays", async () => {
    const png = await sharp(await codedPng(pq))
      .ensureAlpha(0.5)
      .png()
      .toBuffer();
    const rendition = await renditionOf(withPngChunk(png, "cICP", [9, 16, 0, 1]), "png", 2560);
    const { data, info } = await sharp(rendition).raw().toBuffer({ resolveWithObject: true });
    expect(info.channels).toBe(4);
    expect(Math.abs((data[3] ?? 0) - 128)).toBeLessThanOrEqual(1);
  });

  it("16 bits with a profile of a wide gamut leave it too", async () => {
    const pixels = Uint16Array.from({ length: 96 * 64 * 3 }, (_, at) => {
      const colour = patchColours[Math.floor(((Math.floor(at / 3) % 96) * 3) / 96)] ?? patchColours[0];
      return (colour[at % 3] as number) * 257;
    });
    const deep = sharp(pixels, { raw: { ...patchSize, channels: 3 } }).toColourspace("rgb16");
    // sharp takes such numbers for Display P3's: beyond sRGB's gamut, the orange has no blue left.
    const wanted = [[213, 116, 0], patchColours[1], patchColours[2]];
    for (const profile of ["p3", "srgb"]) {
      const tagged = deep.clone().withIccProfile(profile);
      for (const file of [await tagged.clone().png().toBuffer(), await tagged.clone().tiff().toBuffer()]) {
        for (const seen of await seenInGridAndViewer(file)) expectNear(seen, wanted, { what: profile });
      }
    }
  });

  it("what a PNG says in gAMA counts where nothing newer is said", async () => {
    const linear = await codedPng({ primaries: 1, transfer: 8 });
    const codes = linear.indexOf("cICP");
    const bare = Buffer.concat([linear.subarray(0, codes - 4), linear.subarray(codes + 12)]);
    const gamma = [0, 1, 0x86, 0xa0];
    await expectPatches(withPngChunk(bare, "gAMA", gamma), "gAMA");
  });

  it("a profile tells code points too", async () => {
    const png = await codedPng(pq);
    const codes = png.indexOf("cICP");
    const bare = Buffer.concat([png.subarray(0, codes - 4), png.subarray(codes + 12)]);
    const profile = Buffer.alloc(132 + 12 + 12);
    profile.writeUInt32BE(1, 128);
    profile.write("cicp", 132, "latin1");
    profile.writeUInt32BE(144, 136);
    profile.writeUInt32BE(12, 140);
    profile.write("cicp", 144, "latin1");
    profile.set([9, 16, 0, 1], 152);
    const { deflateSync } = await import("node:zlib");
    const packed = Buffer.concat([Buffer.from("x\0\0", "latin1"), deflateSync(profile)]);
    await expectPatches(withPngChunk(bare, "iCCP", [...packed]), "iCCP");
  });
});

describe("light brighter than white", () => {
  it("is rolled off, and what is not brighter stays within 6 levels of its SDR sibling", async () => {
    const bright = [4.9, 4.9, 4.9];
    const colours = [...patchColours.map((colour) => colour.map(toLinear)), bright];
    for (const codes of [pq, { primaries: 1, transfer: 16 }]) {
      const file = await codedPng(codes, { colours });
      for (const seen of await seenInGridAndViewer(file, 4)) {
        expectNear(seen, [...patchColours, [255, 255, 255]]);
        expect(seen[2]?.[0]).toBeLessThan(seen[3]?.[0] ?? 0);
      }
    }
  });

  it("keeps its order: a brighter light never gets darker, white is at most 5 levels below white", () => {
    const lights = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 1, max: 49, noNaN: true }), lights, lights, (peak, one, other) => {
        const curve = highlightCurve(peak);
        const [low, high] = [Math.min(one, other) * peak, Math.max(one, other) * peak];
        expect(curve(low)).toBeLessThanOrEqual(curve(high) + 1e-9);
        expect(curve(high)).toBeLessThanOrEqual(1 + 1e-9);
        expect(255 * linearToSrgb(curve(1))).toBeGreaterThan(250);
        if (low < 0.9) expect(curve(low)).toBe(low);
      }),
    );
  });
});

describe("a JPEG with a gain map", () => {
  it("shows its base picture", async () => {
    const base = await sharp({ create: { ...patchSize, channels: 3, background: "#c87828" } })
      .withXmp(gainMapXmp)
      .jpeg({ quality: 95 })
      .toBuffer();
    const map = await sharp({ create: { width: 48, height: 32, channels: 3, background: "white" } })
      .jpeg()
      .toBuffer();
    for (const seen of await seenInGridAndViewer(Buffer.concat([base, map]), 1)) {
      expectNear(seen, [[200, 120, 40]]);
    }
  });
});

const gainMapXmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" hdrgm:Version="1.0" hdrgm:GainMapMax="2"
 xmlns:Container="http://ns.google.com/photos/1.0/container/" xmlns:Item="http://ns.google.com/photos/1.0/container/item/">
<Container:Directory><rdf:Seq><rdf:li rdf:parseType="Resource"><Container:Item Item:Semantic="Primary" Item:Mime="image/jpeg"/></rdf:li>
<rdf:li rdf:parseType="Resource"><Container:Item Item:Semantic="GainMap" Item:Mime="image/jpeg" Item:Length="600"/></rdf:li></rdf:Seq>
</Container:Directory></rdf:Description></rdf:RDF></x:xmpmeta>`;

describe("the header of AV1 data", () => {
  it("tells code points where the container has none, and a header without them or cut short tells nothing", () => {
    // Profile 0, a still picture with the reduced header, 16 x 16, ten bits, colours 9 and 16.
    const bits = `000 1 1 00000 0011 0011 1111 1111 000 000 1 0 1 ${code(9)} ${code(16)} ${code(9)} 1`;
    const header = Buffer.of(0x0a, 0x0b, ...bytesOf(bits));
    expect(sequenceHeaderCodes(header)).toEqual({ primaries: 9, transfer: 16 });
    expect(sequenceHeaderCodes(header.subarray(0, 6))).toBeUndefined();
    const without = `000 1 1 00000 0011 0011 1111 1111 000 000 1 0 0 1`;
    expect(sequenceHeaderCodes(Buffer.of(0x0a, 0x0b, ...bytesOf(without)))).toBeUndefined();
  });
});

function code(number: number): string {
  return number.toString(2).padStart(8, "0");
}

function bytesOf(bits: string): number[] {
  const all = bits.replaceAll(" ", "");
  return (all.padEnd(Math.ceil(all.length / 8) * 8, "0").match(/.{8}/g) ?? []).map((byte) =>
    Number.parseInt(byte, 2),
  );
}

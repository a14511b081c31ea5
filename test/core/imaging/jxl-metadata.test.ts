import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readAllMetadata } from "../../../src/core/imaging/metadata/index.ts";
import { formatFixtures } from "../../helpers/format-samples.ts";
import { bag, exifTiff, jxlContainer, xmpDocument } from "../../helpers/written-metadata.ts";

let codestream: Buffer;
beforeAll(async () => {
  codestream = await readFile(join(formatFixtures, "card.jxl"));
});

const exif = exifTiff({ first: [[0x10f, 2, "Maker"]], exif: [[0x9003, 2, "2012:03:04 05:06:07"]] });
const xmp = xmpDocument(bag("dc:subject", "garden"), 'xmp:Rating="4"');
const says = { takenAt: "2012-03-04T05:06:07", rating: 4, keywords: ["garden"], camera: { make: "Maker" } };

describe("a JPEG XL made from a JPEG keeps what that said", () => {
  for (const isPacked of [true, false]) {
    for (const isBehind of [true, false]) {
      const form = `${isPacked ? "packed with Brotli" : "plain"}, ${isBehind ? "behind" : "before"} the picture`;
      it(form, () => {
        const file = jxlContainer(codestream, { exif, xmp, isPacked, isBehind });
        const { metadata, needsExifTool } = readAllMetadata(file, "jxl");
        expect(metadata).toMatchObject(says);
        expect(needsExifTool).toBe(false);
      });
    }
  }

  it("but a bare codestream says nothing, and damaged boxes neither", () => {
    expect(readAllMetadata(codestream, "jxl").metadata).toMatchObject({ takenAt: null, keywords: [] });
    const whole = jxlContainer(codestream, { exif, xmp, isPacked: true });
    for (let length = 12; length < 200; length += 7) {
      expect(() => readAllMetadata(whole.subarray(0, length), "jxl")).not.toThrow();
    }
  });
});

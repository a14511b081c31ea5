import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { errorDefinitions } from "../../../src/contract/errors.ts";
import { decodePicture } from "../../../src/core/imaging/decode.ts";
import { type PictureFormat, pictureFormatOf } from "../../../src/core/imaging/format.ts";
import { type FileProblem, problemOf } from "../../../src/core/imaging/problem.ts";
import { expectNear } from "../../helpers/expect-near.ts";
import { formatFixtures } from "../../helpers/format-samples.ts";
import { cropTo } from "../../helpers/input-shapes.ts";
import { writtenByMagick } from "../../helpers/magick-pictures.ts";
import { columnsSeen } from "../../helpers/patches.ts";
import { jpeg, pngOfNothing } from "../../helpers/pictures.ts";
import { sampleTiff } from "../../helpers/tiff-samples.ts";

async function problemWith(bytes: Buffer): Promise<FileProblem | "decoded"> {
  const format = pictureFormatOf(bytes) as PictureFormat;
  try {
    await decodePicture(bytes, cropTo(64), { format });
    return "decoded";
  } catch (error) {
    return problemOf(error, format, bytes);
  }
}

describe("a valid file", () => {
  it("with a colour profile is no damaged one: JPEG XL, BMP, Photoshop, in its colours", async () => {
    const orange = await sharp({ create: { width: 400, height: 300, channels: 3, background: "#c87828" } })
      .png()
      .toBuffer();
    for (const name of ["srgb", "p3"]) {
      const { icc } = await sharp(await sharp(orange).withIccProfile(name).png().toBuffer()).metadata();
      const wanted = name === "srgb" ? [200, 120, 40] : [213, 116, 0];
      // Into these two ImageMagick writes no other profile than sRGB's.
      const isOnlySrgb = (format: string) => format === "Jxl" || format === "Jp2";
      for (const format of ["Jxl", "Bmp", "Psd", "Jp2"] as const) {
        const bytes = await writtenByMagick(orange, format, icc);
        for (let time = 0; time < 2; time++) {
          const { thumbnail } = await decodePicture(bytes, cropTo(64), {
            format: pictureFormatOf(bytes) as PictureFormat,
          });
          const seen = await columnsSeen(thumbnail, 1);
          expectNear(seen, [isOnlySrgb(format) ? [200, 120, 40] : wanted], { what: `${format}, ${name}` });
        }
      }
    }
  });

  it("that its decoder does not support is not called damaged, and nobody is sent to copy it again", async () => {
    const heic = await readFile(join(formatFixtures, "thumbnail.heic"));
    const otherCodec = Buffer.from(heic.toString("latin1").replaceAll("hvc1", "jpeg"), "latin1");
    const hierarchical = await jpeg(1);
    hierarchical[hierarchical.indexOf(Buffer.of(0xff, 0xc0)) + 1] = 0xc5;
    const tiff = sampleTiff({ width: 8, height: 8, kind: "f32", channels: 3, value: () => 0.5 });
    const unknownPacking = Buffer.from(tiff);
    unknownPacking.writeUInt16LE(34_887, unknownPacking.indexOf(Buffer.of(3, 1, 3, 0)) + 8);
    for (const [name, bytes] of Object.entries({ otherCodec, hierarchical, unknownPacking })) {
      const problem = await problemWith(bytes);
      expect(problem, name).toMatchObject({ code: "UNSUPPORTED_FORMAT" });
      expect((problem as FileProblem).message, name).not.toMatch(/damaged|corrupt/i);
    }
    expect(errorDefinitions.UNSUPPORTED_FORMAT.remedy).not.toMatch(/copy/i);
  });

  it("whose pixels have to be in memory at once is too large by what it says, and the words say why", async () => {
    const interlaced = pngOfNothing(20_000, 20_000);
    interlaced[28] = 1;
    expect(await problemWith(interlaced)).toEqual({
      code: "TOO_LARGE",
      message:
        "The PNG picture has 400 megapixels, stored so that all of them have to be in memory at once: so Shoebox reads up to 268.",
    });
    expect(await problemWith(pngOfNothing(100_000, 100_000))).toEqual({
      code: "TOO_LARGE",
      message: "The PNG picture has 10000 megapixels; Shoebox reads up to 4294.",
    });
  });
});

/** What the decoders really say, word for word. */
const words: [said: string, code: FileProblem["code"]][] = [
  ["tiff2vips: ZSTD compression support is not configured", "UNSUPPORTED_FORMAT"],
  ["tiff2vips: tiled separate planes not supported", "UNSUPPORTED_FORMAT"],
  ["heif: Support for this compression format has not been built in: HEVC (11.6003)", "UNSUPPORTED_FORMAT"],
  ["VipsJpeg: Unsupported JPEG process: SOF type 0xc3", "UNSUPPORTED_FORMAT"],
  ["VipsJpeg: Unsupported JPEG data precision 12", "UNSUPPORTED_FORMAT"],
  ["NoDecodeDelegateForThisImageFormat `JXL' no decode delegate for this image format", "UNSUPPORTED_FORMAT"],
  ["UnrecognizedImageCompression `x.bmp'", "UNSUPPORTED_FORMAT"],
  ["Input buffer contains unsupported image format", "CORRUPT"],
  ["VipsJpeg: premature end of JPEG image", "TRUNCATED"],
  ["InsufficientImageDataInFile `x' insufficient image data in file", "TRUNCATED"],
  ["Input image exceeds pixel limit", "TOO_LARGE"],
  ["WidthOrHeightExceedsLimit `x' width or height exceeds limit", "TOO_LARGE"],
  ["CacheResourcesExhausted `x' cache resources exhausted", "TOO_LARGE"],
  ["timeout: 3% complete", "DECODE_TIMEOUT"],
  ["TimeLimitExceeded `x' time limit exceeded", "DECODE_TIMEOUT"],
  ["pngload_buffer: libspng read error", "CORRUPT"],
];

describe("the words of a decoder", () => {
  it.each(words)("%s", (said, code) => {
    expect(problemOf(new Error(said), "tiff", new Uint8Array(16)).code).toBe(code);
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import { decodePicture } from "../../../src/core/imaging/decode.ts";
import { type PictureFormat, pictureFormatOf } from "../../../src/core/imaging/format.ts";
import { problemOf } from "../../../src/core/imaging/problem.ts";
import { formatSamples } from "../../helpers/format-samples.ts";
import { badProfiles, badTexts, jxlBombs, pngBombs, unpackedBytes } from "../../helpers/hostile-metadata.ts";
import { cropTo } from "../../helpers/input-shapes.ts";

const shape = cropTo(96);
/** Of its own work: how long that takes beside others is not said. */
const mostCpuSeconds = 20;
/** Less than one bomb unpacks to. */
const mostGrowthBytes = unpackedBytes / 2;

/** What becomes of each file: "decoded" or its code; fails where one took too much work, or memory. */
async function outcomesOf(files: Record<string, Buffer>): Promise<Record<string, string>> {
  const outcomes: Record<string, string> = {};
  for (const [name, bytes] of Object.entries(files)) {
    const format = pictureFormatOf(bytes) as PictureFormat;
    const [started, before] = [process.cpuUsage(), peakBytes()];
    outcomes[name] = await decodePicture(bytes, shape, { format }).then(
      () => "decoded",
      (error: unknown) => problemOf(error, format, bytes).code,
    );
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1e6, name).toBeLessThan(mostCpuSeconds);
    expect(peakBytes() - before, name).toBeLessThan(mostGrowthBytes);
  }
  return outcomes;
}

/** The most memory the process ever had: a bomb that was let go again counts too. */
const peakBytes = () => process.resourceUsage().maxRSS * 1024;

const allDecoded = (files: Record<string, Buffer>) =>
  Object.fromEntries(Object.keys(files).map((name) => [name, "decoded"]));

describe("a picture whose metadata were made to do harm", () => {
  // The decoders' own memory is none of a bomb's.
  beforeAll(async () => {
    for (const { bytes } of await formatSamples()) await decodePicture(bytes, shape);
  });

  it("is shown, and its compressed metadata are not unpacked: PNG's texts and profile", async () => {
    const files = await pngBombs();
    expect(await outcomesOf(files)).toEqual(allDecoded(files));
  });

  it("is shown, and its compressed metadata are not unpacked: JPEG XL's boxes", async () => {
    const files = await jxlBombs();
    expect(await outcomesOf(files)).toEqual(allDecoded(files));
  });

  it("is shown, or ends in a code, when its colour profile is damaged or oversized", async () => {
    const outcomes = await outcomesOf(await badProfiles());
    for (const [name, outcome] of Object.entries(outcomes)) {
      expect(["decoded", "CORRUPT"], name).toContain(outcome);
      // In a JPEG a profile is an extra that nobody misses.
      if (name.endsWith(".jpg")) expect(outcome, name).toBe("decoded");
    }
  });

  it("is shown when its EXIF leads in circles or its XMP multiplies", async () => {
    const files = await badTexts();
    expect(await outcomesOf(files)).toEqual(allDecoded(files));
  });
});

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openCaptioner } from "../../../../src/core/models/captioners/open-captioner.ts";
import { describeOwnCaptioner } from "../../../../src/core/models/installing/import/describe-own-captioner.ts";

const fixtures = join(import.meta.dirname, "../../../fixtures/blip-export");
const side = 32;

/** As make.py beside the export draws them: uint8 [32, 32, 3]. */
function pixelsOf(picture: number): Uint8Array {
  const level = (x: number, y: number, channel: number) =>
    (7 * x * (picture + 1) + y * (3 * channel + 5) + 40 * channel + 97 * picture) % 256;
  return Uint8Array.from({ length: side * side * 3 }, (_, index) => {
    const [pixel, channel] = [Math.floor(index / 3), index % 3];
    return level(pixel % side, Math.floor(pixel / side), channel);
  });
}

test("what models/blip/export.py writes is imported, and writes what transformers' generate wrote by BLIP's rules", async () => {
  const directory = join(fixtures, "exported");
  const wanted: string[][] = JSON.parse(await readFile(join(fixtures, "references.json"), "utf8"));
  const entry = await describeOwnCaptioner(directory);
  expect(entry).toMatchObject({ adapter: "blip", generation: { prompt: "a picture of", beams: 3 } });
  const captioner = await openCaptioner({ entry, directory }, 1);
  onTestFinished(() => captioner.close());
  const written = await captioner.caption(Buffer.concat(wanted.map((_, picture) => pixelsOf(picture))));
  // Sentences that are empty or read the same are told once or not at all.
  const told = wanted.map((texts) => [...new Set(texts)].filter((text) => text !== ""));
  expect(written.map((sentences) => sentences.map(({ text }) => text))).toEqual(told);
});

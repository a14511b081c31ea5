import { expect, test } from "vitest";
import { ShoeboxError } from "../../../src/core/errors.ts";
import { captionIsolating } from "../../../src/core/workers/caption-isolating.ts";

const [fine, bad, plain] = [1, 66, 127];
const picture = (level: number) => new Uint8Array(12).fill(level);
const levels = (pictures: readonly Uint8Array[]) => pictures.map(([level]) => level);

/** Says each picture's level, unless one of them is bad; keeps what it was asked. */
function runner(error: Error, isBad: (level: number | undefined) => boolean) {
  const asked: (number | undefined)[][] = [];
  const run = async (pictures: readonly Uint8Array[]) => {
    asked.push(levels(pictures));
    if (levels(pictures).some(isBad)) throw error;
    return levels(pictures).map((level) => [{ text: `level ${level}`, confidence: null }]);
  };
  return { asked, run };
}

test.each([
  ["CAPTION_TIMEOUT", "CAPTION_TIMEOUT"],
  ["WORKER_CRASHED", "WORKER_CRASHED"],
  ["MODEL_CORRUPT", "WORKER_CRASHED"],
] as const)("one picture that ends in %s has failed with %s, the others have not", async (code, told) => {
  const { run, asked } = runner(new ShoeboxError(code, "No."), (level) => level === bad);
  const outcomes = await captionIsolating([fine, bad, fine].map(picture), run);
  const sentences = [{ text: "level 1", confidence: null }];
  expect(outcomes).toEqual([{ sentences }, { problem: { code: told, message: "No." } }, { sentences }]);
  expect(asked).toEqual([[fine, bad, fine], [plain], [fine], [bad], [fine]]);
});

test("what ends with a plain picture too is no picture's fault", async () => {
  const { run, asked } = runner(new ShoeboxError("CAPTION_TIMEOUT"), () => true);
  await expect(captionIsolating([fine, bad].map(picture), run)).rejects.toMatchObject({
    code: "CAPTION_TIMEOUT",
  });
  expect(asked).toEqual([[fine, bad], [plain]]);
});

test("a model that is not there is not asked again", async () => {
  const { run, asked } = runner(new ShoeboxError("MODEL_MISSING"), () => true);
  await expect(captionIsolating([picture(fine)], run)).rejects.toMatchObject({ code: "MODEL_MISSING" });
  expect(asked).toHaveLength(1);
});

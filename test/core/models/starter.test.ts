import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readManifest } from "../../../src/core/models/manifest/read-manifest.ts";
import { shippedModelOf } from "../../../src/core/models/runtime/shipped-model.ts";
import { shippedModelsDirectory } from "../../helpers/models.ts";
import {
  captionedPhotographs,
  keptBackPhotographs,
  type WordedPhotograph,
} from "../../helpers/real-photographs.ts";
import { measureRecall } from "../../helpers/recall.ts";
import { embedFiles, rankOf, ranksOf, recallAt, withModel } from "../../helpers/recall-of-photographs.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

const shipped = async () => shippedModelOf(await readManifest(shippedModelsDirectory));

const [captioned, classes] = [
  await captionedPhotographs(),
  (await keptBackPhotographs("classes"))?.slice(0, 100),
];

/** Says so where there are no photographs to try it on. */
function onPhotographs(
  name: string,
  photographs: WordedPhotograph[] | undefined,
  work: (photographs: WordedPhotograph[]) => Promise<void>,
): void {
  if (photographs) {
    it(name, () => work(photographs));
    return;
  }
  it(`NOT TESTED, for want of photographs: ${name}`, () => {
    console.warn(`NOT TESTED: there are no photographs at ../shared: ${name}`);
  });
}

/** Two letters in the middle change places. */
function misspelt(word: string): string {
  const middle = Math.floor(word.length / 2);
  return word.slice(0, middle - 1) + word.charAt(middle) + word.charAt(middle - 1) + word.slice(middle + 1);
}

describe("the starter model", () => {
  it("is the one its manifest names, byte for byte, at most 48 MB, its terms beside it", async () => {
    const { directory, models } = await readManifest(shippedModelsDirectory);
    const entry = models.find(({ id }) => id === "starter");
    if (!entry?.directory) throw new Error("The manifest names no starter.");
    const folder = join(directory, entry.directory);
    let total = 0;
    for (const { path, sizeBytes, sha256 } of entry.files) {
      const bytes = await readFile(join(folder, path));
      expect(bytes.length, path).toBe(sizeBytes);
      expect(createHash("sha256").update(bytes).digest("hex"), path).toBe(sha256);
      total += bytes.length;
    }
    expect(total).toBeLessThanOrEqual(48e6);
    expect(entry.licence).toMatchObject({ name: "CC BY-NC-SA 4.0", isNonCommercial: true });
    expect(await readFile(join(folder, "LICENSE"), "utf8")).toContain(
      "Attribution-NonCommercial-ShareAlike 4.0",
    );
  });

  onPhotographs("finds captioned photographs among each other", captioned, async (photographs) => {
    const ranks = await withModel(await shipped(), (atWork) => ranksOf(photographs, atWork));
    expect(recallAt(ranks, 10)).toBeGreaterThanOrEqual(0.97);
    expect(recallAt(ranks, 1)).toBeGreaterThanOrEqual(0.6);
  });

  onPhotographs("finds things by one word, and mostly when it is misspelt", classes, async (photographs) => {
    await withModel(await shipped(), async (atWork) => {
      const images = await embedFiles(
        photographs.map(({ path }) => path),
        atWork,
      );
      const ranks = { right: [] as number[], misspelt: [] as number[] };
      for (const [place, { queries }] of photographs.entries()) {
        const [word = ""] = queries;
        ranks.right.push(rankOf(place, images, await atWork.inferencePool.embedText(word)));
        ranks.misspelt.push(rankOf(place, images, await atWork.inferencePool.embedText(misspelt(word))));
      }
      expect(recallAt(ranks.right, 5)).toBeGreaterThanOrEqual(0.9);
      expect(recallAt(ranks.misspelt, 10)).toBeGreaterThanOrEqual(0.5);
    });
  });

  it("finds the drawn demo photos too", async () => {
    const directory = await temporaryDirectory();
    const { caption, heldOut } = await withModel(await shipped(), (atWork) =>
      measureRecall({ directory, photos: 60, seed: 31, atWork }),
    );
    // Among 60 photos instead of the benchmark's 1,000 the same model finds more: the bounds are higher.
    expect(caption.at10).toBeGreaterThanOrEqual(0.97);
    expect(heldOut.at10).toBeGreaterThanOrEqual(0.9);
  });
});

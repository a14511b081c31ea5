import { basename, join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planDemoLibrary, writeDemoLibrary } from "../../../src/demo/index.ts";
import type { PlannedOriginal } from "../../../src/demo/library/plan.ts";
import { index, openCore } from "../../helpers/core.ts";
import { put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";
import { jpegWith } from "../../helpers/xmp.ts";

const words = ["dog", "Hund", "café", "愛犬", "snow", "night", "IMG", "São Paulo"] as const;

describe("what is not meant", () => {
  it("is never a photo about which it is written", async () => {
    const core = await openCore();
    const folder = await temporaryDirectory();
    const keywordsOf = (number: number) => words.filter((_, at) => ((number * 37) >> at) % 2 === 1);
    for (let number = 0; number < 24; number++) {
      await put(join(folder, `${number}.jpg`), await jpegWith(number, { keywords: keywordsOf(number) }));
    }
    await index(core, folder);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...words, "boat", ""),
        fc.subarray([...words], { minLength: 1, maxLength: 3 }),
        async (description, excluded) => {
          // "dog -dog" can be no photo at all.
          fc.pre(!excluded.some((word) => word === description));
          const terms = excluded.map((word) => (word.includes(" ") ? `-"${word}"` : `-${word}`));
          const query = [description, ...terms].join(" ");
          const { results, ranked } = await core.client.search.text({ query, limit: 100 });
          const allowed = Array.from({ length: 24 }, (_, number) => number).filter(
            (number) => !keywordsOf(number).some((word) => excluded.includes(word)),
          );
          const found = results.map(({ path }) => Number.parseInt(basename(path), 10));
          expect(
            found.toSorted((left, right) => left - right),
            query,
          ).toEqual(allowed);
          expect(ranked).toBe(allowed.length);
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);

  it("is pushed away where it is only seen, and what is left is still about the description", async () => {
    const [core, directory] = [await openCore(), await temporaryDirectory()];
    const library = { count: 240, seed: 77 };
    await writeDemoLibrary({ directory, ...library });
    await index(core, directory);
    const originals = planDemoLibrary(library).filter((photo): photo is PlannedOriginal => "scene" in photo);
    const sceneAt = new Map(originals.map(({ path, scene }) => [join(directory, path), scene]));
    for (const { query, isShown, isMeant } of [
      { query: "at night -snow", isShown: "snow", isMeant: "night" },
      { query: "by the lake -night", isShown: "night", isMeant: "lake" },
      { query: "in the kitchen without the night", isShown: "night", isMeant: "kitchen" },
    ]) {
      const { results } = await core.client.search.text({ query, limit: 20 });
      const scenes = results.flatMap(({ path }) => sceneAt.get(path) ?? []);
      const shows = (word: string) =>
        scenes.filter(({ place, light }) => place === word || light === word).length;
      expect(shows(isShown), query).toBeLessThanOrEqual(2);
      expect(shows(isMeant), query).toBeGreaterThanOrEqual(5);
    }
  }, 180_000);

  it("alone leaves all photos but those that show it", async () => {
    const [core, directory] = [await openCore(), await temporaryDirectory()];
    const library = { count: 120, seed: 78 };
    await writeDemoLibrary({ directory, ...library });
    await index(core, directory);
    const originals = planDemoLibrary(library).filter((photo): photo is PlannedOriginal => "scene" in photo);
    const atNight = new Set(
      originals.filter(({ scene }) => scene.light === "night").map(({ path }) => join(directory, path)),
    );
    const all = await core.client.search.text({ query: "", limit: 200 });
    const { results, total, ranked } = await core.client.search.text({ query: "-night", limit: 200 });
    expect(ranked).toBe(all.ranked);
    const likely = results.slice(0, total);
    // The newest first, as all photos are.
    const order = all.results.map(({ assetId }) => assetId);
    const places = likely.map(({ assetId }) => order.indexOf(assetId));
    expect(places).toEqual(places.toSorted((left, right) => left - right));
    const wrong = results.slice(total).filter(({ path }) => !atNight.has(path)).length;
    expect(results.slice(0, 20).filter(({ path }) => atNight.has(path)).length).toBeLessThanOrEqual(2);
    expect(wrong).toBeLessThanOrEqual(ranked / 8);
    expect(total).toBeLessThan(ranked);
  }, 120_000);
});

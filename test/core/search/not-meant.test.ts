import { basename, join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planDemoLibrary, writeDemoLibrary } from "../../../src/demo/index.ts";
import type { PlannedOriginal } from "../../../src/demo/library/plan.ts";
import type { Scene } from "../../../src/demo/scene.ts";
import { index, openCore } from "../../helpers/core.ts";
import { shippedModelsDirectory } from "../../helpers/models.ts";
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

  it("is pushed away where it is only seen, and alone leaves all photos but those that show it", async () => {
    const [core, directory] = [
      await openCore({ modelsDirectory: shippedModelsDirectory }),
      await temporaryDirectory(),
    ];
    const library = { count: 110, seed: 77 };
    await writeDemoLibrary({ directory, ...library });
    await index(core, directory);
    const originals = planDemoLibrary(library).filter((photo): photo is PlannedOriginal => "scene" in photo);
    const sceneAt = new Map(originals.map(({ path, scene }) => [join(directory, path), scene]));
    const first = async (query: string) => {
      const { results } = await core.client.search.text({ query, limit: 20 });
      const scenes = results.flatMap(({ path }) => sceneAt.get(path) ?? []);
      return (word: string) => scenes.filter(({ place, light }) => place === word || light === word).length;
    };
    const aboveTheLine = async (query: string) => {
      const { results, total } = await core.client.search.text({ query, limit: 200 });
      return results.slice(0, total).flatMap(({ path }) => sceneAt.get(path) ?? []);
    };
    const [plain, without] = [await first("at night"), await first("at night -snow")];
    expect(without("snow")).toBeLessThanOrEqual(Math.min(2, plain("snow")));
    expect(without("night")).toBeGreaterThanOrEqual(plain("night") - 2);
    // Where matches stop is as plain as without it: few are lost that show the one and not the other.
    const isMeant = ({ light, place }: Scene) => light === "night" && place !== "snow";
    const [all, left] = [await aboveTheLine("at night"), await aboveTheLine("at night -snow")];
    expect(all.filter(isMeant).length).toBeGreaterThan(5);
    expect(left.filter(isMeant).length).toBeGreaterThanOrEqual(0.7 * all.filter(isMeant).length);
    const shows = await first("in the forest without fog");
    expect(shows("fog")).toBeLessThanOrEqual(2);

    const every = await core.client.search.text({ query: "", limit: 200 });
    const { results, total, ranked } = await core.client.search.text({ query: "-night", limit: 200 });
    expect(ranked).toBe(every.ranked);
    // The newest first, as all photos are.
    const order = every.results.map(({ assetId }) => assetId);
    const places = results.slice(0, total).map(({ assetId }) => order.indexOf(assetId));
    expect(places).toEqual(places.toSorted((left, right) => left - right));
    expect((await first("-night"))("night")).toBeLessThanOrEqual(2);
    // Few that do not show it are taken for it.
    const pushed = results.slice(total).flatMap(({ path }) => sceneAt.get(path) ?? []);
    expect(pushed.filter(({ light }) => light !== "night").length).toBeLessThanOrEqual(ranked / 8);
  }, 180_000);
});

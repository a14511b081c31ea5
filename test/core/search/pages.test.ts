import { rm } from "node:fs/promises";
import { basename, join } from "node:path";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import type { SearchAnswer } from "../../../src/contract/search.ts";
import { sortOrders } from "../../../src/contract/sort-order.ts";
import type { Core } from "../../../src/core/index.ts";
import { index, openCore } from "../../helpers/core.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";
import { jpegWith } from "../../helpers/xmp.ts";

let core: Core;
let folder: string;
const photos = 40;

beforeEach(async () => {
  core = await openCore();
  folder = await temporaryDirectory();
  for (let number = 0; number < photos; number++) {
    const keywords = number % 5 === 0 ? ["heron"] : number % 7 === 0 ? ["heronry"] : [];
    await put(join(folder, `${number}.jpg`), await jpegWith(number, { keywords }));
  }
  await index(core, folder);
});

const namesIn = ({ results }: SearchAnswer) => results.map(({ path }) => basename(path));

describe("pages of one search", () => {
  it("part its order, whatever their size, for every order and query", async () => {
    const queries = [
      "heron",
      "boat at sunset",
      "",
      "name:1*",
      "heron -boat",
      "-boat",
      "like:#1",
      "like:#1 boat",
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...queries),
        fc.constantFrom(...sortOrders),
        fc.integer({ min: 1, max: 17 }),
        async (query, sort, limit) => {
          const whole = await core.client.search.text({ query, sort, limit: 100 });
          const { snapshot, ranked, total } = whole;
          expect(whole.results).toHaveLength(ranked);
          expect(new Set(whole.results.map(({ assetId }) => assetId)).size).toBe(ranked);
          expect(whole.results.map(({ isLikely }) => isLikely)).toEqual(
            whole.results.map((_, place) => place < total),
          );
          const pages: SearchAnswer["results"] = [];
          for (let offset = 0; offset < ranked; offset += limit) {
            const page = await core.client.search.text({ query, sort, limit, offset, snapshot });
            expect(page).toMatchObject({ snapshot, ranked, total });
            pages.push(...page.results);
          }
          expect(pages).toEqual(whole.results);
          // Asked anew, without a name for the order, it is the same while nothing has changed.
          const anew = await core.client.search.text({ query, sort, limit, offset: limit });
          expect(anew.results).toEqual(whole.results.slice(limit, 2 * limit));
        },
      ),
      { numRuns: 60 },
    );
  }, 120_000);

  it("do not shift while photos come in, which further searches find", async () => {
    const first = await core.client.search.text({ query: "heron", limit: 5 });
    const whole = await core.client.search.text({ query: "heron", limit: 100 });
    for (let number = 100; number < 110; number++) {
      await put(join(folder, "new", `${number}.jpg`), await jpegWith(number, { keywords: ["heron"] }));
    }
    await index(core, folder);
    const { snapshot } = first;
    const second = await core.client.search.text({ query: "heron", limit: 5, offset: 5, snapshot });
    expect([...namesIn(first), ...namesIn(second)]).toEqual(namesIn(whole).slice(0, 10));
    const anew = await core.client.search.text({ query: "heron", limit: 100 });
    expect(anew.withWords).toBe(whole.withWords + 10);
    expect(anew.snapshot).not.toBe(snapshot);
    // An order of something else is none to go on with.
    const other = await core.client.search.text({ query: "boat", limit: 5, snapshot });
    expect(other.snapshot).not.toBe(snapshot);
  });

  it("leave out photos that are gone, and the others keep their ranks", async () => {
    const whole = await core.client.search.text({ query: "heron", limit: 100 });
    const gone = namesIn(whole)[2] ?? "";
    await rm(join(folder, gone));
    await index(core, folder);
    const asked = { query: "heron", snapshot: whole.snapshot };
    const page = await core.client.search.text({ ...asked, limit: 5 });
    expect(page.results).toEqual(whole.results.slice(0, 5).filter(({ rank }) => rank !== 3));
    const { assetIds } = await core.client.search.assetIds({ ...asked, isWithLessLikely: true });
    expect(assetIds).toHaveLength(photos - 1);
  });

  it("are made anew where their order is kept no longer, or never was", async () => {
    const { results } = await core.client.search.text({ query: "heron", limit: 10 });
    const page = await core.client.search.text({
      query: "heron",
      limit: 5,
      offset: 5,
      snapshot: "forgotten",
    });
    expect(page.results).toEqual(results.slice(5));
    expect(page.snapshot).not.toBe("forgotten");
  });

  it("know photos that have no words and no vector of a model only by what is written", async () => {
    await put(join(folder, "plain.jpg"), await jpeg(777));
    await index(core, folder);
    expect((await core.client.search.text({ query: "" })).total).toBe(photos + 1);
  });
});

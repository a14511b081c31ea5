import { describe, expect, it, onTestFinished } from "vitest";
import type { FacetField, Facets } from "../../../src/contract/query.ts";
import { openCatalog } from "../../../src/core/catalog/index.ts";
import { planOf } from "../../../src/core/query/index.ts";
import type { QueryFilter } from "../../../src/core/vectors/query-filter.ts";
import { factsOf } from "../../helpers/facts-of.ts";
import { putPhotos } from "../../helpers/photos-in-catalog.ts";
import { plainFacts } from "../../helpers/plain-facts.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

const inFolder = (folder: string, number: number) => ({
  files: [{ path: `${folder}/${number}.jpg`, folder, isPresent: true }],
});

const photos = [
  plainFacts(0, {
    camera: "Pixel 7",
    rating: 5,
    takenAt: "2019-06-14",
    keywords: ["dog"],
    ...inFolder("/photos/Rome", 0),
  }),
  plainFacts(1, {
    camera: "Pixel 7",
    rating: 4,
    takenAt: "2019-06-20",
    keywords: ["dog", "sea"],
    ...inFolder("/photos/Rome", 1),
  }),
  plainFacts(2, {
    camera: "Canon R5",
    rating: 5,
    takenAt: "2019-07-01",
    keywords: ["sea"],
    ...inFolder("/photos/Oslo", 2),
  }),
  plainFacts(3, {
    camera: "Canon R5",
    takenAt: "2020",
    places: ["Oslo", "Norway"],
    ...inFolder("/photos/Oslo/2020", 3),
  }),
  plainFacts(4, { format: "heic", collections: [{ id: 1, name: "Best of" }] }),
];

async function library() {
  const catalog = openCatalog(await temporaryDirectory());
  onTestFinished(() => catalog.close());
  putPhotos(catalog, photos);
  const facts = factsOf(catalog);
  await facts.ready();
  const facets = (filter?: QueryFilter, valuesPerField = 12) =>
    facts.facets({ filter, countedFor: async () => undefined, valuesPerField });
  return { facts, facets };
}

const valuesOf = (facets: Facets, field: FacetField) =>
  facets.fields.find((each) => each.field === field)?.values.map(({ value, count }) => [value, count]);

describe("facets", () => {
  it("count months and values of all photos where nothing is asked, the most frequent first", async () => {
    const { facets } = await library();
    const all = await facets();
    expect(all.total).toBe(5);
    expect(all.months).toEqual([
      { month: "2019-06", count: 2 },
      { month: "2019-07", count: 1 },
    ]);
    expect(all.withoutDate).toBe(2);
    expect(valuesOf(all, "camera")).toEqual([
      ["Canon R5", 2],
      ["Pixel 7", 2],
    ]);
    expect(valuesOf(all, "rating")).toEqual([
      ["5", 2],
      ["4", 1],
    ]);
    expect(valuesOf(all, "place")).toEqual([
      ["Norway", 1],
      ["Oslo", 1],
    ]);
    expect(valuesOf(all, "collection")).toEqual([["Best of", 1]]);
  });

  it("leave out the query's own conditions of their field, so that others can be chosen beside them", async () => {
    const { facets } = await library();
    const ofPixel = await facets({
      kind: "all",
      of: [
        { kind: "is", field: "camera", values: ["Pixel 7"] },
        { kind: "range", field: "rating", from: 5 },
      ],
    });
    expect(ofPixel.total).toBe(1);
    expect(valuesOf(ofPixel, "camera")).toEqual([
      ["Pixel 7", 1],
      ["Canon R5", 1],
    ]);
    expect(valuesOf(ofPixel, "rating")).toEqual([
      ["5", 1],
      ["4", 1],
    ]);
    expect(valuesOf(ofPixel, "keyword")).toEqual([["dog", 1]]);
    const camera = ofPixel.fields.find(({ field }) => field === "camera")?.values;
    expect(camera?.map(({ isChosen }) => isChosen)).toEqual([true, false]);
  });

  it("count months without the query's own dates", async () => {
    const { facets } = await library();
    const june = await facets({ kind: "takenAt", from: "2019-06", before: "2019-07" });
    expect(june.total).toBe(2);
    expect(june.months.map(({ month }) => month)).toEqual(["2019-06", "2019-07"]);
    expect(valuesOf(june, "camera")).toEqual([["Pixel 7", 2]]);
  });

  it("name folders that tell photos apart, not those around them that hold the same", async () => {
    const { facets } = await library();
    const folders = valuesOf(await facets(), "folder")?.map(([value]) => value);
    expect(folders).toEqual(["/photos", "/photos/Oslo", "/photos/Rome", "/photos/Oslo/2020"]);
    const chosen = await facets({ kind: "any", of: [{ kind: "is", field: "folder", values: ["/"] }] });
    expect(chosen.fields[0]?.values[0]).toMatchObject({ value: "/", count: 5, isChosen: true });
  });

  it("say how many more values there are than are shown", async () => {
    const { facets } = await library();
    const few = await facets(undefined, 1);
    const keyword = few.fields.find(({ field }) => field === "keyword");
    expect(keyword).toMatchObject({ more: 1, values: [{ count: 2 }] });
  });

  it("have terms that, added to a query, find what was counted", async () => {
    const { facts, facets } = await library();
    const all = await facets();
    for (const { field, values } of all.fields) {
      for (const { term, count } of values) {
        const { filter } = planOf(term, { vocabulary: facts, now: new Date() });
        expect((await facts.select(filter)).size, `${field}: ${term}`).toBe(count);
      }
    }
  });
});

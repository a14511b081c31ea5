import { basename, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import type { Core } from "../../../src/core/index.ts";
import { index, openCore } from "../../helpers/core.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";
import { withXmp, xmpDocument } from "../../helpers/written-metadata.ts";
import { jpegWith } from "../../helpers/xmp.ts";

let core: Core;
let folder: string;

beforeEach(async () => {
  core = await openCore();
  folder = await temporaryDirectory();
});

type Asked = Partial<Parameters<Core["client"]["search"]["text"]>[0]>;

const search = (query: string, more: Asked = {}) => core.client.search.text({ query, ...more });

/** Names of the photos above the line. */
async function names(query: string, more: Asked = {}): Promise<string[]> {
  const { results } = await search(query, more);
  return results.filter(({ isLikely }) => isLikely).map(({ path }) => basename(path));
}

const rated = async (number: number, stars: number) =>
  withXmp(await jpeg(number), xmpDocument(`<xmp:Rating>${stars}</xmp:Rating>`));

const taken = async (number: number, date: string) =>
  withXmp(await jpeg(number), xmpDocument(`<exif:DateTimeOriginal>${date}</exif:DateTimeOriginal>`));

describe("a query that describes nothing", () => {
  it("is all photos, the newest first", async () => {
    await put(join(folder, "b.jpg"), await taken(1, "2019-06-01T12:00:00"));
    await put(join(folder, "a.jpg"), await taken(2, "2021-06-01T12:00:00"));
    await put(join(folder, "c.jpg"), await taken(3, "2005-06-01T12:00:00"));
    await index(core, folder);
    const answer = await search("");
    expect(answer).toMatchObject({ total: 3, ranked: 3, withWords: 0, model: null, answeredBy: null });
    expect(answer.results.map(({ path, rank, score }) => [basename(path), rank, score])).toEqual([
      ["a.jpg", 1, null],
      ["b.jpg", 2, null],
      ["c.jpg", 3, null],
    ]);
    expect(answer.results[0]?.why).toEqual([{ signal: "filter", text: "every photo", marks: [] }]);
    expect(await names("", { sort: "oldest" })).toEqual(["c.jpg", "b.jpg", "a.jpg"]);
    expect(await names("", { sort: "name-reversed" })).toEqual(["c.jpg", "b.jpg", "a.jpg"]);
  });

  it("is those that its filters let through, and says which", async () => {
    for (const stars of [1, 2, 3, 4, 5]) await put(join(folder, `${stars}.jpg`), await rated(stars, stars));
    await index(core, folder);
    const answer = await search("rating:>=4", { sort: "rating" });
    expect(answer).toMatchObject({ total: 2, ranked: 2 });
    expect(answer.results.map(({ path }) => basename(path))).toEqual(["5.jpg", "4.jpg"]);
    const [term] = answer.terms;
    expect(answer.results[0]?.why).toEqual([{ signal: "filter", text: term?.label, marks: [] }]);
    expect(await names("-rating:>=4", { sort: "worst" })).toEqual(["1.jpg", "2.jpg", "3.jpg"]);
  });

  it("shows a phrase where it stands", async () => {
    await put(join(folder, "a.jpg"), await jpegWith(1, { title: "The old summer house" }));
    await put(join(folder, "b.jpg"), await jpegWith(2, { title: "A house in summer" }));
    await index(core, folder);
    const { results, total } = await search('"summer house"');
    expect(total).toBe(1);
    expect(results[0]?.why).toEqual([
      { signal: "title", text: "The old summer house", marks: [{ offset: 8, length: 12 }] },
    ]);
  });

  it("finds no phrase that is the end of a text and its beginning, read in another way", async () => {
    await put(join(folder, "a.jpg"), await jpegWith(1, { title: "iPhone by the sea" }));
    await index(core, folder);
    expect((await search('"sea iphone"')).total).toBe(0);
    expect((await search('"iphone by the sea"')).total).toBe(1);
    expect((await search('"i phone"')).total).toBe(1);
  });

  it("is nothing where nothing can be meant, and says why", async () => {
    await put(join(folder, "a.jpg"), await rated(1, 5));
    await index(core, folder);
    const answer = await search("rating:5 rating:<3");
    expect(answer).toMatchObject({ total: 0, ranked: 0, results: [] });
    expect(answer.contradiction).toContain("Nothing can match this");
  });
});

describe("descriptions and filters together", () => {
  it("are about the photos that pass, whatever else has the words", async () => {
    for (let number = 0; number < 12; number++) {
      const place = number % 2 === 0 ? "Porto" : "Lisbon";
      await put(join(folder, place, `${number}.jpg`), await jpegWith(number, { keywords: ["tram"] }));
    }
    await index(core, folder);
    const answer = await search("tram in:Porto");
    expect(answer).toMatchObject({ withWords: 6, ranked: 6, total: 6 });
    expect(answer.results.every(({ path }) => path.includes("Porto"))).toBe(true);
    expect(answer.results[0]?.why[0]).toMatchObject({ signal: "keyword", text: "tram" });
    expect(await search("boat in:Porto")).toMatchObject({ withWords: 0, ranked: 6 });
  });

  it("are about the photos of a collection, where one is asked", async () => {
    for (let number = 0; number < 6; number++) {
      await put(join(folder, `${number}.jpg`), await jpegWith(number, { keywords: ["tram"] }));
    }
    await index(core, folder);
    const { results } = await search("", { sort: "name" });
    const assetIds = results.slice(0, 2).map(({ assetId }) => assetId);
    const made = await core.client.collections.create({ name: "Trams", assetIds });
    const answer = await search("tram", { collectionId: made.collection.collectionId });
    expect(new Set(answer.results.map(({ assetId }) => assetId))).toEqual(new Set(assetIds));
    expect(await search("", { collectionId: made.collection.collectionId })).toMatchObject({ total: 2 });
    await expect(search("tram", { collectionId: 99 })).rejects.toMatchObject({
      code: "COLLECTION_NOT_FOUND",
    });
  });

  it("end in the place of the mistake", async () => {
    await expect(search("dog camra:pixel")).rejects.toMatchObject({
      code: "QUERY_INVALID",
      data: { offset: 4 },
    });
  });

  it("are placed in the text that was sent, space in front of it and all, and are not too long", async () => {
    await expect(search("  dog rating:9 ")).rejects.toMatchObject({
      code: "QUERY_INVALID",
      data: { offset: 13, length: 1 },
    });
    await expect(search("a".repeat(1001))).rejects.toMatchObject({
      code: "QUERY_INVALID",
      message: "query: Expected 1,000 characters at most.",
    });
    expect((await search(" \t ")).contradiction).toBeNull();
  });
});

describe("the ids of all that is found", () => {
  it("are those above the line, in the order of the pages; with the others, all that were ranked", async () => {
    for (let number = 0; number < 9; number++) {
      const keywords = number < 4 ? ["heron"] : [];
      await put(join(folder, `${number}.jpg`), await jpegWith(number, { keywords }));
    }
    await index(core, folder);
    for (const sort of ["relevance", "name", "size", "date"] as const) {
      const { results, total, ranked, snapshot } = await search("heron", { sort });
      const ids = results.map(({ assetId }) => assetId);
      const asked = { query: "heron", sort, snapshot };
      expect((await core.client.search.assetIds(asked)).assetIds).toEqual(ids.slice(0, total));
      const all = await core.client.search.assetIds({ ...asked, isWithLessLikely: true });
      expect(all.assetIds).toEqual(ids);
      expect(ids).toHaveLength(ranked);
      expect(results.map(({ isLikely }) => isLikely)).toEqual(ids.map((_, place) => place < total));
    }
    expect(await names("heron", { sort: "name" })).toEqual(["0.jpg", "1.jpg", "2.jpg", "3.jpg"]);
  });
});

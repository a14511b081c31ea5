import { copyFile, mkdir, rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import type { Core } from "../../../src/core/index.ts";
import { index, openCore } from "../../helpers/core.ts";
import { fillLibrary } from "../../helpers/fill-library.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";
import { until } from "../../helpers/until.ts";
import { bag, withXmp, xmpDocument } from "../../helpers/written-metadata.ts";
import { jpegWith, xmpPacket } from "../../helpers/xmp.ts";

let core: Core;
let folder: string;
let libraryDirectory: string;

beforeEach(async () => {
  libraryDirectory = await temporaryDirectory();
  folder = await temporaryDirectory();
  core = await openCore({ libraryDirectory });
});

const search = (query: string, page: { limit?: number; offset?: number } = {}) =>
  core.client.search.text({ query, ...page });

/** Names of the photos that have all words of the query, in their order. */
async function withWords(query: string): Promise<string[]> {
  const { results, withWords: count } = await search(query);
  return results.slice(0, count).map(({ path }) => basename(path));
}

/** Names of those that were found by any words. */
async function byWords(query: string): Promise<string[]> {
  const { results } = await search(query);
  return results.filter(({ why }) => why[0]?.signal !== "picture").map(({ path }) => basename(path));
}

describe("words that are written about a photo", () => {
  it("lead to it before all that only looks like them, and say where they stand", async () => {
    for (let number = 0; number < 30; number++) {
      const keywords = number % 3 === 0 ? ["dog", "garden"] : ["garden"];
      await put(join(folder, `${number}.jpg`), await jpegWith(number, { keywords }));
    }
    await index(core, folder);
    const { results, withWords: count, ranked } = await search("dog");
    expect([count, ranked, results.length]).toEqual([10, 30, 30]);
    const numbers = results.map(({ path }) => Number.parseInt(basename(path), 10));
    expect(numbers.slice(0, 10).every((number) => number % 3 === 0)).toBe(true);
    expect(results.slice(0, 10).map(({ why }) => why)).toEqual(
      Array.from({ length: 10 }, () => [
        { signal: "keyword", text: "dog", marks: [{ offset: 0, length: 3 }] },
      ]),
    );
    expect(results.slice(0, 10).every(({ isLikely }) => isLikely)).toBe(true);
    expect(results[10]?.why).toEqual([{ signal: "picture", text: "looks like it", marks: [] }]);
    // Equal by words: the most alike first.
    const scores = results.slice(0, 10).map(({ score }) => score ?? -2);
    expect(scores).toEqual(scores.toSorted((left, right) => right - left));
    // Pages fit together.
    const [first, second] = [
      await search("dog", { limit: 12 }),
      await search("dog", { limit: 12, offset: 12 }),
    ];
    expect([...first.results, ...second.results]).toEqual(results.slice(0, 24));
  });

  it("may stand in its file's name, folders, title, description and keywords, each word in another", async () => {
    const path = join(folder, "Sommer 2019", "Schäferhund am Strand", "IMG_1234.jpg");
    const texts = { title: "Rex", description: "Ein Café in Łódź.", keywords: ["愛犬と散歩", "NewYork"] };
    await put(path, await jpegWith(1, texts));
    await put(join(folder, "DogAtBeach2019.jpg"), await jpeg(2));
    await index(core, folder);
    for (const query of [
      "IMG_1234.jpg",
      "img 1234",
      "sommer",
      "1234 rex",
      "schaferhund",
      "SCHAEFERHUND",
      "strand łódź",
      "cafe lodz",
      "new york",
      "newyork",
      "散歩",
      "犬",
      "ein Schäferhund in Lodz",
    ]) {
      expect(await withWords(query), query).toEqual(["IMG_1234.jpg"]);
    }
    expect(await withWords("dog beach")).toEqual(["DogAtBeach2019.jpg"]);
    // Between quotation marks a year is no date.
    const written = (await search('"2019"')).results.map(({ path }) => basename(path));
    expect(written.toSorted()).toEqual(["DogAtBeach2019.jpg", "IMG_1234.jpg"]);
    for (const query of ["猫", "1235", "sommer strand rom", "elephant", "!?"]) {
      expect(await withWords(query), query).toEqual([]);
    }
    const { results } = await search("strand rex");
    expect(results[0]?.why).toEqual([
      { signal: "folder", text: "Schäferhund am Strand", marks: [{ offset: 15, length: 6 }] },
      { signal: "title", text: "Rex", marks: [{ offset: 0, length: 3 }] },
    ]);
  });

  it("are found by their beginning while they are typed, and inside of longer words", async () => {
    await put(join(folder, "a.jpg"), await jpegWith(1, { keywords: ["Schäferhund"] }));
    await put(join(folder, "b.jpg"), await jpegWith(2, { keywords: ["Sandstrand"] }));
    await index(core, folder);
    expect(await byWords("schäf")).toEqual(["a.jpg"]);
    expect(await byWords("hund")).toEqual(["a.jpg"]);
    expect(await byWords("strand")).toEqual(["b.jpg"]);
    expect(await withWords("hund")).toEqual([]);
    // Neither a beginning nor long enough to be a part.
    expect(await byWords("und")).toEqual([]);
  });

  it("count those that people wrote for more than where a file lies", async () => {
    await put(join(folder, "rome", "a.jpg"), await jpeg(1));
    await put(join(folder, "b.jpg"), await jpegWith(2, { title: "Rome" }));
    await index(core, folder);
    expect(await withWords("rome")).toEqual(["b.jpg", "a.jpg"]);
  });
});

describe("what changes is found as it is now", () => {
  it("when files and folders are renamed, copied, removed and brought back", async () => {
    await put(join(folder, "Lisbon", "tram.jpg"), await jpeg(1));
    await index(core, folder);
    expect(await withWords("lisbon tram")).toEqual(["tram.jpg"]);
    await rename(join(folder, "Lisbon"), join(folder, "Porto"));
    await rename(join(folder, "Porto", "tram.jpg"), join(folder, "Porto", "bridge.jpg"));
    await index(core, folder);
    expect(await withWords("porto bridge")).toEqual(["bridge.jpg"]);
    expect(await withWords("lisbon")).toEqual([]);
    await mkdir(join(folder, "Best of"));
    await copyFile(join(folder, "Porto", "bridge.jpg"), join(folder, "Best of", "favourite.jpg"));
    await index(core, folder);
    expect(await withWords("porto favourite")).toHaveLength(1);
    await rm(join(folder, "Porto"), { recursive: true });
    await index(core, folder);
    expect(await withWords("porto")).toEqual([]);
    expect(await withWords("favourite")).toEqual(["favourite.jpg"]);
    await put(join(folder, "other.jpg"), await jpeg(2));
    await rm(join(folder, "Best of"), { recursive: true });
    await index(core, folder);
    expect(await withWords("favourite")).toEqual([]);
  });

  it("when a sidecar comes", async () => {
    await put(join(folder, "a.jpg"), await jpeg(1));
    await index(core, folder);
    const packet = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>${xmpPacket({ keywords: ["heron"] })}`;
    await put(join(folder, "a.xmp"), packet);
    await index(core, folder);
    expect(await withWords("heron")).toEqual(["a.jpg"]);
  });

  it("when a person forgets a folder, and brings it back", async () => {
    await put(join(folder, "heron.jpg"), await jpeg(1));
    const elsewhere = await temporaryDirectory();
    await put(join(elsewhere, "stork.jpg"), await jpeg(2));
    await index(core, folder, elsewhere);
    const { roots } = await core.client.library.stats();
    const rootId = roots.find(({ path }) => path === folder)?.rootId ?? 0;
    await core.client.roots.forget({ rootId });
    expect([await withWords("heron"), await withWords("stork")]).toEqual([[], ["stork.jpg"]]);
    await index(core, folder);
    expect(await withWords("heron")).toEqual(["heron.jpg"]);
  });

  it("when a photo takes over a title of its own, and gives it back", async () => {
    await put(join(folder, "a.jpg"), await jpegWith(1, { title: "Old mill" }));
    await index(core, folder);
    const { catalog } = core.context.services;
    const assetId = (await search("mill")).results[0]?.assetId ?? 0;
    const { sha256 = Buffer.alloc(0) } = catalog.photos.get(assetId) ?? {};
    const value = { sha256, donor: sha256, field: "title" as const, value: "Windmill at dawn" };
    const move = { fileId: 1, path: "/a", rootPath: "/", sha256, sizeBytes: 1, modifiedAt: 1 };
    const { batchId, moveIds } = catalog.transaction(() => {
      const planned = catalog.moves.plan([move]);
      catalog.ownValues.plan(planned.batchId, [value]);
      for (const moveId of planned.moveIds) catalog.moves.setState(moveId, "moved");
      catalog.ownValues.settle(planned.batchId);
      return planned;
    });
    expect([await withWords("dawn"), await withWords("old")]).toEqual([["a.jpg"], []]);
    catalog.transaction(() => {
      for (const moveId of moveIds) catalog.moves.setState(moveId, "restored");
      catalog.ownValues.settle(batchId);
    });
    expect([await withWords("dawn"), await withWords("old")]).toEqual([[], ["a.jpg"]]);
  });
});

describe("a library that was there before", () => {
  it("opens at once, and its texts are read in the background", async () => {
    await core.close();
    const before = await temporaryDirectory();
    // Written as an older Shoebox did: nobody reads texts there.
    await fillLibrary({ libraryDirectory: before, count: 1500, rootPath: "/photos" });
    core = await openCore({ libraryDirectory: before });
    const left = () => core.context.services.catalog.stages.counts("words").left;
    expect(left()).toBe(1500);
    await core.resumeInterrupted();
    await until(() => left() === 0);
    const { results, withWords: count } = await search("IMG_777.jpg");
    expect(count).toBe(1);
    expect(results[0]?.path).toBe("/photos/2022/event 3/IMG_777.jpg");
    expect(await search('event 3 "2022"')).toMatchObject({ withWords: 10, model: { id: "test-drawings" } });
  });
});

describe("people and albums", () => {
  it("are found by their names, and follow what is beside the photo", async () => {
    const people = bag("Iptc4xmpExt:PersonInImage", "Anna Example");
    await put(join(folder, "a.jpg"), withXmp(await jpeg(1), xmpDocument(people)));
    await put(join(folder, "b.jpg"), await jpeg(2));
    await put(join(folder, "metadata.json"), JSON.stringify({ title: "Summer in Bohuslän" }));
    await index(core, folder);
    expect((await search("anna")).results[0]?.why).toEqual([
      { signal: "person", text: "Anna Example", marks: [{ offset: 0, length: 4 }] },
    ]);
    expect(await byWords("bohuslan")).toHaveLength(2);
    await put(join(folder, "b.jpg.xmp"), xmpDocument(bag("Iptc4xmpExt:PersonInImage", "Anna Other")));
    await rm(join(folder, "metadata.json"));
    await index(core, folder);
    expect((await byWords("anna")).sort()).toEqual(["a.jpg", "b.jpg"]);
    expect(await byWords("bohuslan")).toEqual([]);
  });
});

describe("without a model", () => {
  it("what is written is searched, and the answer says that this is all", async () => {
    await put(join(folder, "heron.jpg"), await jpeg(1));
    await put(join(folder, "stork.jpg"), await jpeg(2));
    await index(core, folder);
    await core.close();
    core = await openCore({ libraryDirectory, modelsDirectory: await temporaryDirectory() });
    const answer = await search("heron");
    expect(answer).toMatchObject({
      total: 1,
      withWords: 1,
      model: null,
      isModelLoading: false,
      photosWaiting: 0,
    });
    expect(answer.results).toMatchObject([{ score: null, why: [{ signal: "name", text: "heron.jpg" }] }]);
    await expect(search("elephant")).rejects.toMatchObject({ code: "MODEL_MISSING" });
  });

  it("that is ready the words are answered to whoever does not wait, the rest to whoever does", async () => {
    await put(join(folder, "heron.jpg"), await jpeg(1));
    await put(join(folder, "stork.jpg"), await jpeg(2));
    await index(core, folder);
    const { current } = core.context.services.models;
    const ready = Promise.withResolvers<void>();
    const embed = current.embedText.bind(current);
    // The model takes as long as this test wants.
    current.embedText = async (text) => ready.promise.then(() => embed(text));
    const query = { query: "heron" };
    const waiting = core.client.search.text(query);
    const quick = await core.client.search.text({ ...query, waitForModel: false });
    expect(quick).toMatchObject({ total: 1, withWords: 1, model: null, isModelLoading: true });
    expect(quick.results.map(({ path }) => basename(path))).toEqual(["heron.jpg"]);
    ready.resolve();
    const whole = await waiting;
    expect(whole).toMatchObject({
      ranked: 2,
      withWords: 1,
      model: { id: "test-drawings" },
      isModelLoading: false,
    });
    expect(whole.results.map(({ path }) => basename(path))).toEqual(["heron.jpg", "stork.jpg"]);
  });
});

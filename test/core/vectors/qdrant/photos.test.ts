import { describe, expect, it } from "vitest";
import { plainFacts } from "../../../helpers/plain-facts.ts";
import { describeOnQdrant } from "../../../helpers/real-qdrant.ts";
import { clusteredVectors } from "../../../helpers/vectors.ts";
import { pointOf, storeOf, vectors } from "./stores.ts";

const pool = clusteredVectors({
  count: 9,
  dimensions: vectors.dimensions,
  clusters: 3,
  spread: 0.6,
  seed: 8,
});
const vectorAt = (index: number) => pool[index] as Float32Array;

describeOnQdrant("a photo in a collection of Qdrant", (qdrant) => {
  async function openStore() {
    const store = storeOf(qdrant, qdrant.freshCollection());
    await store.open([vectors], 100);
    return store;
  }

  it("is counted without a vector, and found from when it has one", async () => {
    const store = await openStore();
    const facts = plainFacts(1, { rating: 3 });
    const search = { vectors: vectors.name, query: vectorAt(1), limit: 5 };
    await store.put([{ facts, thumbnail: undefined, vectors: new Map() }]);
    expect(await store.counts()).toEqual({ own: 1, all: 1 });
    expect(await store.search(search)).toEqual([]);
    expect(await store.count({ vectors: vectors.name })).toBe(0);
    await store.put([pointOf(facts, vectorAt(1))]);
    expect(await store.search(search)).toMatchObject([{ sha256: facts.sha256, shared: undefined }]);
    await store.put([{ facts, thumbnail: undefined, vectors: new Map() }]);
    expect(await store.search(search)).toEqual([]);
  });

  it("keeps its thumbnail until it has another, and tells of it only whom it concerns", async () => {
    const store = await openStore();
    const facts = plainFacts(1);
    expect(await store.thumbnailOf(facts.sha256)).toBeUndefined();
    await store.put([pointOf(facts, vectorAt(1), { thumbnail: Buffer.from("first") })]);
    await store.put([pointOf({ ...facts, rating: 5 }, vectorAt(1))]);
    expect(Buffer.from((await store.thumbnailOf(facts.sha256)) ?? [])).toEqual(Buffer.from("first"));
    await store.put([pointOf(facts, vectorAt(1), { thumbnail: Buffer.from("second") })]);
    expect(Buffer.from((await store.thumbnailOf(facts.sha256)) ?? [])).toEqual(Buffer.from("second"));
  });

  it("gives back the vector that was put in, to a thousandth", async () => {
    const store = await openStore();
    await store.put(pool.map((vector, index) => pointOf(plainFacts(index), vector)));
    const sha256s = pool.map((_, index) => plainFacts(index).sha256);
    const read = await store.vectorsOf([...sha256s, plainFacts(99).sha256], vectors.name);
    expect(read.size).toBe(pool.length);
    for (const [index, sha256] of sha256s.entries()) {
      for (const [dimension, value] of (read.get(sha256) ?? new Float32Array()).entries()) {
        expect(Math.abs(value - (vectorAt(index)[dimension] as number))).toBeLessThan(0.001);
      }
    }
    expect(await store.vectorsOf(sha256s, "no such vectors").catch(() => new Map())).toEqual(new Map());
  });

  it("has a new stamp each time that it is sent, and is one of the library's from then on", async () => {
    const store = await openStore();
    const points = Array.from({ length: 1200 }, (_, index) =>
      pointOf(plainFacts(index), vectorAt(index % 9)),
    );
    const first = await store.put(points);
    const second = await store.put(points.slice(0, 10));
    const sha256s = points.map(({ facts }) => facts.sha256);
    expect(await store.stampsOf(sha256s)).toEqual(new Map([...first, ...second]));
    expect(new Set([...first.values(), ...second.values()]).size).toBe(1210);
    const pages: (readonly string[])[] = [];
    for await (const page of store.identities()) pages.push(page);
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.flat().sort()).toEqual(sha256s.sort());
    expect(await store.describe()).toMatchObject({
      points: 1200,
      state: expect.stringMatching(/green|yellow|grey/),
    });
  });
});

describe("a query of Qdrant", () => {
  it("without an example of what is wanted, of a date or a place that is none, is refused before it is sent", async () => {
    const nowhere = { url: "http://127.0.0.1:1", apiKey: undefined, freshCollection: () => "photos" };
    const store = storeOf(nowhere, "photos");
    const invalid = { code: "QUERY_INVALID" };
    const search = { vectors: vectors.name, limit: 5 };
    const unlike = { positive: [], negative: [vectorAt(0)] };
    await expect(store.search({ ...search, query: unlike })).rejects.toMatchObject(invalid);
    for (const filter of [
      { kind: "takenAt", from: "yesterday" },
      { kind: "near", latitude: 91, longitude: 0, radiusMeters: 1 },
      { kind: "near", latitude: Number.NaN, longitude: 0, radiusMeters: 1 },
    ] as const) {
      await expect(store.search({ ...search, query: vectorAt(0), filter })).rejects.toMatchObject(invalid);
      await expect(store.count({ vectors: vectors.name, filter })).rejects.toMatchObject(invalid);
    }
  });
});

import { randomUUID } from "node:crypto";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { PhotoFacts } from "../../../../src/core/vectors/photo-facts.ts";
import { matchesFilter } from "../../../helpers/matches-filter.ts";
import { photoFilters, photosFacts } from "../../../helpers/photo-facts.ts";
import { plainFacts } from "../../../helpers/plain-facts.ts";
import { describeOnQdrant } from "../../../helpers/real-qdrant.ts";
import { clusteredVectors } from "../../../helpers/vectors.ts";
import { pointOf, storeOf, vectors } from "./stores.ts";

const pool = clusteredVectors({
  count: 50,
  dimensions: vectors.dimensions,
  clusters: 5,
  spread: 0.6,
  seed: 4,
});
const vectorAt = (index: number) => pool[index % pool.length] as Float32Array;
const pointsOf = (facts: readonly PhotoFacts[]) =>
  facts.map((each) => pointOf(each, vectorAt(Number.parseInt(each.sha256.slice(0, 6), 16))));
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

describeOnQdrant("two libraries that share a collection", (qdrant) => {
  async function openTwo() {
    const collection = qdrant.freshCollection();
    const ada = storeOf(qdrant, collection, { name: "Ada" });
    const bob = storeOf(qdrant, collection, { name: "Bob" });
    await Promise.all([ada.open([vectors], 100), bob.open([vectors], 100)]);
    return { ada, bob, collection };
  }

  it("may make it at the same moment, and both find the photos of both, each told whose it is", async () => {
    const { ada, bob } = await openTwo();
    await ada.put(pointsOf(range(0, 20).map((number) => plainFacts(number))));
    await bob.put(pointsOf(range(15, 40).map((number) => plainFacts(number, { takenAt: "1985-07" }))));
    expect(await ada.counts()).toEqual({ own: 20, all: 40 });
    expect(await bob.counts()).toEqual({ own: 25, all: 40 });
    const found = await ada.search({ vectors: vectors.name, query: vectorAt(0), limit: 100 });
    expect(found).toHaveLength(40);
    const foreign = found.filter(({ shared }) => shared);
    expect(foreign).toHaveLength(20);
    expect(foreign[0]?.shared).toMatchObject({
      sha256: foreign[0]?.sha256,
      width: 4000,
      height: 3000,
      takenAt: "1985-07",
      copies: [{ libraryName: "Bob", machine: "Bob's machine", files: [{ isPresent: true }] }],
    });
    const own = await ada.search({ vectors: vectors.name, query: vectorAt(0), limit: 100, isOwnOnly: true });
    expect(own).toHaveLength(20);
    expect(await ada.count({ vectors: vectors.name, isOwnOnly: true })).toBe(20);
    expect(await ada.count({ vectors: vectors.name })).toBe(40);
  });

  it("keep what the other says when one removes its photos, or drops all of them", async () => {
    const { ada, bob } = await openTwo();
    const thumbnail = Buffer.from("a picture");
    const both = plainFacts(1, { rating: 5, title: "Ada's" });
    await ada.put([pointOf(both, vectorAt(1)), pointOf(plainFacts(2), vectorAt(2))]);
    await bob.put([pointOf({ ...both, rating: 2, title: "Bob's" }, vectorAt(1), { thumbnail })]);
    await ada.remove([both.sha256, plainFacts(2).sha256, plainFacts(99).sha256]);
    expect(await ada.counts()).toEqual({ own: 0, all: 1 });
    const [left] = await bob.search({ vectors: vectors.name, query: vectorAt(1), limit: 5 });
    expect(left).toMatchObject({ sha256: both.sha256, shared: undefined });
    expect(left?.score).toBeCloseTo(1, 2);
    expect(
      await bob.count({ vectors: vectors.name, filter: { kind: "range", field: "rating", from: 3 } }),
    ).toBe(0);
    expect(
      await ada.count({ vectors: vectors.name, filter: { kind: "range", field: "rating", to: 2 } }),
    ).toBe(1);
    expect(Buffer.from((await ada.thumbnailOf(both.sha256)) ?? []).toString()).toBe("a picture");
    await ada.put(pointsOf(range(0, 300).map((number) => plainFacts(number))));
    await ada.drop();
    expect(await bob.counts()).toEqual({ own: 1, all: 1 });
    await bob.drop();
    await bob.drop();
    await expect(bob.counts()).rejects.toMatchObject({ code: "VECTOR_STORE_UNSUITABLE" });
  });

  it("lose nothing when both put the same photos in at once, again and again, and take them out at once", async () => {
    const { ada, bob } = await openTwo();
    const photos = range(0, 300);
    const puts = (store: typeof ada, rating: number) =>
      range(0, 3).map((part) =>
        store.put(
          pointsOf(
            photos.filter((number) => number % 3 === part).map((number) => plainFacts(number, { rating })),
          ),
        ),
      );
    const written = await Promise.all([...puts(ada, 1), ...puts(bob, 5)]);
    const sha256s = photos.map((number) => plainFacts(number).sha256);
    const stamps = (of: typeof written) => new Map(of.flatMap((each) => [...each]));
    expect(await ada.stampsOf(sha256s)).toEqual(stamps(written.slice(0, 3)));
    expect(await bob.stampsOf(sha256s)).toEqual(stamps(written.slice(3)));
    expect(await ada.counts()).toEqual({ own: 300, all: 300 });
    expect(await bob.counts()).toEqual({ own: 300, all: 300 });
    const copies = [...(await ada.photosOf(sha256s)).values()].map((photo) => photo.copies.length);
    expect(copies).toEqual(photos.map(() => 2));
    await Promise.all([ada.remove(sha256s), bob.remove(sha256s.slice(0, 200)), ...puts(bob, 3).slice(0, 1)]);
    expect((await ada.counts()).own).toBe(0);
    const left = await bob.stampsOf(sha256s.slice(200));
    expect(left.size).toBe(100);
  });

  it("keep each other's vectors of models that the other has not got", async () => {
    const collection = qdrant.freshCollection();
    const [ada, bob] = [storeOf(qdrant, collection), storeOf(qdrant, collection)];
    const other = { name: "other-model", dimensions: 8 };
    const facts = plainFacts(1);
    const eight = Float32Array.from([1, 0, 0, 0, 0, 0, 0, 0]);
    await ada.open([vectors], 10);
    await ada.put([pointOf(facts, vectorAt(1))]);
    await bob.open([other], 10);
    await bob.put([pointOf(facts, eight, { name: other.name })]);
    await ada.put([pointOf({ ...facts, rating: 4 }, vectorAt(2))]);
    expect(await vectorIn(ada, facts.sha256, other.name)).toEqual(eight);
    expect(dot(await vectorIn(bob, facts.sha256, vectors.name), vectorAt(2))).toBeCloseTo(1, 2);
    await ada.remove([facts.sha256]);
    expect((await bob.vectorsOf([facts.sha256], vectors.name)).size).toBe(0);
    expect(await vectorIn(bob, facts.sha256, other.name)).toEqual(eight);
    expect(await bob.count({ vectors: vectors.name })).toBe(0);
    expect(await bob.count({ vectors: other.name })).toBe(1);
  });

  it("find of their own photos by any filter what each would find alone, and of the other's what that one would", async () => {
    const { ada, bob } = await openTwo();
    await fc.assert(
      fc.asyncProperty(
        photosFacts({ maxLength: 14 }),
        photosFacts({ maxLength: 14 }),
        fc.array(photoFilters, { minLength: 1, maxLength: 10 }),
        async (adas, bobs, filters) => {
          for (const store of [ada, bob]) {
            for await (const sha256s of store.identities()) await store.remove(sha256s);
          }
          await Promise.all([ada.put(pointsOf(adas)), bob.put(pointsOf(bobs))]);
          const others = bobs.filter(({ sha256 }) => !adas.some((own) => own.sha256 === sha256));
          for (const filter of filters) {
            const search = { vectors: vectors.name, query: vectorAt(0), limit: 100, filter };
            const own = meant(adas, filter);
            expect(shaOf(await ada.search({ ...search, isOwnOnly: true }))).toEqual(own.sort());
            const all = [...own, ...meant(others, filter)].sort();
            expect(shaOf(await ada.search(search))).toEqual(all);
            expect(await ada.count({ vectors: vectors.name, filter })).toBe(all.length);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it("are told apart by their ids, whatever they are called, and know their own again after a restart", async () => {
    const collection = qdrant.freshCollection();
    const id = randomUUID();
    const [before, after] = [storeOf(qdrant, collection, { id }), storeOf(qdrant, collection, { id })];
    await before.open([vectors], 10);
    await before.put(pointsOf([plainFacts(1)]));
    await after.open([vectors], 10);
    expect(await after.counts()).toEqual({ own: 1, all: 1 });
    const stranger = storeOf(qdrant, collection);
    await stranger.open([vectors], 10);
    expect(await stranger.counts()).toEqual({ own: 0, all: 1 });
  });
});

const meant = (photos: readonly PhotoFacts[], filter: Parameters<typeof matchesFilter>[1]) =>
  photos.filter((facts) => matchesFilter(facts, filter)).map(({ sha256 }) => sha256);
const shaOf = (found: readonly { sha256: string }[]) => found.map(({ sha256 }) => sha256).sort();

async function vectorIn(store: ReturnType<typeof storeOf>, sha256: string, name: string) {
  const vector = (await store.vectorsOf([sha256], name)).get(sha256);
  if (!vector) throw new Error(`There is no vector "${name}".`);
  return vector;
}

const dot = (left: Float32Array, right: Float32Array) =>
  left.reduce((sum, value, index) => sum + value * (right[index] as number), 0);

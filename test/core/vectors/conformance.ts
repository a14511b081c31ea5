import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { VectorStore } from "../../../src/core/vectors/vector-store.ts";
import { bruteForceNearest, clusteredVectors } from "../../helpers/vectors.ts";

/** How a test opens the store it is about, and opens the same one again after a restart. */
export interface StoreUnderTest {
  open(dimensions: number): Promise<VectorStore>;
  reopen(dimensions: number): Promise<VectorStore>;
  remove(): Promise<void>;
}

const dimensions = 32;

function entriesOf(vectors: readonly Float32Array[], firstId = 1) {
  return vectors.map((vector, index) => ({ assetId: firstId + index, vector }));
}

/** What every vector store has to do, whatever is behind it. */
export function describeVectorStore(name: string, makeSubject: () => StoreUnderTest): void {
  describe(`${name} as a vector store`, () => {
    let subject: StoreUnderTest;
    let store: VectorStore;

    beforeEach(async () => {
      subject = makeSubject();
      store = await subject.open(dimensions);
    });

    afterEach(async () => {
      await store.close();
      await subject.remove();
    });

    const some = (count: number, seed = 1) =>
      clusteredVectors({ count, dimensions, clusters: 10, spread: 0.5, seed });

    it("answers an empty list while it holds nothing", async () => {
      expect(await store.search(some(1)[0] as Float32Array, 5)).toEqual([]);
      expect(await store.count()).toBe(0);
    });

    it("finds a vector by itself, first, with a score of 1", async () => {
      const vectors = some(200);
      await store.upsert(entriesOf(vectors));
      for (const wanted of [0, 57, 199]) {
        const [best] = await store.search(vectors[wanted] as Float32Array, 3);
        expect(best?.assetId).toBe(wanted + 1);
        expect(best?.score).toBeCloseTo(1, 2);
      }
    });

    it("orders matches by falling score and never gives more than asked or than there are", async () => {
      const vectors = some(50);
      await store.upsert(entriesOf(vectors));
      const matches = await store.search(vectors[0] as Float32Array, 1000);
      expect(matches).toHaveLength(50);
      expect(matches.map(({ score }) => score)).toEqual(
        matches.map(({ score }) => score).sort((a, b) => b - a),
      );
      expect(await store.search(vectors[0] as Float32Array, 7)).toHaveLength(7);
    });

    it("replaces the vector of an asset that is put in again", async () => {
      const [first, second] = some(2) as [Float32Array, Float32Array];
      await store.upsert([{ assetId: 9, vector: first }]);
      await store.upsert([{ assetId: 9, vector: second }]);
      expect(await store.count()).toBe(1);
      expect((await store.search(second, 1))[0]?.score).toBeCloseTo(1, 2);
    });

    it("keeps the last vector when one call names an asset twice", async () => {
      const [first, second] = some(2) as [Float32Array, Float32Array];
      await store.upsert([
        { assetId: 3, vector: first },
        { assetId: 3, vector: second },
      ]);
      expect(await store.count()).toBe(1);
      expect((await store.search(second, 1))[0]?.score).toBeCloseTo(1, 2);
    });

    it("finds no more what was removed, and forgives ids it does not know", async () => {
      const vectors = some(20);
      await store.upsert(entriesOf(vectors));
      await store.remove([4, 4, 999]);
      expect(await store.has(4)).toBe(false);
      expect(await store.count()).toBe(19);
      const ids = (await store.search(vectors[3] as Float32Array, 20)).map(({ assetId }) => assetId);
      expect(ids).not.toContain(4);
      await store.upsert([{ assetId: 4, vector: vectors[3] as Float32Array }]);
      expect((await store.search(vectors[3] as Float32Array, 1))[0]?.assetId).toBe(4);
    });

    it("is empty after clear", async () => {
      await store.upsert(entriesOf(some(10)));
      await store.clear();
      expect(await store.count()).toBe(0);
      expect(store.savedMark()).toBeUndefined();
    });

    it("holds after a restart what was saved, with its mark, and can then be changed", async () => {
      const vectors = some(100);
      await store.upsert(entriesOf(vectors));
      await store.save("first");
      await store.close();
      store = await subject.reopen(dimensions);
      expect(store.savedMark()).toBe("first");
      expect(await store.count()).toBe(100);
      expect((await store.search(vectors[42] as Float32Array, 1))[0]?.assetId).toBe(43);
      await store.upsert(entriesOf(some(1, 2), 101));
      await store.remove([43]);
      await store.save("second");
      await store.close();
      store = await subject.reopen(dimensions);
      expect(store.savedMark()).toBe("second");
      expect(await store.count()).toBe(100);
      expect(await store.has(43)).toBe(false);
      expect(await store.has(101)).toBe(true);
    });

    it("agrees with brute force after any sequence of upserts and removals", async () => {
      const pool = some(60, 7);
      const step = fc.record({
        assetId: fc.integer({ min: 1, max: 20 }),
        vector: fc.option(fc.integer({ min: 0, max: pool.length - 1 })),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
          await store.clear();
          const model = new Map<number, Float32Array>();
          for (const { assetId, vector } of steps) {
            if (vector === null) {
              model.delete(assetId);
              await store.remove([assetId]);
            } else {
              model.set(assetId, pool[vector] as Float32Array);
              await store.upsert([{ assetId, vector: pool[vector] as Float32Array }]);
            }
          }
          const query = pool[0] as Float32Array;
          const exact = bruteForceNearest(model, query, 20);
          const found = await store.search(query, 20);
          expect(found.map(({ assetId }) => assetId).sort()).toEqual(
            exact.map(({ assetId }) => assetId).sort(),
          );
          for (const [rank, { score }] of found.entries())
            expect(score).toBeCloseTo(exact[rank]?.score ?? 0, 2);
        }),
        { numRuns: 25 },
      );
    });

    it("finds 99 of 100 true neighbours among 20,000 clustered vectors", async () => {
      await store.close();
      const shape = { dimensions: 128, clusters: 400, spread: 0.7, seed: 3 };
      store = await subject.reopen(shape.dimensions);
      const entries = entriesOf(clusteredVectors({ ...shape, count: 20_000 }));
      await store.upsert(entries);
      const all = new Map(entries.map(({ assetId, vector }) => [assetId, vector]));
      const queries = clusteredVectors({ ...shape, count: 100, memberSeed: 5 });
      let hits = 0;
      for (const query of queries) {
        const exact = new Set(bruteForceNearest(all, query, 50).map(({ assetId }) => assetId));
        const found = await store.search(query, 50);
        hits += found.filter(({ assetId }) => exact.has(assetId)).length;
      }
      expect(hits / (queries.length * 50)).toBeGreaterThanOrEqual(0.99);
    });
  });
}

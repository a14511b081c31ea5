import { setImmediate } from "node:timers/promises";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { type Catalog, openCatalog } from "../../../src/core/catalog/index.ts";
import { exactSearch } from "../../../src/core/search/exact-search.ts";
import { fromHalfFloats, toHalfFloats } from "../../../src/core/vectors/half-float.ts";
import { vectorOfQuery } from "../../../src/core/vectors/vector-query.ts";
import { fillLibrary } from "../../helpers/fill-library.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";
import { bruteForceNearest, clusteredVectors } from "../../helpers/vectors.ts";

/** Not a multiple of four. */
const dimensions = 30;
const modelKey = "exact@1";

async function libraryOf(vectors: readonly Float32Array[]): Promise<{ catalog: Catalog; modelId: number }> {
  const libraryDirectory = await temporaryDirectory();
  const of = (row: number) => vectors[row] as Float32Array;
  const size = vectors[0]?.length ?? 0;
  await fillLibrary({ libraryDirectory, count: vectors.length, vectors: { modelKey, dimensions: size, of } });
  const catalog = openCatalog(libraryDirectory);
  return { catalog, modelId: catalog.vectors.modelId(modelKey, size) };
}

/** Some of them several times, so that scores are equal. */
function vectorsWithTwins(count: number): Float32Array[] {
  const different = clusteredVectors({ count, dimensions, clusters: 12, spread: 0.6, seed: 21 });
  return different.map((vector, index) =>
    index % 5 === 0 ? (different[index % 20] as Float32Array) : vector,
  );
}

/** Takes photos away, as when their disk is gone. */
function leave(catalog: Catalog, assetIds: readonly number[]): void {
  catalog.transaction(() => {
    for (const assetId of assetIds) {
      for (const fileId of catalog.files.present(assetId)) catalog.files.setPresent(fileId, false);
      catalog.assets.touch(assetId, catalog.nextRevision());
    }
  });
}

it("gives what comparing with every vector gives, in the same order, page by page, of all photos or of some", async () => {
  const vectors = vectorsWithTwins(700);
  const { catalog, modelId } = await libraryOf(vectors);
  const gone = [3, 5, 350, 700];
  leave(catalog, gone);
  // Another model's vectors lie behind them.
  const other = catalog.vectors.modelId("other@1", 4);
  for (let assetId = 1; assetId <= 700; assetId += 3) {
    catalog.vectors.put(other, assetId, toHalfFloats(Float32Array.of(1, 0, 0, 0)));
  }
  const kept = vectors.flatMap((vector, index): [number, Float32Array][] =>
    gone.includes(index + 1) ? [] : [[index + 1, fromHalfFloats(toHalfFloats(vector))]],
  );
  const vector = fc.constantFrom(...vectors);
  const search = fc.record({
    query: fc.oneof(
      vector,
      fc.record({
        positive: fc.array(vector, { minLength: 1, maxLength: 3 }),
        negative: fc.array(vector, { maxLength: 2 }),
      }),
    ),
    limit: fc.nat({ max: 120 }),
    offset: fc.nat({ max: 60 }),
    // Some that nobody knows are among them.
    assetIds: fc.option(
      fc.oneof(
        fc.uniqueArray(fc.integer({ min: 1, max: 720 }), { maxLength: 20 }),
        fc.subarray(
          Array.from({ length: 720 }, (_, index) => index + 1),
          { minLength: 300 },
        ),
      ),
      { nil: undefined },
    ),
  });
  await fc.assert(
    fc.asyncProperty(search, async ({ query, limit, offset, assetIds }) => {
      const wanted = assetIds && new Set(assetIds);
      const meant = new Map(kept.filter(([assetId]) => !wanted || wanted.has(assetId)));
      const answer = await exactSearch(catalog, { modelId, query, limit, offset, assetIds });
      const expected = bruteForceNearest(meant, vectorOfQuery(query), offset + limit).slice(offset);
      expect(answer.count).toBe(meant.size);
      expect(answer.matches.map(({ score }) => score)).toEqual(
        expected.map(({ score }) => expect.closeTo(score, 6)),
      );
      expectSameOrder(answer.matches, expected);
    }),
    { numRuns: 60 },
  );
  catalog.close();
});

/** Where scores differ by no more than rounding, sums in another order may tell two apart otherwise. */
function expectSameOrder(
  matches: readonly { assetId: number; score: number }[],
  expected: readonly { assetId: number; score: number }[],
): void {
  for (const [rank, { assetId, score }] of matches.entries()) {
    if (assetId === expected[rank]?.assetId) continue;
    expect(score).toBeCloseTo(expected[rank]?.score ?? Number.NaN, 9);
  }
  for (const [rank, match] of matches.entries()) {
    const next = matches[rank + 1];
    if (next && next.score === match.score) expect(match.assetId).toBeLessThan(next.assetId);
  }
}

it("answers nothing where no photo has a vector, and for no photos", async () => {
  const { catalog, modelId } = await libraryOf(vectorsWithTwins(40));
  const query = vectorsWithTwins(1)[0] as Float32Array;
  expect(await exactSearch(catalog, { modelId, query, limit: 5, assetIds: [] })).toEqual({
    matches: [],
    count: 0,
  });
  const none = catalog.vectors.modelId("none@1", dimensions);
  expect(await exactSearch(catalog, { modelId: none, query, limit: 5 })).toEqual({ matches: [], count: 0 });
  catalog.close();
});

it("gives others their turn while it reads, and minds nothing that is written meanwhile", async () => {
  const different = clusteredVectors({ count: 200, dimensions: 1024, clusters: 10, spread: 0.6, seed: 22 });
  const vectors = Array.from({ length: 10_000 }, (_, row) => different[row % 200] as Float32Array);
  const { catalog, modelId } = await libraryOf(vectors);
  const query = vectors[0] as Float32Array;
  let isDone = false;
  let turns = 0;
  const searching = exactSearch(catalog, { modelId, query, limit: 3 }).finally(() => {
    isDone = true;
  });
  while (!isDone) {
    await setImmediate();
    turns += 1;
    catalog.vectors.put(modelId, turns, toHalfFloats(vectors[turns - 1] as Float32Array));
  }
  expect(turns).toBeGreaterThan(1);
  const { matches } = await searching;
  expect(matches[0]?.score).toBeCloseTo(1, 2);
  expect(new Set(matches.map(({ assetId }) => assetId)).size).toBe(3);
  catalog.close();
}, 60_000);

import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PhotoFacts } from "../../../src/core/vectors/photo-facts.ts";
import type { PhotoFilter } from "../../../src/core/vectors/photo-filter.ts";
import { type VectorQuery, vectorOfQuery } from "../../../src/core/vectors/vector-query.ts";
import { matchesFilter } from "../../helpers/matches-filter.ts";
import { photoFilters, photosFacts } from "../../helpers/photo-facts.ts";
import { plainFacts } from "../../helpers/plain-facts.ts";
import { clusteredVectors } from "../../helpers/vectors.ts";

export interface FilledPhoto {
  facts: PhotoFacts;
  /** float32 [dimensions], of length 1 */
  vector: Float32Array;
}

/** A search that filters, as a test fills and asks it: a library of its own for each `open`. */
export interface FilteringSearch {
  /** In place of all photos that were in it. */
  fill(photos: readonly FilledPhoto[]): Promise<void>;
  search(search: {
    query: VectorQuery;
    limit: number;
    offset?: number;
    filter?: PhotoFilter;
  }): Promise<{ sha256: string; score: number }[]>;
  count(filter?: PhotoFilter): Promise<number>;
  close(): Promise<void>;
}

export const filterDimensions = 16;

/** Cosines of float16 vectors differ by so much from those of float32 ones. */
const scoreTolerance = 0.003;

const everything: PhotoFilter = { kind: "all", of: [] };

/** What filters, pages and examples mean, whatever store answers; the truth is test/helpers/matches-filter.ts. */
export function describeFilteringSearch(
  name: string,
  open: () => Promise<FilteringSearch>,
  options: {
    numRuns?: number;
    /** What the store can be told of a photo, where that is not everything. */
    known?: (facts: PhotoFacts) => PhotoFacts;
  } = {},
): void {
  describe(`${name}, filtering`, () => {
    const { known = (facts) => facts } = options;
    let subject: FilteringSearch;
    beforeAll(async () => {
      subject = await open();
    });
    afterAll(() => subject?.close());

    const pool = clusteredVectors({
      count: 60,
      dimensions: filterDimensions,
      clusters: 6,
      spread: 0.6,
      seed: 9,
    });
    const vectorAt = (index: number) => pool[index % pool.length] as Float32Array;
    const withVectors = (facts: readonly PhotoFacts[]) =>
      facts.map((each, index) => ({ facts: known(each), vector: vectorAt(index) }));

    /** By comparing with every photo that is meant: the best first, of equal scores the lower SHA-256 first. */
    function exact(photos: readonly FilledPhoto[], query: VectorQuery, filter: PhotoFilter = everything) {
      const wanted = vectorOfQuery(query);
      return photos
        .filter(({ facts }) => matchesFilter(facts, filter))
        .map(({ facts, vector }) => ({ sha256: facts.sha256, score: dot(vector, wanted) }))
        .sort((left, right) => right.score - left.score || (left.sha256 < right.sha256 ? -1 : 1));
    }

    /** The same photos' scores in the same order; photos that score all but the same may change places. */
    function expectSame(found: { sha256: string; score: number }[], truth: typeof found): void {
      expect(found).toHaveLength(truth.length);
      for (const [rank, { score }] of found.entries()) {
        expect(Math.abs(score - (truth[rank]?.score ?? 0))).toBeLessThan(scoreTolerance);
      }
    }

    it("finds and counts what is meant, and nothing else, of any photos by any filter", async () => {
      await fc.assert(
        fc.asyncProperty(
          photosFacts({ maxLength: 24 }),
          fc.array(photoFilters, { minLength: 1, maxLength: 12 }),
          async (facts, filters) => {
            const photos = withVectors(facts);
            await subject.fill(photos);
            for (const filter of filters) {
              const truth = exact(photos, vectorAt(0), filter);
              const found = await subject.search({ query: vectorAt(0), limit: 100, filter });
              expect(found.map(({ sha256 }) => sha256).sort()).toEqual(
                truth.map(({ sha256 }) => sha256).sort(),
              );
              expectSame(found, truth);
              expect(await subject.count(filter)).toBe(truth.length);
            }
          },
        ),
        { numRuns: options.numRuns ?? 40 },
      );
    });

    it("gives as many as are asked for where only few are meant: it filters before it ranks", async () => {
      const photos = withVectors(
        Array.from({ length: 400 }, (_, index) =>
          plainFacts(index, { keywords: index % 40 === 39 ? ["rare"] : ["common"] }),
        ),
      );
      await subject.fill(photos);
      const filter: PhotoFilter = { kind: "is", field: "keyword", values: ["rare"] };
      for (const query of [vectorAt(3), vectorAt(17), vectorAt(31)]) {
        const found = await subject.search({ query, limit: 10, filter });
        expectSame(found, exact(photos, query, filter).slice(0, 10));
        expect(found).toHaveLength(10);
      }
    });

    it("gives page after page without a gap and without a repetition, equal scores too", async () => {
      // Of every vector seven photos: many scores are equal.
      const photos = Array.from({ length: 210 }, (_, index) => ({
        facts: plainFacts(index, { rating: index % 6 }),
        vector: vectorAt(index % 30),
      }));
      await subject.fill(photos);
      const filter: PhotoFilter = { kind: "range", field: "rating", from: 1 };
      const query = vectorAt(2);
      const whole = await subject.search({ query, limit: 1000, filter });
      for (const limit of [3, 40]) {
        const pages: typeof whole = [];
        for (let offset = 0; offset < whole.length + limit; offset += limit) {
          pages.push(...(await subject.search({ query, limit, offset, filter })));
        }
        expect(pages.map(({ sha256 }) => sha256)).toEqual(whole.map(({ sha256 }) => sha256));
      }
      expectSame(whole, exact(photos, query, filter));
      for (const [rank, { sha256, score }] of whole.entries()) {
        const before = whole[rank - 1];
        if (before) expect(before.score > score || before.sha256 < sha256).toBe(true);
      }
      expect(await subject.search({ query, limit: 10, offset: 5000, filter })).toEqual([]);
    });

    it("finds what is like some examples and unlike others as their mean does", async () => {
      const photos = withVectors(Array.from({ length: 60 }, (_, index) => plainFacts(index)));
      await subject.fill(photos);
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(fc.nat({ max: 59 }), { minLength: 1, maxLength: 4 }),
          fc.uniqueArray(fc.nat({ max: 59 }), { maxLength: 3 }),
          async (like, unlike) => {
            const query = { positive: like.map(vectorAt), negative: unlike.map(vectorAt) };
            // Examples that all but cancel each other out point nowhere in particular.
            fc.pre(norm(query) > 0.2);
            const found = await subject.search({ query, limit: 20 });
            expectSame(found, exact(photos, query).slice(0, 20));
          },
        ),
        { numRuns: options.numRuns ?? 40 },
      );
    });

    it("tells a photo at an edge in time from its neighbours", async () => {
      const dates = ["2018-12-31T23:59:59", "2019", "2019-01", "2019-12-31T23:59:59", "2020", null];
      const photos = withVectors(dates.map((takenAt, index) => plainFacts(index, { takenAt })));
      await subject.fill(photos);
      await expectMeant(subject, photos, { kind: "takenAt", from: "2019", before: "2020" }, [1, 2, 3]);
      await expectMeant(subject, photos, { kind: "takenAt" }, [0, 1, 2, 3, 4]);
      await expectMeant(subject, photos, { kind: "takenAt", from: "2020", before: "2019" }, []);
      const bySecond: PhotoFilter = { kind: "takenAt", from: "2018-12-31T23:59:59", before: "2019-01-01" };
      await expectMeant(subject, photos, bySecond, [0]);
    });

    it("measures distances across the date line, at the poles and around the whole earth", async () => {
      const places = [
        { latitude: 0, longitude: 179.95 },
        { latitude: 0, longitude: -179.95 },
        { latitude: 89.99, longitude: 10 },
        { latitude: 89.99, longitude: -170 },
        { latitude: -90, longitude: 0 },
        { latitude: 0, longitude: 0 },
        null,
      ];
      const photos = withVectors(places.map((location, index) => plainFacts(index, { location })));
      await subject.fill(photos);
      const near = (latitude: number, longitude: number, radiusMeters: number): PhotoFilter => ({
        kind: "near",
        latitude,
        longitude,
        radiusMeters,
      });
      await expectMeant(subject, photos, near(0, 180, 6000), [0, 1]);
      await expectMeant(subject, photos, near(0, 179.95, 20_000), [0, 1]);
      await expectMeant(subject, photos, near(0, -179.95, 20_000), [0, 1]);
      await expectMeant(subject, photos, near(90, 0, 2000), [2, 3]);
      await expectMeant(subject, photos, near(89.99, 10, 3000), [2, 3]);
      await expectMeant(subject, photos, near(-89.99, 77, 2000), [4]);
      await expectMeant(subject, photos, near(0, 0, 19_900_000), [2, 3, 4, 5]);
      await expectMeant(subject, photos, near(0, 0, 25_000_000), [0, 1, 2, 3, 4, 5]);
    });

    it("means all photos by no conditions and by none that must hold, none by none that may, none that is gone", async () => {
      const gone = [{ path: "/photos/gone.jpg", folder: "/photos", isPresent: false }];
      const photos = withVectors([plainFacts(0), plainFacts(1), plainFacts(2, { files: gone })]);
      await subject.fill(photos);
      const nothing: PhotoFilter = { kind: "any", of: [] };
      expect((await subject.search({ query: vectorAt(0), limit: 10 })).length).toBe(2);
      expect(await subject.count()).toBe(2);
      await expectMeant(subject, photos, everything, [0, 1]);
      await expectMeant(subject, photos, nothing, []);
      await expectMeant(subject, photos, { kind: "not", of: nothing }, [0, 1]);
      await expectMeant(subject, photos, { kind: "not", of: everything }, []);
      await expectMeant(subject, photos, { kind: "is", field: "keyword", values: [] }, []);
    });

    async function expectMeant(
      search: FilteringSearch,
      photos: readonly FilledPhoto[],
      filter: PhotoFilter,
      indexes: readonly number[],
    ): Promise<void> {
      const found = await search.search({ query: vectorAt(0), limit: 100, filter });
      const expected = indexes.map((index) => photos[index]?.facts.sha256);
      const what = JSON.stringify(filter);
      expect(found.map(({ sha256 }) => sha256).sort(), what).toEqual(expected.sort());
      expect(await search.count(filter), what).toBe(indexes.length);
    }
  });
}

function dot(left: Float32Array, right: Float32Array): number {
  return left.reduce((sum, value, index) => sum + value * (right[index] as number), 0);
}

function norm({ positive, negative }: { positive: Float32Array[]; negative: Float32Array[] }): number {
  const mean = (vectors: Float32Array[], index: number) =>
    vectors.reduce((sum, vector) => sum + (vector[index] as number), 0) / Math.max(1, vectors.length);
  return Math.hypot(
    ...Array.from({ length: filterDimensions }, (_, index) =>
      negative.length === 0 ? mean(positive, index) : 2 * mean(positive, index) - mean(negative, index),
    ),
  );
}

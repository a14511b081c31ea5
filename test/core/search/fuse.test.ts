import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fuse, leastNotMeant, type Signals } from "../../../src/core/search/fuse.ts";

const assetId = fc.integer({ min: 1, max: 60 });
const hits = fc.uniqueArray(fc.record({ assetId, rank: fc.double({ min: -9, max: 0, noNaN: true }) }), {
  selector: (hit) => hit.assetId,
  maxLength: 20,
});
const signals: fc.Arbitrary<Signals> = fc
  .record({
    exact: hits,
    guessed: hits,
    loose: hits,
    matches: fc.uniqueArray(fc.record({ assetId, probability: fc.double({ min: 0, max: 1, noNaN: true }) }), {
      selector: (match) => match.assetId,
      maxLength: 40,
    }),
    likelyShare: fc.double({ min: 0, max: 1, noNaN: true }),
    notMeant: fc.uniqueArray(fc.tuple(assetId, fc.double({ min: 0, max: 1, noNaN: true })), {
      selector: ([id]) => id,
    }),
    isBesideExamples: fc.boolean(),
  })
  .map(({ exact, guessed, loose, matches, likelyShare, notMeant, isBesideExamples }) => {
    const isExact = new Set(exact.map((hit) => hit.assetId));
    const unwritten = guessed.filter((hit) => !isExact.has(hit.assetId));
    const isWhole = new Set([...exact, ...unwritten].map((hit) => hit.assetId));
    const rated = matches
      .toSorted((left, right) => right.probability - left.probability)
      .map((match) => ({ ...match, score: match.probability }));
    return {
      hits: {
        exact: exact.toSorted((left, right) => left.rank - right.rank),
        guessed: unwritten,
        loose: loose.filter((hit) => !isWhole.has(hit.assetId)),
      },
      matches: rated,
      likelyCount: Math.floor(likelyShare * rated.length),
      notMeant: new Map(notMeant),
      similarities: new Map(rated.map((match) => [match.assetId, match.score])),
      isBesideExamples,
    };
  });

describe("one order of what is written and what is seen", () => {
  it("has every photo of every signal once", () => {
    fc.assert(
      fc.property(signals, (given) => {
        const { assetIds } = fuse(given);
        const { exact, guessed, loose } = given.hits;
        const all = [...exact, ...guessed, ...loose, ...given.matches].map((one) => one.assetId);
        expect(assetIds.toSorted()).toEqual([...new Set(all)].toSorted());
      }),
    );
  });

  it("has photos with every word above the line and before all others, but for what must not be seen", () => {
    fc.assert(
      fc.property(signals, (given) => {
        const { assetIds, likelyCount, exactCount } = fuse(given);
        const isPushed = (id: number) => (given.notMeant.get(id) ?? 0) >= leastNotMeant;
        const exact = given.hits.exact.map((hit) => hit.assetId).filter((id) => !isPushed(id));
        if (given.isBesideExamples) expect(exactCount).toBe(0);
        else expect(assetIds.slice(0, exactCount).toSorted()).toEqual(exact.toSorted());
        expect(likelyCount).toBeGreaterThanOrEqual(exactCount);
        expect(assetIds.slice(0, likelyCount).some(isPushed)).toBe(false);
      }),
    );
  });

  it("has what looks likely above the line, and what neither looks so nor is written below it", () => {
    fc.assert(
      fc.property(signals, (given) => {
        const { assetIds, likelyCount } = fuse(given);
        const above = new Set(assetIds.slice(0, likelyCount));
        const { exact, guessed, loose } = given.hits;
        const written = new Set([...exact, ...guessed, ...loose].map((hit) => hit.assetId));
        for (const [place, match] of given.matches.entries()) {
          if ((given.notMeant.get(match.assetId) ?? 0) >= leastNotMeant) continue;
          if (place < given.likelyCount) expect(above.has(match.assetId)).toBe(true);
          else if (!written.has(match.assetId)) expect(above.has(match.assetId)).toBe(false);
        }
      }),
    );
  });
});

import { describe, expect, it } from "vitest";
import {
  forbiddingEndBefore,
  forbiddingRepeatedRuns,
  penalisingRepetition,
  type ScoreRule,
} from "../../../../../src/core/models/captioners/blip/rules.ts";
import { largestPlaces, logSoftmax } from "../../../../../src/core/models/captioners/blip/scores.ts";

function ruled(rule: ScoreRule, scores: readonly number[], tokens: readonly number[]): number[] {
  const changed = Float32Array.from(scores);
  rule(changed, tokens);
  return [...changed];
}

const no = -Infinity;

describe("rules", () => {
  it("repetition: what was said is less likely, once, whatever its sign", () => {
    expect(ruled(penalisingRepetition(2), [4, -4, 4, -4], [0, 1, 1, 0])).toEqual([2, -8, 4, -4]);
  });

  it("runs: the third word of three that were said in a row is not said after the first two", () => {
    expect(ruled(forbiddingRepeatedRuns(3), [1, 1, 1, 1], [0, 1, 2, 0, 1])).toEqual([1, 1, no, 1]);
    expect(ruled(forbiddingRepeatedRuns(3), [1, 1, 1, 1], [0, 1])).toEqual([1, 1, 1, 1]);
  });

  it("runs of one: no word twice", () => {
    expect(ruled(forbiddingRepeatedRuns(1), [1, 1, 1, 1], [2, 3])).toEqual([1, 1, no, no]);
  });

  it("length: no end before so many tokens", () => {
    expect(ruled(forbiddingEndBefore(3, 1), [1, 1], [0, 0])).toEqual([1, no]);
    expect(ruled(forbiddingEndBefore(3, 1), [1, 1], [0, 0, 0])).toEqual([1, 1]);
  });
});

describe("scores", () => {
  it("of a softmax add up to 1, however large they are", () => {
    const probabilities = logSoftmax(Float32Array.from([1000, 999, -1000])).map(Math.exp);
    expect(probabilities.reduce((sum, one) => sum + one)).toBeCloseTo(1, 5);
    expect(probabilities[2]).toBe(0);
  });

  it("largest first, of equal ones the first", () => {
    expect(largestPlaces(Float32Array.from([1, 3, 3, 2, no]), 3)).toEqual([1, 2, 3]);
    expect(largestPlaces(Float32Array.from([no, no]), 2)).toEqual([0, 1]);
  });

  it.each([[[Number.NaN, 1]], [[Infinity, 1]], [[no, no]]])(
    "that are no numbers are refused: %s",
    (logits) => {
      expect(() => logSoftmax(Float32Array.from(logits))).toThrow(
        expect.objectContaining({ code: "MODEL_CORRUPT" }),
      );
    },
  );
});

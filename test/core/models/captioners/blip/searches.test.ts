import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BeamSearch } from "../../../../../src/core/models/captioners/blip/beam-search.ts";
import { GreedySearch } from "../../../../../src/core/models/captioners/blip/greedy-search.ts";
import { logSoftmax } from "../../../../../src/core/models/captioners/blip/scores.ts";
import type { Search } from "../../../../../src/core/models/captioners/blip/search.ts";

const words = 4;
const endToken = 0;
const begin = [1];

/** Scores of the next word for every beginning, the same each time it is asked. */
type Language = (tokens: readonly number[]) => Float32Array;

const languages = fc
  .array(fc.integer({ min: -400, max: 400 }), { minLength: 97, maxLength: 97 })
  .map((values): Language => {
    return (tokens) => {
      const at = tokens.reduce((sum, token, place) => sum * 31 + token * 7 + place, 3);
      return Float32Array.from(
        { length: words },
        (_, word) => ((values[(at * 5 + word * 13) % values.length] as number) + word * 0.37) / 100,
      );
    };
  });

function searched(search: Search, language: Language) {
  while (!search.isDone) search.advance(search.rows.map(({ tokens }) => language(tokens)));
  return search.sentences();
}

function everySentence(language: Language, mostTokens: number) {
  const ended: { tokens: number[]; logProbability: number }[] = [];
  const go = (tokens: number[], logProbability: number) => {
    if (tokens.at(-1) === endToken || tokens.length === mostTokens)
      return ended.push({ tokens, logProbability });
    for (const [word, more] of logSoftmax(language(tokens)).entries())
      go([...tokens, word], logProbability + more);
  };
  go([...begin], 0);
  return ended;
}

describe("laws of searching", () => {
  const rules = { begin, endToken, rules: [] };

  it("one beam writes what greed writes, where length is of no account", () => {
    fc.assert(
      fc.property(languages, fc.integer({ min: 2, max: 9 }), (language, mostTokens) => {
        const greedy = searched(new GreedySearch({ ...rules, mostTokens }), language);
        const beam = searched(new BeamSearch({ ...rules, mostTokens, beams: 1, lengthPenalty: 0 }), language);
        expect(beam.map(({ tokens }) => tokens)).toEqual(greedy.map(({ tokens }) => tokens));
      }),
    );
  });

  it("as many beams as there are sentences find the likeliest", () => {
    fc.assert(
      fc.property(languages, fc.integer({ min: 2, max: 4 }), (language, mostTokens) => {
        const all = everySentence(language, mostTokens);
        const most = Math.max(...all.map(({ logProbability }) => logProbability));
        const beams = words ** (mostTokens - 1);
        const [best] = searched(new BeamSearch({ ...rules, mostTokens, beams, lengthPenalty: 0 }), language);
        expect(best?.logProbability).toBeCloseTo(most, 3);
      }),
      { numRuns: 30 },
    );
  });

  it("sentences come best first, differ, end or are as long as they may be, and are no likelier than they are", () => {
    fc.assert(
      fc.property(
        languages,
        fc.record({
          beams: fc.integer({ min: 2, max: words - 1 }),
          mostTokens: fc.integer({ min: 3, max: 9 }),
          lengthPenalty: fc.constantFrom(-1, 0, 1, 2),
        }),
        (language, some) => {
          const sentences = searched(new BeamSearch({ ...rules, ...some }), language);
          const scores = sentences.map(
            ({ tokens, logProbability }) => logProbability / (tokens.length - 1) ** some.lengthPenalty,
          );
          for (const [place, score] of scores.entries()) {
            if (place > 0) expect(score).toBeLessThanOrEqual((scores[place - 1] as number) + 1e-4);
          }
          expect(new Set(sentences.map(({ tokens }) => tokens.join())).size).toBe(sentences.length);
          for (const { tokens, logProbability } of sentences) {
            expect(tokens.at(-1) === endToken || tokens.length === some.mostTokens).toBe(true);
            let own = 0;
            for (let place = 1; place < tokens.length; place++) {
              own += logSoftmax(language(tokens.slice(0, place)))[tokens[place] as number] as number;
            }
            expect(logProbability).toBeCloseTo(own, 3);
          }
        },
      ),
    );
  });
});

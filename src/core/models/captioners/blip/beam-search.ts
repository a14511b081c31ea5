import { largestPlaces, logSoftmax } from "./scores.ts";
import { continued, type Hypothesis, type Search, type SearchRules } from "./search.ts";

/** What stands for "not at all" among sums of logarithms; as large as there, so that rounding is the same. */
const never = -1e9;

interface Beam extends Hypothesis {
  /** float32: sum of the logarithms after all rules. */
  score: number;
}

interface Finished extends Hypothesis {
  /** float32: `Beam.score` over the length to the power of the length penalty. */
  score: number;
  isFinished: boolean;
}

interface Candidate extends Beam {
  parent: number;
  /** It ends here: it said so, or may not be longer. */
  isEnd: boolean;
}

export interface BeamRules extends SearchRules {
  beams: number;
  /** Above 0 long sentences are preferred. */
  lengthPenalty: number;
}

/**
 * Keeps the likeliest beginnings, and of those that came to their end the best for their length, until no beginning can
 * become better than them. Hugging Face's `_beam_search` with `early_stopping=False` (transformers 5.24,
 * generation/utils.py), one picture by itself: there pictures of a batch do not change each other either.
 */
export class BeamSearch implements Search {
  readonly #rules: BeamRules;
  #beams: Beam[];
  #finished: Finished[];
  isDone = false;

  constructor(rules: BeamRules) {
    this.#rules = rules;
    const places = Array.from({ length: rules.beams }, (_, place) => place);
    // All begin alike: only the first counts, so that they part with the first token.
    this.#beams = places.map((place) => ({
      tokens: rules.begin,
      logProbability: 0,
      logProbabilities: [],
      score: place === 0 ? 0 : never,
    }));
    this.#finished = places.map(() => ({
      tokens: rules.begin,
      logProbability: 0,
      logProbabilities: [],
      score: never,
      isFinished: false,
    }));
  }

  get rows(): readonly Hypothesis[] {
    return this.#beams;
  }

  advance(logits: readonly Float32Array[]): number[] {
    const candidates = this.#candidates(logits);
    // Twice as many as beams: were all of the best at their end, as many would be left to go on from.
    const going = candidates.map((one) => Math.fround(one.score + (one.isEnd ? never : 0)));
    const kept = largestPlaces(Float32Array.from(going), this.#rules.beams);
    this.#finish(candidates);
    this.#beams = kept.map((place) => ({
      ...(candidates[place] as Candidate),
      score: going[place] as number,
    }));
    this.isDone = !this.#canImprove() || candidates.every(({ isEnd }) => isEnd);
    return kept.map((place) => (candidates[place] as Candidate).parent);
  }

  sentences(): Hypothesis[] {
    return this.#finished.filter(({ isFinished }) => isFinished);
  }

  #candidates(logits: readonly Float32Array[]): Candidate[] {
    const { rules, beams, endToken, mostTokens } = this.#rules;
    const vocabulary = logits[0]?.length ?? 0;
    const totals = new Float32Array(beams * vocabulary);
    const logProbabilities = logits.map(logSoftmax);
    for (const [row, own] of logProbabilities.entries()) {
      const beam = this.#beams[row] as Beam;
      const scores = own.slice();
      for (const rule of rules) rule(scores, beam.tokens);
      for (let token = 0; token < vocabulary; token++) {
        totals[row * vocabulary + token] = (scores[token] as number) + beam.score;
      }
    }
    return largestPlaces(totals, 2 * beams).map((place) => {
      const parent = Math.floor(place / vocabulary);
      const token = place % vocabulary;
      const beam = this.#beams[parent] as Beam;
      const next = continued(beam, token, logProbabilities[parent]?.[token] as number);
      const isEnd = token === endToken || next.tokens.length >= mostTokens;
      return { ...next, score: totals[place] as number, parent, isEnd };
    });
  }

  /** Only the best, as many as there are beams, may end here; the others were there to go on from. */
  #finish(candidates: readonly Candidate[]): void {
    const { beams, lengthPenalty, begin } = this.#rules;
    const ended = candidates.map(({ score, isEnd, ...hypothesis }, place): Finished => {
      const isFinished = isEnd && place < beams;
      const perLength = Math.fround(score / (hypothesis.tokens.length - begin.length) ** lengthPenalty);
      return {
        ...hypothesis,
        score: isFinished ? perLength : Math.fround(perLength + never),
        isFinished,
      };
    });
    const all = [...this.#finished, ...ended];
    const best = largestPlaces(
      Float32Array.from(all, ({ score }) => score),
      beams,
    );
    this.#finished = best.map((place) => all[place] as Finished);
  }

  /** A guess that longer sentences only get less likely: exact without a length penalty. */
  #canImprove(): boolean {
    const { begin, lengthPenalty } = this.#rules;
    const [best] = this.#beams as [Beam];
    const worst = Math.min(...this.#finished.map(({ score }) => score));
    const possible = Math.fround(best.score / (best.tokens.length - begin.length) ** lengthPenalty);
    return this.#finished.some(({ isFinished }) => possible > (isFinished ? worst : never));
  }
}

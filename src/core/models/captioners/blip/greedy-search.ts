import { largestPlaces, logSoftmax } from "./scores.ts";
import { continued, type Hypothesis, type Search, type SearchRules } from "./search.ts";

/** The likeliest token each time. Hugging Face's `_sample` with `do_sample=False` (transformers 5.24, generation/utils.py). */
export class GreedySearch implements Search {
  readonly #rules: SearchRules;
  #row: Hypothesis;
  isDone = false;

  constructor(rules: SearchRules) {
    this.#rules = rules;
    this.#row = { tokens: rules.begin, logProbability: 0, logProbabilities: [] };
  }

  get rows(): readonly Hypothesis[] {
    return [this.#row];
  }

  advance([logits = new Float32Array()]: readonly Float32Array[]): number[] {
    const { rules, endToken, mostTokens } = this.#rules;
    const logProbabilities = logSoftmax(logits);
    const scores = logits.slice();
    for (const rule of rules) rule(scores, this.#row.tokens);
    const [token = endToken] = largestPlaces(scores, 1);
    this.#row = continued(this.#row, token, logProbabilities[token] as number);
    this.isDone = token === endToken || this.#row.tokens.length >= mostTokens;
    return [0];
  }

  sentences(): Hypothesis[] {
    return [this.#row];
  }
}

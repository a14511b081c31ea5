import type { GenerationRules } from "../../manifest/schema.ts";

/** Changes scores float32 [vocabulary] in place, knowing the tokens so far, begin and prompt included. */
export type ScoreRule = (scores: Float32Array, tokens: readonly number[]) => void;

/**
 * The rules of a model, in the order in which Hugging Face's `generate` applies them (transformers 5.24,
 * generation/logits_process.py).
 */
export function scoreRulesOf(
  { repetitionPenalty, noRepeatNgramTokens, leastTokens }: GenerationRules,
  endToken: number,
): ScoreRule[] {
  return [
    ...(repetitionPenalty === 1 ? [] : [penalisingRepetition(repetitionPenalty)]),
    ...(noRepeatNgramTokens === 0 ? [] : [forbiddingRepeatedRuns(noRepeatNgramTokens)]),
    ...(leastTokens === 0 ? [] : [forbiddingEndBefore(leastTokens, endToken)]),
  ];
}

/**
 * `repetition_penalty`: a token that was said is that many times less likely, however often it was said.
 * Keskar et al. 2019, https://arxiv.org/abs/1909.05858
 */
export function penalisingRepetition(penalty: number): ScoreRule {
  const factor = Math.fround(penalty);
  return (scores, tokens) => {
    for (const token of new Set(tokens)) {
      const score = scores[token] as number;
      scores[token] = score < 0 ? score * factor : score / factor;
    }
  };
}

/** `no_repeat_ngram_size`: what would end a run of so many tokens that was there before cannot be said. */
export function forbiddingRepeatedRuns(runTokens: number): ScoreRule {
  return (scores, tokens) => {
    const begunAt = tokens.length - (runTokens - 1);
    for (let start = 0; start + runTokens <= tokens.length; start++) {
      const isSame = (offset: number) => tokens[start + offset] === tokens[begunAt + offset];
      if (!Array.from({ length: runTokens - 1 }, (_, offset) => offset).every(isSame)) continue;
      scores[tokens[start + runTokens - 1] as number] = -Infinity;
    }
  };
}

/** `min_length`: begin and prompt count. */
export function forbiddingEndBefore(leastTokens: number, endToken: number): ScoreRule {
  return (scores, tokens) => {
    if (tokens.length < leastTokens) scores[endToken] = -Infinity;
  };
}

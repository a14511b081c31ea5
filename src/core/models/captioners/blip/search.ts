/** A sentence in the making, or made. */
export interface Hypothesis {
  /** Begin and prompt first; with its end, where it came to it. */
  tokens: readonly number[];
  /** Sum of the natural logarithms of the probabilities that the model gave what was chosen, before all rules. */
  logProbability: number;
  /** Of each token after begin and prompt, whose sum that is. */
  logProbabilities: readonly number[];
}

/** The search for one picture's sentences: it asks for scores of the next token, and says how to go on. */
export interface Search {
  /** What is to be scored next; as many each time until the search is done. */
  readonly rows: readonly Hypothesis[];
  readonly isDone: boolean;
  /**
   * @param logits float32 [vocabulary] for each of `rows`
   * @returns for each of the new `rows` the place of the old one that it goes on from
   */
  advance(logits: readonly Float32Array[]): number[];
  /** Best first; to be asked when it is done. */
  sentences(): Hypothesis[];
}

/** What a search keeps to. */
export interface SearchRules {
  begin: readonly number[];
  endToken: number;
  /** Begin and prompt included. */
  mostTokens: number;
  rules: readonly ((scores: Float32Array, tokens: readonly number[]) => void)[];
}

export function continued(
  { tokens, logProbability, logProbabilities }: Hypothesis,
  token: number,
  tokenLogProbability: number,
): Hypothesis {
  return {
    tokens: [...tokens, token],
    logProbability: logProbability + tokenLogProbability,
    logProbabilities: [...logProbabilities, tokenLogProbability],
  };
}

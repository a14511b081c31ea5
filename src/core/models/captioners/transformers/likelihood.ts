/** Logits of one step: float32 [batchSize, vocabularySize]. */
interface StepLogits {
  data: ArrayLike<number>;
  dims: readonly number[];
}

/**
 * How likely each sentence of a batch was to the model, token by token: sits behind the rules of generation and sees
 * what the greedy search chooses from.
 */
export class Likelihood {
  /** Natural logarithms, [batchSize][steps]. */
  readonly #chosen: number[][] = [];

  /** Of the shape of the library's logits processors. */
  readonly watch = (_tokens: bigint[][], logits: StepLogits): StepLogits => {
    const [batchSize = 0, vocabularySize = 0] = logits.dims;
    for (let row = 0; row < batchSize; row++) {
      this.#chosen[row] ??= [];
      this.#chosen[row]?.push(bestLogProbability(logits.data, row * vocabularySize, vocabularySize));
    }
    return logits;
  };

  /** Mean over the first so many tokens of a row. */
  meanOf(row: number, tokens: number): number {
    const chosen = (this.#chosen[row] ?? []).slice(0, tokens);
    return chosen.reduce((sum, one) => sum + one, 0) / Math.max(1, chosen.length);
  }
}

/** log softmax of the largest logit: -log of the sum of exp(logit - largest). */
function bestLogProbability(data: ArrayLike<number>, start: number, size: number): number {
  let best = -Infinity;
  for (let index = start; index < start + size; index++) best = Math.max(best, data[index] as number);
  let sum = 0;
  for (let index = start; index < start + size; index++) sum += Math.exp((data[index] as number) - best);
  return -Math.log(sum);
}

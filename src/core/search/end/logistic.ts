/** Of log odds. */
export function probabilityOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** A logistic regression: what each fact about a score adds to the log odds of a match. */
export interface Logistic {
  weights: ArrayLike<number>;
  bias: number;
}

/** @param facts as many as there are weights, in their order */
export function ratedBy({ weights, bias }: Logistic, facts: readonly number[]): number {
  let sum = bias;
  for (const [index, fact] of facts.entries()) sum += fact * (weights[index] as number);
  return probabilityOf(sum);
}

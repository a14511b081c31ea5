import type { ConfidenceRule } from "../manifest/schema.ts";

/** @param meanLogProbability of a sentence's tokens, its end included @returns 0 to 1 */
export function confidenceOf(meanLogProbability: number, { slope, intercept }: ConfidenceRule): number {
  return 1 / (1 + Math.exp(-(slope * meanLogProbability + intercept)));
}

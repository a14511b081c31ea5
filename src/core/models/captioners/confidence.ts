import type { ConfidenceRule } from "../manifest/schema.ts";

/** @param evidence what the rule is of: a natural logarithm, -Infinity where there is none @returns 0 to 1 */
export function confidenceOf(evidence: number, { slope, intercept }: ConfidenceRule): number {
  return 1 / (1 + Math.exp(-(slope * evidence + intercept)));
}

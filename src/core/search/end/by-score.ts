import { dotProduct } from "../look-alikes.ts";
import type { LibrarySample } from "./library-sample.ts";

/**
 * Of each score, falling: how likely a photo of that score is to show what was looked for, told from how far it stands out
 * of what the rest of the library scores.
 */
export function probabilitiesByScore({
  vector,
  scores,
  sample,
}: {
  vector: Float32Array;
  scores: readonly number[];
  sample: LibrarySample;
}): Float32Array {
  const others = sample.vectors.map((one) => dotProduct(one, vector));
  const mean = others.reduce((sum, score) => sum + score, 0) / Math.max(1, others.length);
  const variance = others.reduce((sum, score) => sum + (score - mean) ** 2, 0) / Math.max(1, others.length);
  const deviation = Math.max(0.02, Math.sqrt(variance));
  return Float32Array.from(scores, (score) => 1 / (1 + Math.exp(-1.5 * ((score - mean) / deviation - 3.5))));
}

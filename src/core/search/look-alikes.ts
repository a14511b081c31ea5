import type { Model } from "../../contract/library.ts";
import { describeModel } from "../models/runtime/describe.ts";
import type { ModelService } from "../switching/model-service.ts";
import type { OpenModel } from "../switching/open-model.ts";
import type { VectorMatch } from "../vectors/vector-store.ts";

/** The photos nearest to something, by one model, and what it takes to compare further ones with it. */
export interface LookAlikes {
  model: Model;
  modelId: number;
  /** Of what was looked for: float32 [dimensions], of length 1. */
  vector: Float32Array;
  /** The best first. */
  matches: VectorMatch[];
  /** All photos that have a vector of this model. */
  count: number;
}

/** @throws MODEL_MISSING, MODEL_CORRUPT, and what `vectorOf` throws */
export function lookAlike(
  models: ModelService,
  { vectorOf, limit }: { vectorOf: (open: OpenModel) => Promise<Float32Array>; limit: number },
): Promise<LookAlikes> {
  return models.using(async (open) => {
    const vector = await vectorOf(open);
    const matches = await open.index.search(vector, limit);
    const count = await open.index.count();
    return { model: describeModel(open.model), modelId: open.modelId, vector, matches, count };
  });
}

/** Of vectors of length 1: their cosine similarity. */
export function dotProduct(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) sum += (left[index] as number) * (right[index] as number);
  return sum;
}

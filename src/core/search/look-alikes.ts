import type { Model } from "../../contract/library.ts";
import type { ModelService } from "../switching/model-service.ts";
import type { OpenModel } from "../switching/open-model.ts";
import type { HonestEnd } from "./end/index.ts";
import type { LookUp, ModelVectors, VectorFinder } from "./vector-finder.ts";

/** What it takes to look for photos. */
export interface Looking {
  models: ModelService;
  finder: VectorFinder;
  end: HonestEnd;
}

/** Who takes part. */
export type Within = Pick<LookUp, "filter" | "isOwnOnly">;

/** By what photos were looked for, to compare further ones with it. */
export interface LookedBy {
  model: Model;
  modelId: number;
  /** Of what was looked for: float32 [dimensions], of length 1; undefined where nothing says what. */
  vector: Float32Array | undefined;
}

export function vectorsOf({ model, modelId, index }: OpenModel): ModelVectors {
  return { modelId, modelKey: model.key, index };
}

/** Of vectors of length 1: their cosine similarity. */
export function dotProduct(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) sum += (left[index] as number) * (right[index] as number);
  return sum;
}

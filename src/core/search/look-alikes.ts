import type { Model } from "../../contract/library.ts";
import { describeModel } from "../models/runtime/describe.ts";
import type { ModelService } from "../switching/model-service.ts";
import type { OpenModel } from "../switching/open-model.ts";
import { type VectorQuery, vectorOfQuery } from "../vectors/vector-query.ts";
import type { Found, LookUp, VectorFinder } from "./vector-finder.ts";

/** The photos nearest to something, by one model, and what it takes to compare further ones with it. */
export interface LookAlikes extends Found {
  model: Model;
  modelId: number;
  /** Of what was looked for: float32 [dimensions], of length 1. */
  vector: Float32Array;
}

/** What it takes to look for photos. */
export interface Looking {
  models: ModelService;
  finder: VectorFinder;
}

interface LookedFor extends Omit<LookUp, "query"> {
  queryOf: (open: OpenModel) => Promise<VectorQuery>;
}

/** @throws MODEL_MISSING, MODEL_CORRUPT, and what `queryOf` throws */
export function lookAlike(
  { models, finder }: Looking,
  { queryOf, ...lookedFor }: LookedFor,
): Promise<LookAlikes> {
  return models.using(async (open) => {
    const query = await queryOf(open);
    const { modelId, index, model } = open;
    const found = await finder.find({ modelId, modelKey: model.key, index }, { query, ...lookedFor });
    return { ...found, model: describeModel(model), modelId, vector: vectorOfQuery(query) };
  });
}

/** Of vectors of length 1: their cosine similarity. */
export function dotProduct(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) sum += (left[index] as number) * (right[index] as number);
  return sum;
}

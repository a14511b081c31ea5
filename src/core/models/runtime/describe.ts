import type { Model } from "../../../contract/library.ts";
import type { EmbeddingModel } from "./embedding-model.ts";

/** The model as the API shows it. */
export function describeModel(model: EmbeddingModel): Model {
  const { id, name, revision, origin, dimensions, input } = model;
  return { id, name, revision, origin, dimensions, inputSizePixels: input.width };
}

import type { Model } from "../../contract/library.ts";
import type { ClipModel } from "./clip-model.ts";

/** The model as the API shows it. */
export function describeModel(model: ClipModel): Model {
  const { id, name, revision, isDemo, dimensions, input } = model;
  return { id, name, revision, isDemo, dimensions, inputSizePixels: input.cropWidth };
}

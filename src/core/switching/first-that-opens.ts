import type { ModelTrouble } from "../../contract/models.ts";
import { isShoeboxError, ShoeboxError } from "../errors.ts";
import type { EmbeddingModel } from "../models/runtime/embedding-model.ts";
import type { ModelSource } from "./model-source.ts";

export function troubleOf(error: unknown): ModelTrouble {
  if (isShoeboxError(error)) return { code: error.code, message: error.message };
  return { code: "INTERNAL_ERROR", message: String(error) };
}

/** The first of these models that is there and whole; those before it are told with what is wrong with them. */
export async function firstThatOpens(
  source: ModelSource,
  ids: readonly (string | undefined)[],
  onTrouble: (id: string, error: unknown) => void,
): Promise<EmbeddingModel | undefined> {
  for (const id of new Set(ids)) {
    if (id === undefined) continue;
    try {
      const model = await source.open(id);
      if (model) return model;
      throw new ShoeboxError("MODEL_MISSING", `The model ${id} is not installed any more.`);
    } catch (error) {
      if (!isShoeboxError(error)) throw error;
      onTrouble(id, error);
    }
  }
  return undefined;
}

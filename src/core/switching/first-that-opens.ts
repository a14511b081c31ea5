import { isShoeboxError } from "../errors.ts";
import type { EmbeddingModel } from "../models/runtime/embedding-model.ts";
import { type ModelSource, openInstalled } from "./model-source.ts";

/** The first of these models that is there and whole; those before it are told with what is wrong with them. */
export async function firstThatOpens(
  source: ModelSource,
  ids: readonly (string | undefined)[],
  onTrouble: (id: string, error: unknown) => void,
): Promise<EmbeddingModel | undefined> {
  for (const id of new Set(ids)) {
    if (id === undefined) continue;
    try {
      return await openInstalled(source, id);
    } catch (error) {
      if (!isShoeboxError(error)) throw error;
      onTrouble(id, error);
    }
  }
  return undefined;
}

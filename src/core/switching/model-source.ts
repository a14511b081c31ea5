import { ShoeboxError } from "../errors.ts";
import type { EmbeddingModel } from "../models/runtime/embedding-model.ts";

/** Which models there are to be opened: those that ship, and those that were installed. */
export interface ModelSource {
  /**
   * undefined for one that is not there: never installed, removed, gone with an update.
   * @throws MODEL_CORRUPT, MODEL_MISSING where a file of it is missing
   */
  open(id: string): Promise<EmbeddingModel | undefined>;
  /** The one to begin with; undefined where none ships with this installation. */
  shippedId(): Promise<string | undefined>;
}

/** @throws MODEL_MISSING where it is not there too, MODEL_CORRUPT */
export async function openInstalled(source: ModelSource, id: string): Promise<EmbeddingModel> {
  const model = await source.open(id);
  if (model) return model;
  throw new ShoeboxError("MODEL_MISSING", `The model ${id} is not installed.`);
}

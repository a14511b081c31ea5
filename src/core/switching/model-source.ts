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

import { join } from "node:path";
import { ShoeboxError } from "../../errors.ts";
import type { Manifest } from "../manifest/read-manifest.ts";
import { type EmbeddingModel, embeddingModelOf } from "./embedding-model.ts";

/**
 * The model that ships: the first whose files lie beside the manifest.
 * @throws MODEL_MISSING in an installation that was packaged without one
 */
export function shippedModelOf({ directory, models }: Manifest): EmbeddingModel {
  for (const entry of models) {
    if (entry.directory !== undefined) return embeddingModelOf(entry, join(directory, entry.directory));
  }
  throw new ShoeboxError("MODEL_MISSING", "This installation comes without a model.", { path: directory });
}

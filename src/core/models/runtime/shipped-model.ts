import { join } from "node:path";
import { ShoeboxError } from "../../errors.ts";
import type { Manifest } from "../manifest/read-manifest.ts";
import { isEmbeddingEntry } from "../manifest/schema.ts";
import { type EmbeddingModel, embeddingModelOf } from "./embedding-model.ts";

/** The models that ship, the one to begin with first: those whose files lie beside the manifest. Nothing is read. */
export function shippedModelsOf({ directory, models }: Manifest): EmbeddingModel[] {
  return models
    .filter(isEmbeddingEntry)
    .flatMap((entry) =>
      entry.directory === undefined ? [] : [embeddingModelOf(entry, join(directory, entry.directory))],
    );
}

/** @throws MODEL_MISSING in an installation that was packaged without one */
export function shippedModelOf(manifest: Manifest): EmbeddingModel {
  const [first] = shippedModelsOf(manifest);
  if (first) return first;
  const { directory: path } = manifest;
  throw new ShoeboxError("MODEL_MISSING", "This installation comes without a model.", { path });
}

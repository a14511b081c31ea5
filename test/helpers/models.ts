import { join } from "node:path";
import { readManifest } from "../../src/core/models/manifest/read-manifest.ts";
import type { EmbeddingModel } from "../../src/core/models/runtime/embedding-model.ts";
import { shippedModelOf } from "../../src/core/models/runtime/shipped-model.ts";
import { testModelsDirectory } from "./test-models.ts";

export { testModelsDirectory };

/** The quick model of tests. */
export async function testModel(): Promise<EmbeddingModel> {
  return shippedModelOf(await readManifest(testModelsDirectory));
}

export const shippedModelsDirectory = join(import.meta.dirname, "../../models");

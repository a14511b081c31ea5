import { isShoeboxError, type ShoeboxError } from "../errors.ts";
import type { InstalledModels, KnownModels } from "../models/installing/index.ts";
import { readManifest } from "../models/manifest/read-manifest.ts";
import { isEmbeddingEntry } from "../models/manifest/schema.ts";
import { embeddingModelOf } from "../models/runtime/embedding-model.ts";
import { shippedModelsOf } from "../models/runtime/shipped-model.ts";
import type { ModelSource } from "./model-source.ts";

/** What the manifest names; nothing where it cannot be read, and why: what is installed can be used without it. */
export interface ManifestAsRead {
  known: KnownModels;
  trouble?: ShoeboxError;
}

/** @param directory this installation's own when left out */
export async function manifestAsRead(directory?: string): Promise<ManifestAsRead> {
  try {
    return { known: await readManifest(directory) };
  } catch (error) {
    if (!isShoeboxError(error)) throw error;
    return { known: { directory: directory ?? "", models: [] }, trouble: error };
  }
}

/** The models that lie beside the manifest, and in the library's folder. */
export function installedSource(installed: InstalledModels, { known, trouble }: ManifestAsRead): ModelSource {
  const shipped = shippedModelsOf(known);
  return {
    async open(id) {
      const beside = shipped.find((one) => one.id === id);
      // Its files are not looked at first: what is wrong with one is said, by its name, when it is loaded.
      if (beside) return beside;
      const { models, broken } = await installed.list();
      const model = models.find((one) => one.entry.id === id);
      if (model && isEmbeddingEntry(model.entry)) return embeddingModelOf(model.entry, model.directory);
      const why = broken.find((one) => one.id === id);
      if (why) throw why.error;
      return undefined;
    },
    async shippedId() {
      if (trouble) throw trouble;
      return shipped[0]?.id;
    },
  };
}

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { modelError } from "./clip-model.ts";
import { packageDirectory } from "./package-directory.ts";

const modelEntrySchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Changes whenever the weights do: vectors of another revision are made anew. */
  revision: z.string(),
  isDemo: z.boolean(),
  /** Relative to the manifest. */
  directory: z.string(),
  files: z.array(z.object({ path: z.string(), sizeBytes: z.number().int(), sha256: z.string() })),
});

export type ModelEntry = z.infer<typeof modelEntrySchema>;

const manifestSchema = z.object({ models: z.array(modelEntrySchema).min(1) });

/** `SHOEBOX_MODELS` names another folder than the one that ships. */
function defaultModelsDirectory(): string {
  return process.env.SHOEBOX_MODELS ?? join(packageDirectory(), "models");
}

/**
 * Every model this installation can use, with the folder each lies in.
 * @throws MODEL_MISSING, MODEL_CORRUPT
 */
export async function readManifest(
  directory = defaultModelsDirectory(),
): Promise<(ModelEntry & { path: string })[]> {
  const path = join(directory, "manifest.json");
  try {
    const { models } = manifestSchema.parse(JSON.parse(await readFile(path, "utf8")));
    return models.map((entry) => ({ ...entry, path: join(directory, entry.directory) }));
  } catch (error) {
    throw modelError(error, path);
  }
}

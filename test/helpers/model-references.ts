import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readManifest } from "../../src/core/models/manifest/read-manifest.ts";
import { isEmbeddingEntry, type ModelEntry } from "../../src/core/models/manifest/schema.ts";
import { type EmbeddingModel, embeddingModelOf } from "../../src/core/models/runtime/embedding-model.ts";

/** Models of random weights in the layouts of the published ones; make_references.py beside them says how they came. */
export const modelFixtures = join(import.meta.dirname, "../fixtures/models");
export const pictureFixtures = join(import.meta.dirname, "../fixtures/preprocessing");

export interface PixelsReference {
  /** Base64, uint8 [16, 16, 3]: evenly over the model's input, corners included. */
  levels: string;
  /** Of the top left pixel, scaled and normalised: [red, green, blue]. */
  corner: number[];
}

export interface PictureReference extends PixelsReference {
  embedding: number[];
}

export interface TextReference {
  text: string;
  ids: number[];
  count: number;
  embedding: number[];
}

interface References {
  models: Record<string, { pictures: Record<string, PictureReference>; texts: TextReference[] }>;
  unigram: { text: string; ids: number[] }[];
  /** What BlipImageProcessor makes of pictures. */
  blip: { input: ModelEntry["input"]; pictures: Record<string, PixelsReference> };
  letterbox: { input: ModelEntry["input"]; levels: Record<string, string> };
}

export async function readReferences(): Promise<References> {
  return JSON.parse(await readFile(join(modelFixtures, "references.json"), "utf8"));
}

export async function fixtureModels(): Promise<EmbeddingModel[]> {
  const { models } = await readManifest(modelFixtures);
  return models
    .filter(isEmbeddingEntry)
    .map((entry) => embeddingModelOf(entry, join(modelFixtures, entry.directory ?? "")));
}

export function cosine(left: ArrayLike<number>, right: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) sum += (left[index] ?? 0) * (right[index] ?? 0);
  return sum;
}

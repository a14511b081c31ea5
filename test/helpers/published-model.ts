import { createHash } from "node:crypto";
import { type ModelEntry, modelEntrySchema } from "../../src/core/models/manifest/schema.ts";
import { noise } from "./random.ts";

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

export interface PublishedModel {
  entry: ModelEntry;
  /** By path on the server of its repository. */
  files: Record<string, Buffer>;
}

/** A model of noise, as if published under `people/ID`; its towers have so many bytes. */
export function publishedModel(
  id: string,
  { towerBytes = 300_000, isKnown = true }: { towerBytes?: number; isKnown?: boolean } = {},
): PublishedModel {
  const contents: [role: string, path: string, bytes: Buffer][] = [
    ["visionModel", "onnx/vision_model.onnx", noise(`${id} vision`, towerBytes)],
    ["textModel", "onnx/text_model.onnx", noise(`${id} text`, towerBytes)],
    ["tokenizer", "tokenizer.json", noise(`${id} tokenizer`, 5000)],
    ["tokenizerConfig", "tokenizer_config.json", noise(`${id} config`, 200)],
  ];
  const entry = modelEntrySchema.parse({
    id,
    name: `Model ${id}`,
    revision: "1",
    task: "embedding",
    origin: "published",
    verified: false,
    summary: "Noise.",
    languages: ["en"],
    licence: { name: "MIT", url: null, isNonCommercial: false },
    repository: `people/${id}`,
    files: contents.map(([role, path, bytes]) => ({
      role,
      path,
      sizeBytes: isKnown ? bytes.length : null,
      sha256: isKnown ? sha256(bytes) : null,
    })),
    dimensions: 8,
    input: {
      width: 16,
      height: 16,
      resize: "squash",
      filter: "bicubic",
      mean: [0.5, 0.5, 0.5],
      standardDeviation: [0.5, 0.5, 0.5],
    },
    text: { contextLength: 16, padding: "none" },
    quality: null,
  });
  const files = contents.map(([, path, bytes]) => [`/people/${id}/resolve/main/${path}`, bytes] as const);
  return { entry, files: Object.fromEntries(files) };
}

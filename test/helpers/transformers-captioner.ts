import { readFileSync } from "node:fs";
import { cp } from "node:fs/promises";
import { join, resolve } from "node:path";
import { modelEntrySchema, type TransformersEntry } from "../../src/core/models/manifest/schema.ts";
import { temporaryDirectory } from "./temporary.ts";

/** Tiny captioners with random weights, and what Python's transformers says of the same pictures with them. */
export const captionersDirectory = resolve(import.meta.dirname, "../fixtures/captioners");

export type FamilyName = TransformersEntry["family"];

type Channel = [across: number, down: number, add: number, modulus: number];

interface FamilyReference {
  prompt: string;
  mostTokens: number;
  leastTokens: number;
  repetitionPenalty: number;
  noRepeatNgramTokens: number;
  /** One for each picture. */
  answers: { tokens: number[]; text: string; meanLogProbability: number }[];
}

type References = { pictures: Channel[][] } & Record<FamilyName, FamilyReference[]>;

export const references = JSON.parse(
  readFileSync(join(captionersDirectory, "references.json"), "utf8"),
) as References;

const sides: Record<FamilyName, number> = { florence2: 64, idefics3: 32, qwen2_vl: 56 };

const partsOf: Record<FamilyName, string[]> = {
  florence2: ["vision_encoder", "embed_tokens", "encoder_model", "decoder_model_merged"],
  idefics3: ["vision_encoder", "embed_tokens", "decoder_model_merged"],
  qwen2_vl: ["vision_encoder", "embed_tokens", "decoder_model_merged"],
};

const roles: Record<string, string> = { vision_encoder: "visionModel", decoder_model_merged: "textDecoder" };

/** As the manifest would name the fixture of that family. */
export function fixtureEntry(
  family: FamilyName,
  generation: Partial<TransformersEntry["generation"]> = {},
): TransformersEntry {
  const companions = ["config.json", "generation_config.json", "preprocessor_config.json"];
  const files = [
    ...partsOf[family].map((part) => ({ role: roles[part] ?? "companion", path: `onnx/${part}.onnx` })),
    { role: "tokenizer", path: "tokenizer.json" },
    { role: "tokenizerConfig", path: "tokenizer_config.json" },
    ...[...companions, ...(family === "idefics3" ? ["processor_config.json"] : [])].map((path) => ({
      role: "companion",
      path,
    })),
  ];
  const channels = [0.5, 0.5, 0.5];
  return modelEntrySchema.parse({
    id: `tiny-${family.replace("_", "-")}`,
    name: `Tiny ${family}`,
    revision: "1",
    task: "captioning",
    adapter: "transformers",
    family,
    dtypes: {},
    origin: "published",
    verified: true,
    summary: "Random weights.",
    languages: ["en"],
    licence: { name: "MIT", url: null, isNonCommercial: false },
    repository: `people/tiny-${family}`,
    files: files.map((file) => ({ ...file, sizeBytes: null, sha256: null })),
    input: {
      width: sides[family],
      height: sides[family],
      resize: "squash",
      filter: "bicubic",
      mean: channels,
      standardDeviation: channels,
    },
    generation: { prompt: references[family][0]?.prompt, mostTokens: 20, ...generation },
    confidence: null,
    quality: null,
  }) as TransformersEntry;
}

/** A copy of the fixture of that family, that a test may damage. */
export async function copyOfFixture(family: FamilyName): Promise<string> {
  const directory = join(await temporaryDirectory(), family);
  await cp(join(captionersDirectory, family), directory, { recursive: true });
  return directory;
}

/** uint8 [pictures, side, side, 3]: those of the references, one after another. */
export function referencePixels(family: FamilyName, recipes = references.pictures): Uint8Array {
  const side = sides[family];
  const pixels = new Uint8Array(recipes.length * side * side * 3);
  let index = 0;
  for (const recipe of recipes) {
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        for (const [across, down, add, modulus] of recipe)
          pixels[index++] = (x * across + y * down + add) % modulus;
      }
    }
  }
  return pixels;
}

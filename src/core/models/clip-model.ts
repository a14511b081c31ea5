import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { ShoeboxError, systemCodeOf } from "../errors.ts";
import type { ModelInputShape } from "../imaging/preprocess.ts";
import { preprocessingVersion } from "../imaging/versions.ts";
import type { ModelEntry } from "./manifest.ts";

/** A CLIP model on disk, in the layout that transformers.js uses, with what its configuration says. */
export interface ClipModel {
  id: string;
  name: string;
  revision: string;
  isDemo: boolean;
  /** Names model, revision and preprocessing: vectors with another key are not comparable. */
  key: string;
  /** Components of an embedding. */
  dimensions: number;
  input: ModelInputShape & { mean: number[]; standardDeviation: number[]; rescaleFactor: number };
  /** Tokens of a text, its start and end included. */
  contextLength: number;
  files: { tokenizer: string; tokenizerConfig: string; visionModel: string; textModel: string };
  /** Every word met in training; only the demo model has such a list. */
  vocabularyFile: string | undefined;
}

const edge = z.union([
  z.number(),
  z.object({ shortest_edge: z.number() }).transform((size) => size.shortest_edge),
]);
const area = z.union([
  z.number().transform((side) => ({ width: side, height: side })),
  z.object({ width: z.number(), height: z.number() }),
]);

/** The parts of preprocessor_config.json and config.json that decide what an embedding is. */
const preprocessorSchema = z.object({
  size: edge,
  crop_size: area,
  image_mean: z.array(z.number()).length(3),
  image_std: z.array(z.number()).length(3),
  rescale_factor: z.number().default(1 / 255),
  /** Pillow's number of its cubic filter: the only one CLIP was trained with. */
  resample: z.literal(3).default(3),
});
const configSchema = z.object({
  projection_dim: z.number().int().positive(),
  text_config: z.object({ max_position_embeddings: z.number().int().positive().default(77) }),
});

/** @throws MODEL_MISSING, MODEL_CORRUPT */
export async function readClipModel(entry: ModelEntry & { path: string }): Promise<ClipModel> {
  const at = (name: string) => join(entry.path, name);
  const preprocessor = await readJson(at("preprocessor_config.json"), preprocessorSchema);
  const config = await readJson(at("config.json"), configSchema);
  return {
    id: entry.id,
    name: entry.name,
    revision: entry.revision,
    isDemo: entry.isDemo,
    key: `${entry.id}@${entry.revision}/preprocessing-${preprocessingVersion}`,
    dimensions: config.projection_dim,
    input: {
      shortestEdge: preprocessor.size,
      cropWidth: preprocessor.crop_size.width,
      cropHeight: preprocessor.crop_size.height,
      mean: preprocessor.image_mean,
      standardDeviation: preprocessor.image_std,
      rescaleFactor: preprocessor.rescale_factor,
    },
    contextLength: config.text_config.max_position_embeddings,
    files: {
      tokenizer: at("tokenizer.json"),
      tokenizerConfig: at("tokenizer_config.json"),
      visionModel: at(join("onnx", "vision_model.onnx")),
      textModel: at(join("onnx", "text_model.onnx")),
    },
    vocabularyFile: entry.isDemo ? at("vocabulary.json") : undefined,
  };
}

async function readJson<Output>(path: string, schema: z.ZodType<Output>): Promise<Output> {
  try {
    return schema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    throw modelError(error, path);
  }
}

/** What a failure to load a model's file means. */
export function modelError(error: unknown, path: string): ShoeboxError {
  const isMissing = systemCodeOf(error) === "ENOENT" || /doesn't exist|No such file/i.test(String(error));
  const code = isMissing ? "MODEL_MISSING" : "MODEL_CORRUPT";
  const message = isMissing ? `The model's file ${path} is missing.` : `The model's file ${path} is damaged.`;
  return new ShoeboxError(code, message, { path, cause: error });
}

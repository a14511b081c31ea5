import { join } from "node:path";
import { z } from "zod";
import { ShoeboxError } from "../../../errors.ts";
import { families } from "../../captioners/transformers/families.ts";
import { partPath } from "../../captioners/transformers/model-folder.ts";
import type { GenerationRules, ModelInput, TransformersEntry } from "../../manifest/schema.ts";
import { type FoundFile, filesWithWeights, tokenizerFiles } from "./files-with-weights.ts";
import { readOnnxOutline } from "./onnx-outline.ts";
import { readPictureInput } from "./picture-input.ts";
import { firstThere, readSourceJson, requireFiles } from "./read-source.ts";

type Family = TransformersEntry["family"];

/** Full precision before the small ones. */
const dtypes = ["fp32", "q8", "int8", "uint8", "fp16", "q4", "bnb4", "q4f16"] as const;

/** What the library reads besides, where it is there. */
const furtherFiles = [
  "generation_config.json",
  "processor_config.json",
  "chat_template.jinja",
  "chat_template.json",
  "special_tokens_map.json",
];

const question = "Describe this photo in one short sentence.";

/** How each family is asked for one sentence. */
const rules: Record<Family, Pick<GenerationRules, "prompt" | "noRepeatNgramTokens">> = {
  florence2: { prompt: "<CAPTION>", noRepeatNgramTokens: 3 },
  idefics3: { prompt: question, noRepeatNgramTokens: 0 },
  qwen2_vl: { prompt: question, noRepeatNgramTokens: 0 },
};

/** Of the answer. */
const mostTokens = 64;

const configSchema = z.object({ model_type: z.string() });

/**
 * A captioner in the layout of the hub for @huggingface/transformers: `onnx/vision_encoder.onnx`,
 * `onnx/decoder_model_merged.onnx` and what else its family needs, with Hugging Face's configuration.
 * @throws MODEL_MISSING, MODEL_CORRUPT
 */
export async function readTransformersCaptioner(directory: string) {
  const { tokenizer, tokenizerConfig, ...configurations } = await requireFiles(directory, {
    tokenizer: ["tokenizer.json"],
    tokenizerConfig: ["tokenizer_config.json"],
    config: ["config.json"],
    preprocessor: ["preprocessor_config.json"],
  });
  const family = await familyOf(directory);
  const parts = await Promise.all(families[family].parts.map((part) => findPart(directory, part)));
  const further = await Promise.all(furtherFiles.map((name) => firstThere(directory, [name])));
  const others = [...Object.values(configurations), ...further.filter((name) => name !== undefined)];
  const files = await filesWithWeights(directory, [
    ...parts.map(({ file }) => file),
    ...tokenizerFiles({ tokenizer, tokenizerConfig }),
    ...others.map((path): FoundFile => ({ role: "companion", path })),
  ]);
  return {
    adapter: "transformers",
    family,
    files,
    dtypes: Object.fromEntries(parts.map(({ part, dtype }) => [part, dtype])),
    input: await inputOf(directory, family, configurations.preprocessor),
    generation: { ...rules[family], mostTokens },
  };
}

async function familyOf(directory: string): Promise<Family> {
  const { model_type } = await readSourceJson(directory, "config.json", configSchema);
  const known = Object.entries(families).find(([, { kinds }]) => kinds.includes(model_type));
  if (known) return known[0] as Family;
  const kinds = Object.values(families).flatMap((family) => family.kinds);
  const message = `The model in ${directory} is of the kind ${model_type}: only ${kinds.join(", ")} are known.`;
  throw new ShoeboxError("MODEL_CORRUPT", message, { path: directory });
}

async function findPart(directory: string, part: string) {
  for (const dtype of dtypes) {
    const path = await firstThere(directory, [partPath(part, { [part]: dtype })]);
    if (path === undefined) continue;
    const outline = readOnnxOutline(join(directory, path));
    return { part, dtype, file: { role: roleOf(part), path, outline } };
  }
  const message = `${partPath(part, {})} is missing from ${directory}.`;
  throw new ShoeboxError("MODEL_MISSING", message, { path: directory });
}

function roleOf(part: string): FoundFile["role"] {
  if (part === "vision_encoder") return "visionModel";
  return part === "decoder_model_merged" ? "textDecoder" : "companion";
}

const tileSchema = z.object({
  max_image_size: z.object({ longest_edge: z.number().int().positive() }).default({ longest_edge: 512 }),
});

/** Of Qwen2-VL, which takes pictures of any shape, in parts of 28 x 28: whole on a ground that is nothing to it, and quick. */
const anyShape = { side: 448, background: [122, 116, 104] };

/** Numbers are made of the pixels by the library itself. */
async function inputOf(directory: string, family: Family, preprocessor: string): Promise<ModelInput> {
  if (family === "florence2") return readPictureInput(directory, preprocessor);
  const plain = {
    filter: "bicubic" as const,
    rescaleFactor: 1 / 255,
    mean: [0, 0, 0],
    standardDeviation: [1, 1, 1],
  };
  if (family === "qwen2_vl") {
    const { side, background } = anyShape;
    return { width: side, height: side, resize: "letterbox", background, ...plain };
  }
  const { longest_edge: side } = (await readSourceJson(directory, preprocessor, tileSchema)).max_image_size;
  return { width: side, height: side, resize: "squash", ...plain };
}

import { z } from "zod";
import type { ModelInput } from "../../manifest/schema.ts";
import type { OwnLayout } from "./own-layout.ts";
import { padIdOf, readTokenizerConfig } from "./padding.ts";
import { firstThere, readSourceJson, requireFiles } from "./read-source.ts";

/** What exporters append for a kind of number; the first that is there is taken: full precision before the small ones. */
const suffixes = ["", "_quantized", "_int8", "_uint8", "_fp16", "_q4", "_bnb4", "_q4f16"];
const towerNames = (tower: string) =>
  ["onnx/", ""].flatMap((folder) => suffixes.map((suffix) => `${folder}${tower}${suffix}.onnx`));

export const transformersTowers = {
  visionModel: towerNames("vision_model"),
  textModel: towerNames("text_model"),
};

const configSchema = z.object({
  model_type: z.string().default("clip"),
  projection_dim: z.number().int().positive().optional(),
  text_config: z.object({ max_position_embeddings: z.number().int().positive().optional() }).default({}),
});

const channels = z.array(z.number()).length(3);
const side = z.number().int().positive();
const sizeSchema = z.union([
  side.transform((edge) => ({ shortestEdge: edge })),
  z.object({ shortest_edge: side }).transform((size) => ({ shortestEdge: size.shortest_edge })),
  z.object({ width: side, height: side }),
]);
const areaSchema = z.union([
  side.transform((edge) => ({ width: edge, height: edge })),
  z.object({ width: side, height: side }),
]);
/** Pillow's numbers of its filters. */
const filterSchema = z.union([z.literal(3), z.literal(2)], {
  error: "only bicubic (3) and bilinear (2) are known",
});

const preprocessorSchema = z.object({
  size: sizeSchema,
  crop_size: areaSchema.optional(),
  do_center_crop: z.boolean().optional(),
  do_rescale: z.boolean().default(true),
  rescale_factor: z.number().default(1 / 255),
  do_normalize: z.boolean().default(true),
  image_mean: channels.default([0, 0, 0]),
  image_std: channels.default([1, 1, 1]),
  resample: filterSchema.default(3),
});

/**
 * The layout of transformers.js: `onnx/vision_model.onnx`, `onnx/text_model.onnx` and Hugging Face's configuration.
 * @throws MODEL_MISSING, MODEL_CORRUPT
 */
export async function readTransformersLayout(directory: string): Promise<OwnLayout> {
  const {
    config: configName,
    preprocessor,
    ...files
  } = await requireFiles(directory, {
    ...transformersTowers,
    tokenizer: ["tokenizer.json", "merges.txt"],
    config: ["config.json"],
    preprocessor: ["preprocessor_config.json"],
  });
  const config = await readSourceJson(directory, configName, configSchema);
  const tokenizerConfig = await firstThere(directory, ["tokenizer_config.json"]);
  const { pad_token, do_lower_case } = await readTokenizerConfig(directory, tokenizerConfig);
  // Trained on texts in lower case, padded to their full length (transformers' SiglipProcessor).
  const isSiglip = config.model_type.startsWith("siglip");
  return {
    files: { ...files, tokenizerConfig },
    input: inputOf(await readSourceJson(directory, preprocessor, preprocessorSchema)),
    text: {
      contextLength: config.text_config.max_position_embeddings ?? (isSiglip ? 64 : 77),
      padding: isSiglip ? "max-length" : "none",
      padId: await padIdOf(directory, files.tokenizer, pad_token),
      lowerCase: isSiglip || do_lower_case === true,
    },
    dimensions: config.projection_dim,
  };
}

function inputOf(preprocessor: z.output<typeof preprocessorSchema>): ModelInput {
  const { size, crop_size, do_center_crop = crop_size !== undefined } = preprocessor;
  const colours = {
    filter: preprocessor.resample === 3 ? ("bicubic" as const) : ("bilinear" as const),
    rescaleFactor: preprocessor.do_rescale ? preprocessor.rescale_factor : 1,
    mean: preprocessor.do_normalize ? preprocessor.image_mean : [0, 0, 0],
    standardDeviation: preprocessor.do_normalize ? preprocessor.image_std : [1, 1, 1],
  };
  if (!("shortestEdge" in size)) return { ...size, resize: "squash", ...colours };
  const { shortestEdge } = size;
  const area = (do_center_crop ? crop_size : undefined) ?? { width: shortestEdge, height: shortestEdge };
  return { ...area, resize: "crop", shortestEdge, ...colours };
}

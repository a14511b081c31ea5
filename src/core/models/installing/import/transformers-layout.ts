import { z } from "zod";
import type { OwnLayout } from "./own-layout.ts";
import { padIdOf, readTokenizerConfig } from "./padding.ts";
import { readPictureInput } from "./picture-input.ts";
import { firstThere, readSourceJson, requireFiles } from "./read-source.ts";
import { towerNames } from "./tower-names.ts";

export const transformersTowers = {
  visionModel: towerNames("vision_model"),
  textModel: towerNames("text_model"),
};

const configSchema = z.object({
  model_type: z.string().default("clip"),
  projection_dim: z.number().int().positive().optional(),
  text_config: z.object({ max_position_embeddings: z.number().int().positive().optional() }).default({}),
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
    input: await readPictureInput(directory, preprocessor),
    text: {
      contextLength: config.text_config.max_position_embeddings ?? (isSiglip ? 64 : 77),
      padding: isSiglip ? "max-length" : "none",
      padId: await padIdOf(directory, files.tokenizer, pad_token),
      lowerCase: isSiglip || do_lower_case === true,
    },
    dimensions: config.projection_dim,
  };
}

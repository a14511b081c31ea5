import { join } from "node:path";
import { z } from "zod";
import { ShoeboxError } from "../../../errors.ts";
import type { BlipEntry, ModelInput } from "../../manifest/schema.ts";
import { filesWithWeights, tokenizerFiles } from "./files-with-weights.ts";
import { readGenerationRules } from "./generation-rules.ts";
import { blipDecoderNames } from "./holds-captioner.ts";
import { inputAsTaken } from "./input-as-taken.ts";
import { type OnnxOutline, readOnnxOutline } from "./onnx-outline.ts";
import { readPictureInput } from "./picture-input.ts";
import { firstThere, readSourceJson, requireFiles } from "./read-source.ts";
import { towerNames } from "./tower-names.ts";

const token = z.number().int().nonnegative();

/** What BlipConfig's text_config calls them; a caption ends with the separator (transformers' `generate` of BLIP). */
const configSchema = z.object({
  model_type: z.literal("blip", { error: "only blip is known" }).default("blip"),
  text_config: z.object({
    bos_token_id: token,
    sep_token_id: token,
    pad_token_id: token,
  }),
});

/** Of BlipImageProcessor, where the folder says nothing. */
const plainInput: ModelInput = {
  width: 384,
  height: 384,
  resize: "squash",
  filter: "bicubic",
  rescaleFactor: 1 / 255,
  mean: [0.48145466, 0.4578275, 0.40821073],
  standardDeviation: [0.26862954, 0.26130258, 0.27577711],
};

/** Of BLIP's own configs/caption_coco.yaml (https://github.com/salesforce/BLIP), where the folder says nothing. */
const publishedRules = { prompt: "a picture of", mostTokens: 20, leastTokens: 5, beams: 3 };

/**
 * A captioner in the layout that models/blip/export.py writes: `vision_model.onnx`, `text_decoder.onnx`, `tokenizer.json`
 * and Hugging Face's configuration.
 * @throws MODEL_MISSING, MODEL_CORRUPT
 */
export async function readBlipLayout(
  directory: string,
): Promise<Pick<BlipEntry, "adapter" | "files" | "input" | "generation" | "tokens">> {
  const { config, ...files } = await requireFiles(directory, {
    visionModel: towerNames("vision_model"),
    textDecoder: blipDecoderNames,
    tokenizer: ["tokenizer.json"],
    config: ["config.json"],
  });
  const { text_config } = await readSourceJson(directory, config, configSchema);
  const tokenizerConfig = await firstThere(directory, ["tokenizer_config.json"]);
  const preprocessor = await firstThere(directory, ["preprocessor_config.json"]);
  const outlines = {
    visionModel: readOnnxOutline(join(directory, files.visionModel)),
    textDecoder: readOnnxOutline(join(directory, files.textDecoder)),
  };
  assertFitting(directory, outlines);
  const input = preprocessor === undefined ? plainInput : await readPictureInput(directory, preprocessor);
  return {
    adapter: "blip",
    files: await filesWithWeights(directory, [
      { role: "visionModel", path: files.visionModel, outline: outlines.visionModel },
      { role: "textDecoder", path: files.textDecoder, outline: outlines.textDecoder },
      ...tokenizerFiles({ ...files, tokenizerConfig }),
    ]),
    input: inputAsTaken(outlines.visionModel, input),
    generation: await readGenerationRules(directory, publishedRules),
    tokens: {
      begin: text_config.bos_token_id,
      end: text_config.sep_token_id,
      padding: text_config.pad_token_id,
    },
  };
}

/** What a decoder is given besides what the vision model says of the picture. */
const ownInputs = /^(input_ids|(encoder_)?attention_mask|past_key_values\..+)$/;

/** @throws MODEL_CORRUPT where the decoder wants what the vision model does not give, or in another width */
function assertFitting(
  directory: string,
  { visionModel, textDecoder }: { visionModel: OnnxOutline; textDecoder: OnnxOutline },
): void {
  const fail = (words: string) => {
    const message = `The two models in ${directory} do not fit together: ${words}.`;
    throw new ShoeboxError("MODEL_CORRUPT", message, { path: directory });
  };
  for (const name of ["input_ids", "logits"]) {
    const { inputs, outputs } = textDecoder;
    if (![...inputs, ...outputs].some((one) => one.name === name)) fail(`text_decoder.onnx has no ${name}`);
  }
  for (const { name, shape } of textDecoder.inputs.filter((input) => !ownInputs.test(input.name))) {
    const sameName = name === "encoder_hidden_states" ? [name, "last_hidden_state"] : [name];
    const given = visionModel.outputs.find((output) => sameName.includes(output.name));
    if (!given) fail(`text_decoder.onnx needs ${name}, which vision_model.onnx does not give`);
    const [wanted, width] = [shape.at(-1) ?? null, given?.shape.at(-1) ?? null];
    if (wanted !== null && width !== null && wanted !== width) {
      fail(`vision_model.onnx gives ${name} of width ${width}, text_decoder.onnx needs ${wanted}`);
    }
  }
}

import { z } from "zod";
import type { ModelInput } from "../../manifest/schema.ts";
import type { OwnLayout } from "./own-layout.ts";
import { padIdOf, readTokenizerConfig } from "./padding.ts";
import { firstThere, readSourceJson, requireFiles } from "./read-source.ts";

export const openClipTowers = {
  visionModel: ["visual/model.onnx", "visual/fp16/model.onnx"],
  textModel: ["textual/model.onnx", "textual/fp16/model.onnx"],
};

const configSchema = z.object({
  embed_dim: z.number().int().positive().optional(),
  text_cfg: z.object({
    context_length: z.number().int().positive().default(77),
    tokenizer_kwargs: z.object({ clean: z.string().optional() }).optional(),
  }),
});

const side = z.number().int().positive();
const channels = z.array(z.number()).length(3);
const preprocessSchema = z.object({
  size: z.union([side.transform((edge) => [edge, edge]), z.array(side).length(2)]),
  mean: channels,
  std: channels,
  interpolation: z
    .enum(["bicubic", "bilinear"], { error: "only bicubic and bilinear are known" })
    .default("bicubic"),
  resize_mode: z.enum(["shortest", "squash", "longest"]).default("shortest"),
  fill_color: z.union([z.number().transform((level) => [level, level, level]), channels]).default([0, 0, 0]),
});

const resizes = { shortest: "crop", squash: "squash", longest: "letterbox" } as const;

/**
 * OpenCLIP's towers in the folders `visual` and `textual`, each with its own configuration, as Immich publishes them.
 * @throws MODEL_MISSING, MODEL_CORRUPT
 */
export async function readOpenClipLayout(directory: string): Promise<OwnLayout> {
  const { config, preprocess, ...files } = await requireFiles(directory, {
    ...openClipTowers,
    tokenizer: ["textual/tokenizer.json", "textual/merges.txt"],
    config: ["config.json"],
    preprocess: ["visual/preprocess_cfg.json"],
  });
  const { embed_dim, text_cfg } = await readSourceJson(directory, config, configSchema);
  const tokenizerConfig = await firstThere(directory, ["textual/tokenizer_config.json"]);
  const { pad_token, do_lower_case } = await readTokenizerConfig(directory, tokenizerConfig);
  const clean = text_cfg.tokenizer_kwargs?.clean;
  return {
    files: { ...files, tokenizerConfig },
    input: inputOf(await readSourceJson(directory, preprocess, preprocessSchema)),
    text: {
      contextLength: text_cfg.context_length,
      // OpenCLIP's tokenizers always give texts of their full length.
      padding: "max-length",
      padId: await padIdOf(directory, files.tokenizer, pad_token),
      lowerCase: clean === "lower" || clean === "canonicalize" || do_lower_case === true,
    },
    dimensions: embed_dim,
  };
}

function inputOf(preprocess: z.output<typeof preprocessSchema>): ModelInput {
  const [height = 0, width = height] = preprocess.size;
  const resize = resizes[preprocess.resize_mode];
  return {
    width,
    height,
    resize,
    ...(resize === "crop" ? { shortestEdge: Math.min(width, height) } : {}),
    ...(resize === "letterbox" ? { background: preprocess.fill_color } : {}),
    filter: preprocess.interpolation,
    rescaleFactor: 1 / 255,
    mean: preprocess.mean,
    standardDeviation: preprocess.std,
  };
}

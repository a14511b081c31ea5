import { rm } from "node:fs/promises";
import { join } from "node:path";
import { onnxTower, type TensorDeclaration } from "./onnx-file.ts";
import { put } from "./pictures.ts";
import { seededNormal } from "./random.ts";
import { temporaryDirectory } from "./temporary.ts";

/** What differs from a plain model; a file that is undefined is left out. */
export interface OwnModelOptions {
  name?: string;
  dimensions?: number;
  textDimensions?: number;
  seed?: number;
  pixels?: TensorDeclaration;
  ids?: TensorDeclaration;
  files?: Record<string, string | Uint8Array | undefined>;
}

const tokenizer = {
  version: "1.0",
  added_tokens: [{ id: 9, content: "<pad>" }],
  model: { type: "WordLevel", vocab: { red: 1, green: 2, "[PAD]": 3 }, unk_token: "[UNK]" },
};

/** A folder with two random towers for pictures of 8 x 8, in the layout of transformers.js. */
export function transformersModel(options: OwnModelOptions = {}): Promise<string> {
  return layModel(options, {
    "onnx/vision_model.onnx": visionTower(options),
    "onnx/text_model.onnx": textTower(options),
    "config.json": json({ model_type: "clip", text_config: { max_position_embeddings: 16 } }),
    "preprocessor_config.json": json({
      size: { shortest_edge: 10 },
      crop_size: { width: 8, height: 8 },
      do_center_crop: true,
      image_mean: [0.4, 0.5, 0.6],
      image_std: [0.2, 0.3, 0.4],
    }),
    "tokenizer.json": json(tokenizer),
    "tokenizer_config.json": json({ pad_token: "<pad>" }),
  });
}

/** The same with OpenCLIP's configuration, in the folders `visual` and `textual`. */
export function openClipModel(options: OwnModelOptions = {}): Promise<string> {
  return layModel(options, {
    "visual/model.onnx": visionTower(options),
    "textual/model.onnx": textTower({
      ...options,
      ids: options.ids ?? { name: "text", type: "int32", shape: [1, 16] },
    }),
    "config.json": json({ embed_dim: 4, vision_cfg: { image_size: 8 }, text_cfg: { context_length: 16 } }),
    "visual/preprocess_cfg.json": json({
      size: [8, 8],
      mode: "RGB",
      mean: [0.4, 0.5, 0.6],
      std: [0.2, 0.3, 0.4],
      interpolation: "bicubic",
      resize_mode: "shortest",
      fill_color: 0,
    }),
    "textual/tokenizer.json": json(tokenizer),
    "textual/tokenizer_config.json": json({ pad_token: { content: "[PAD]" } }),
  });
}

export const json = (value: unknown): string => JSON.stringify(value);

export function visionTower({ dimensions = 4, seed = 1, pixels }: OwnModelOptions = {}): Buffer {
  return onnxTower({
    input: pixels ?? { name: "pixel_values", shape: ["batch", 3, "height", "width"] },
    output: { name: "image_embeds", shape: ["batch", dimensions] },
    weights: randomWeights(3 * 8 * 8, dimensions, seed),
  });
}

export function textTower({ dimensions = 4, textDimensions, seed = 1, ids }: OwnModelOptions = {}): Buffer {
  const columns = textDimensions ?? dimensions;
  return onnxTower({
    input: ids ?? { name: "input_ids", type: "int64", shape: ["batch", "sequence"] },
    output: { name: "text_embeds", shape: ["batch", columns] },
    weights: randomWeights(16, columns, seed + 1000),
  });
}

function randomWeights(rows: number, columns: number, seed: number): Float32Array {
  const normal = seededNormal(seed);
  return Float32Array.from({ length: rows * columns }, normal);
}

async function layModel(
  { name = "My model", files = {} }: OwnModelOptions,
  plain: Record<string, string | Uint8Array>,
): Promise<string> {
  const directory = join(await temporaryDirectory(), name);
  for (const [path, bytes] of Object.entries({ ...plain, ...files })) {
    if (bytes !== undefined) await put(join(directory, path), bytes);
    else await rm(join(directory, path), { force: true });
  }
  return directory;
}

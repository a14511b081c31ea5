import { Tensor } from "onnxruntime-node";
import type { ClipModel } from "./clip-model.ts";
import { loadSession } from "./session.ts";
import { loadTokenizer } from "./tokenizer.ts";
import { unitLength } from "./unit-length.ts";

/** Pictures -> embeddings. */
export interface ImageEmbedder {
  /**
   * @param pixels uint8 [batchSize, height, width, 3] at the model's input size, sRGB
   * @returns float32 [batchSize, dimensions], each of length 1
   */
  embed(pixels: Uint8Array): Promise<Float32Array>;
}

/** Texts -> embeddings in the same space. */
export interface TextEmbedder {
  /** @returns float32 [dimensions], of length 1 */
  embed(text: string): Promise<Float32Array>;
}

/** @throws MODEL_MISSING, MODEL_CORRUPT */
export async function loadImageEmbedder(model: ClipModel, threads: number): Promise<ImageEmbedder> {
  const session = await loadSession(model.files.visionModel, threads);
  const { cropWidth: width, cropHeight: height } = model.input;
  return {
    async embed(pixels) {
      const batchSize = pixels.length / (width * height * 3);
      const data = pixelValuesOf(pixels, model.input);
      const input = new Tensor("float32", data, [batchSize, 3, height, width]);
      const output = await session.run({ pixel_values: input });
      return unitLength(floatsOf(output.image_embeds), model.dimensions);
    },
  };
}

/** @throws MODEL_MISSING, MODEL_CORRUPT */
export async function loadTextEmbedder(model: ClipModel, threads: number): Promise<TextEmbedder> {
  const [session, tokenizer] = await Promise.all([
    loadSession(model.files.textModel, threads),
    loadTokenizer(model),
  ]);
  return {
    async embed(text) {
      const ids = tokenizer.encode(text);
      const shape = [1, ids.length];
      const feeds: Record<string, Tensor> = { input_ids: new Tensor("int64", ids, shape) };
      if (session.inputNames.includes("attention_mask")) {
        feeds.attention_mask = new Tensor("int64", new BigInt64Array(ids.length).fill(1n), shape);
      }
      const output = await session.run(feeds);
      return unitLength(floatsOf(output.text_embeds), model.dimensions);
    },
  };
}

/**
 * Scales and normalises as the model's preprocessor says, and puts channels first.
 * @param pixels uint8 [batchSize, height, width, 3]
 * @returns float32 [batchSize, 3, height, width]
 */
export function pixelValuesOf(pixels: Uint8Array, input: ClipModel["input"]): Float32Array {
  const area = input.cropWidth * input.cropHeight;
  const values = new Float32Array(pixels.length);
  for (let channel = 0; channel < 3; channel++) {
    const table = normalisedLevels(input, channel);
    for (let start = 0; start < pixels.length; start += area * 3) {
      for (let index = 0; index < area; index++) {
        const level = pixels[start + index * 3 + channel] as number;
        values[start + channel * area + index] = table[level] as number;
      }
    }
  }
  return values;
}

/** There are only 256 levels a channel: each is normalised once. */
function normalisedLevels(input: ClipModel["input"], channel: number): Float32Array {
  const mean = input.mean[channel] ?? 0;
  const deviation = input.standardDeviation[channel] ?? 1;
  return Float32Array.from({ length: 256 }, (_, level) => (level * input.rescaleFactor - mean) / deviation);
}

function floatsOf(tensor: Tensor | undefined): Float32Array {
  if (tensor?.data instanceof Float32Array) return tensor.data;
  throw new Error(`Expected a float32 output but received ${tensor?.type ?? "none"}.`);
}

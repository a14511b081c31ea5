import type { ModelInput } from "../manifest/schema.ts";

/** The arithmetic part of a model's input. */
export type PixelScaling = Pick<
  ModelInput,
  "width" | "height" | "mean" | "standardDeviation" | "rescaleFactor"
>;

/**
 * Scales and normalises as the model's preprocessor says, and puts channels first.
 * @param pixels uint8 [batchSize, height, width, 3]
 * @returns float32 [batchSize, 3, height, width]
 */
export function pixelValuesOf(pixels: Uint8Array, input: PixelScaling): Float32Array {
  const area = input.width * input.height;
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
function normalisedLevels(input: PixelScaling, channel: number): Float32Array {
  const mean = input.mean[channel] ?? 0;
  const deviation = input.standardDeviation[channel] ?? 1;
  return Float32Array.from({ length: 256 }, (_, level) => (level * input.rescaleFactor - mean) / deviation);
}

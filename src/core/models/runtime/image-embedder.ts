import type { InferenceSession } from "onnxruntime-node";
import { pixelValuesOf } from "../processors/pixel-values.ts";
import type { EmbeddingModel } from "./embedding-model.ts";
import { embeddingOutputOf, embeddingsIn } from "./embedding-output.ts";
import { loadSession } from "./session.ts";
import { fixedSize, floatTensor, inputsOf, namesOf, unfit } from "./tensors.ts";
import { unitLength } from "./unit-length.ts";

/** Pictures -> embeddings. */
export interface ImageEmbedder {
  /**
   * @param pixels uint8 [batchSize, height, width, 3] at the model's input size, sRGB
   * @returns float32 [batchSize, dimensions], each of length 1
   */
  embed(pixels: Uint8Array): Promise<Float32Array>;
  close(): Promise<void>;
}

/** @throws MODEL_MISSING, MODEL_CORRUPT */
export async function loadImageEmbedder(model: EmbeddingModel, threads: number): Promise<ImageEmbedder> {
  const session = await loadSession(model.files.visionModel, threads);
  const { input, tensors, dimensions } = model;
  const pixelInput = pixelInputOf(session, model);
  const output = embeddingOutputOf(session, tensors.imageEmbedding, dimensions);
  const bytesEach = input.width * input.height * 3;
  const atOnce = fixedSize(pixelInput, 0);

  async function run(pixels: Uint8Array): Promise<Float32Array> {
    const batchSize = pixels.length / bytesEach;
    const shape = [batchSize, 3, input.height, input.width];
    const tensor = floatTensor(pixelInput.type, pixelValuesOf(pixels, input), shape);
    const outputs = await session.run({ [pixelInput.name]: tensor }, [output]);
    return embeddingsIn(outputs[output], batchSize, dimensions);
  }

  return {
    async embed(pixels) {
      const rows =
        atOnce === undefined
          ? await run(pixels)
          : await runInParts({ pixels, bytesEach, atOnce, dimensions }, run);
      return unitLength(rows, dimensions);
    },
    close: () => session.release(),
  };
}

/** The one input there is, whatever its name. */
function pixelInputOf(session: InferenceSession, { tensors, input }: EmbeddingModel) {
  const inputs = inputsOf(session);
  const pictures = inputs.filter(({ type, shape }) => type.startsWith("float") && shape.length === 4);
  const found = pictures.find(({ name }) => name === tensors.pixels) ?? pictures[0];
  if (!found || inputs.length > 1) throw unfit(`takes ${namesOf(inputs)} where one picture was expected`);
  const [height, width] = [fixedSize(found, 2) ?? input.height, fixedSize(found, 3) ?? input.width];
  if (height === input.height && width === input.width) return found;
  throw unfit(`takes pictures of ${width} x ${height} instead of ${input.width} x ${input.height}`);
}

/** Some towers were exported for batches of one size only; what is missing to the last is filled with black. */
async function runInParts(
  work: { pixels: Uint8Array; bytesEach: number; atOnce: number; dimensions: number },
  run: (pixels: Uint8Array) => Promise<Float32Array>,
): Promise<Float32Array> {
  const { pixels, bytesEach, atOnce, dimensions } = work;
  const rows = new Float32Array((pixels.length / bytesEach) * dimensions);
  for (let start = 0; start < pixels.length; start += atOnce * bytesEach) {
    const part = pixels.subarray(start, start + atOnce * bytesEach);
    const whole = new Uint8Array(atOnce * bytesEach);
    whole.set(part);
    const embeddings = await run(whole);
    const kept = embeddings.subarray(0, (part.length / bytesEach) * dimensions);
    rows.set(kept, (start / bytesEach) * dimensions);
  }
  return rows;
}

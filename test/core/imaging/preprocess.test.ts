import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodePicture } from "../../../src/core/imaging/decode.ts";
import type { EmbeddingModel } from "../../../src/core/models/runtime/embedding-model.ts";
import { type InferencePool, startInferencePool } from "../../../src/core/workers/inference-pool.ts";
import { randomFrom, randomScene, renderScene } from "../../../src/demo/index.ts";
import { testModel } from "../../helpers/models.ts";

const fixtures = join(import.meta.dirname, "../../fixtures/preprocessing");

let model: EmbeddingModel;
let inference: InferencePool;

beforeAll(async () => {
  model = await testModel();
  inference = startInferencePool(model);
});

afterAll(() => inference.close());

const cosine = (left: ArrayLike<number>, right: Float32Array): number =>
  right.reduce((sum, value, index) => sum + value * (left[index] ?? 0), 0);

async function embed(bytes: Buffer): Promise<Float32Array> {
  const { modelInput } = await decodePicture(bytes, model.input);
  return inference.embedImages(new Uint8Array(modelInput));
}

describe("the model's input", () => {
  it("gives the embeddings that Hugging Face's own image processor gives, for pictures of every shape", async () => {
    const pinned = JSON.parse(await readFile(join(fixtures, "reference.json"), "utf8")) as Record<
      string,
      number[]
    >;
    expect(Object.keys(pinned).sort()).toEqual([
      "grey",
      "landscape",
      "panorama",
      "portrait",
      "square",
      "tiny",
      "tower",
    ]);
    for (const [name, reference] of Object.entries(pinned)) {
      const embedding = await embed(await readFile(join(fixtures, `${name}.png`)));
      expect(reference).toHaveLength(model.dimensions);
      expect(cosine(reference, embedding), name).toBeGreaterThan(0.999);
    }
  });

  it("stays that close when a large JPEG shrinks while it loads", async () => {
    for (const [width, height] of [
      [3000, 2000],
      [1500, 2100],
      [4032, 3024],
    ] as const) {
      const drawn = await renderScene(randomScene(randomFrom(`large ${width}`)), { width, height });
      const bytes = await drawn.jpeg({ quality: 90 }).toBuffer();
      // The slow way: every pixel decoded, then one resize.
      const { shortestEdge = 0, width: cropWidth, height: cropHeight } = model.input;
      const side = Math.floor((shortestEdge * Math.max(width, height)) / Math.min(width, height));
      const size =
        width > height ? { width: side, height: shortestEdge } : { width: shortestEdge, height: side };
      const pixels = await sharp(await sharp(bytes).png({ compressionLevel: 0 }).toBuffer())
        .resize({ ...size, fit: "fill", kernel: "cubic" })
        .extract({
          left: Math.floor((size.width - cropWidth) / 2),
          top: Math.floor((size.height - cropHeight) / 2),
          width: cropWidth,
          height: cropHeight,
        })
        .raw()
        .toBuffer();
      const reference = await inference.embedImages(new Uint8Array(pixels));
      expect(cosine(reference, await embed(bytes))).toBeGreaterThan(0.999);
    }
  });
});

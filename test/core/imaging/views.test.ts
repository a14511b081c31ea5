import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DecodedPicture, decodePicture } from "../../../src/core/imaging/decode.ts";
import type { EmbeddingModel } from "../../../src/core/models/runtime/embedding-model.ts";
import { embedPictures } from "../../../src/core/workers/embed-pictures.ts";
import { type InferencePool, startInferencePool } from "../../../src/core/workers/inference-pool.ts";
import { captionsOf, randomFrom, randomScene, renderScene } from "../../../src/demo/index.ts";
import { cropTo } from "../../helpers/input-shapes.ts";
import { cosine } from "../../helpers/model-references.ts";
import { testModel } from "../../helpers/models.ts";

const sidePixels = 32;
const bytesEach = sidePixels * sidePixels * 3;

/** Fields of colours side by side, or one below the other. */
async function fields(colours: string[], fieldPixels: number, isTall = false): Promise<Buffer> {
  const across = isTall ? 1 : colours.length;
  const [width, height] = [across * fieldPixels, (colours.length / across) * fieldPixels];
  const field = (background: string) => ({
    width: fieldPixels,
    height: fieldPixels,
    channels: 3 as const,
    background,
  });
  const layers = colours.map((colour, at) => ({
    input: { create: field(colour) },
    left: isTall ? 0 : at * fieldPixels,
    top: isTall ? at * fieldPixels : 0,
  }));
  return sharp({ create: { width, height, channels: 3, background: "black" } })
    .composite(layers)
    .png()
    .toBuffer();
}

const viewAt = ({ views }: DecodedPicture, at: number) =>
  views.subarray(at * bytesEach, (at + 1) * bytesEach);
/** [red, green, blue], each 0 to 255 */
const meanOf = (view: Uint8Array) =>
  [0, 1, 2].map((channel) =>
    Math.round(
      view.filter((_, at) => at % 3 === channel).reduce((sum, one) => sum + one, 0) / (view.length / 3),
    ),
  );

describe("the views of a picture", () => {
  it("are none while it is at most twice as long as wide", async () => {
    for (const colours of [["red"], ["red", "lime"]]) {
      const { views } = await decodePicture(await fields(colours, 100), cropTo(sidePixels));
      expect(views).toHaveLength(0);
    }
  });

  it.each([false, true])("are the whole and its parts when it is longer (tall: %s)", async (isTall) => {
    const picture = await decodePicture(
      await fields(["red", "lime", "blue"], 100, isTall),
      cropTo(sidePixels),
    );
    expect(picture.views).toHaveLength(4 * bytesEach);
    for (const level of meanOf(viewAt(picture, 0))) expect(Math.abs(level - 85)).toBeLessThan(6);
    expect([1, 2, 3].map((at) => meanOf(viewAt(picture, at)))).toEqual([
      [255, 0, 0],
      [0, 255, 0],
      [0, 0, 255],
    ]);
    // What the model itself would see of it is the middle.
    const [red = 255, green = 0, blue = 255] = meanOf(picture.modelInput);
    expect(green).toBeGreaterThan(250);
    expect(Math.max(red, blue)).toBeLessThan(5);
  });

  it("are at most five, which together leave nothing out", async () => {
    const colours = Array.from({ length: 12 }, (_, at) => (at % 2 === 0 ? "red" : "blue"));
    const picture = await decodePicture(await fields(colours, 60), cropTo(sidePixels));
    expect(picture.views).toHaveLength(5 * bytesEach);
    for (const at of [1, 2, 3, 4]) {
      const [red = 0, green = 0, blue = 0] = meanOf(viewAt(picture, at));
      expect(Math.min(red, blue)).toBeGreaterThan(60);
      expect(green).toBeLessThan(6);
    }
  });
});

describe("a long picture's embedding", () => {
  let model: EmbeddingModel;
  let pool: InferencePool;

  beforeAll(async () => {
    model = await testModel();
    pool = startInferencePool(model);
  });
  afterAll(() => pool.close());

  /** Unrelated scenes side by side, with their captions. */
  async function panorama(seed: string): Promise<{ picture: DecodedPicture; captions: string[] }> {
    const scenes = [0, 1, 2].map((at) => randomScene(randomFrom(`${seed} ${at}`)));
    const tiles = await Promise.all(
      scenes.map(async (scene) => (await renderScene(scene, { width: 200, height: 200 })).png().toBuffer()),
    );
    const bytes = await sharp({ create: { width: 600, height: 200, channels: 3, background: "white" } })
      .composite(tiles.map((input, at) => ({ input, left: at * 200, top: 0 })))
      .png()
      .toBuffer();
    return {
      picture: await decodePicture(bytes, model.input),
      captions: scenes.map((scene) => captionsOf(scene)[0] ?? ""),
    };
  }

  it("is the mean of its views, and those of other pictures in the batch stay as they are", async () => {
    const { picture } = await panorama("pooling");
    const plain = await decodePicture(await fields(["red"], 120), model.input);
    const together = await embedPictures([plain, picture, plain], pool);
    expect(together).toHaveLength(3 * model.dimensions);
    const row = (at: number) => together.subarray(at * model.dimensions, (at + 1) * model.dimensions);
    const alone = await embedPictures([plain], pool);
    for (const at of [0, 2]) expect(cosine(row(at), alone)).toBeGreaterThan(0.9999);
    const mean = new Float32Array(model.dimensions);
    const size = picture.modelInput.length;
    for (let start = 0; start < picture.views.length; start += size) {
      const view = await pool.embedImages(new Uint8Array(picture.views.subarray(start, start + size)));
      for (const [index, value] of view.entries()) mean[index] = (mean[index] ?? 0) + value;
    }
    expect(cosine(row(1), row(1))).toBeCloseTo(1, 5);
    expect(cosine(row(1), mean) / Math.sqrt(cosine(mean, mean))).toBeGreaterThan(0.9999);
  });

  it("is nearer to what stands at its edges than the middle's alone", async () => {
    let [withViews, withMiddle] = [0, 0];
    for (let seed = 0; seed < 12; seed++) {
      const { picture, captions } = await panorama(`edges ${seed}`);
      const whole = await embedPictures([picture], pool);
      const middle = await pool.embedImages(new Uint8Array(picture.modelInput));
      for (const caption of [captions[0] ?? "", captions[2] ?? ""]) {
        const text = await pool.embedText(caption);
        withViews += cosine(whole, text);
        withMiddle += cosine(middle, text);
      }
    }
    expect(withViews / 24).toBeGreaterThan(withMiddle / 24 + 0.2);
  });
});

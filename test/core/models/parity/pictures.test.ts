import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { decodePicture } from "../../../../src/core/imaging/decode.ts";
import type { ModelInputShape } from "../../../../src/core/imaging/preprocess.ts";
import { readManifest } from "../../../../src/core/models/manifest/read-manifest.ts";
import { isEmbeddingEntry, type ModelInput } from "../../../../src/core/models/manifest/schema.ts";
import { pixelValuesOf } from "../../../../src/core/models/processors/pixel-values.ts";
import { loadImageEmbedder } from "../../../../src/core/models/runtime/image-embedder.ts";
import {
  cosine,
  fixtureModels,
  type PixelsReference,
  pictureFixtures,
  readReferences,
} from "../../../helpers/model-references.ts";
import { shippedModelsDirectory } from "../../../helpers/models.ts";

const references = await readReferences();
const models = await fixtureModels();

/** What decoding a fixture leaves for the model. */
async function inputOf(name: string, shape: ModelInputShape): Promise<Uint8Array> {
  return (await decodePicture(await readFile(join(pictureFixtures, name)), shape)).modelInput;
}

/** How far the levels at 16 x 16 places are from the reference's. */
function differences(
  input: Uint8Array,
  shape: ModelInputShape,
  levels: string,
): { mean: number; most: number } {
  const wanted = Buffer.from(levels, "base64");
  const place = (index: number, sidePixels: number) => Math.round((index * (sidePixels - 1)) / 15);
  const apart = Array.from(wanted, (level, at) => {
    const [x, y] = [place(Math.floor(at / 3) % 16, shape.width), place(Math.floor(at / 48), shape.height)];
    return Math.abs(level - (input[(y * shape.width + x) * 3 + (at % 3)] ?? Number.NaN));
  });
  return { mean: apart.reduce((sum, one) => sum + one, 0) / apart.length, most: Math.max(...apart) };
}

async function expectSamePixels(
  pictures: readonly (readonly [string, PixelsReference])[],
  shape: ModelInput,
): Promise<void> {
  expect(pictures).toHaveLength(9);
  for (const [name, { levels, corner }] of pictures) {
    const input = await inputOf(name, shape);
    const { mean, most } = differences(input, shape, levels);
    // A JPEG shrinks while it loads, and libvips makes it smaller: rounded otherwise here and there.
    const isLarge = name.startsWith("large");
    expect(mean, name).toBeLessThan(isLarge ? 0.5 : 0.05);
    expect(most, name).toBeLessThanOrEqual(isLarge ? 8 : 1);
    const values = pixelValuesOf(input, shape);
    const area = shape.width * shape.height;
    for (const [channel, value] of corner.entries())
      expect(Math.abs((values[channel * area] ?? 0) - value), name).toBeLessThan(isLarge ? 0.1 : 1e-5);
  }
}

const blipInput: ModelInput = { ...references.blip.input, rescaleFactor: 1 / 255 };

it("pictures for BLIP have the pixels that Hugging Face's image processor gives them", async () => {
  await expectSamePixels(Object.entries(references.blip.pictures), blipInput);
});

describe.each(models)("pictures for a model as $id", (model) => {
  const pictures = Object.entries(references.models[model.id]?.pictures ?? {});

  it("have the pixels that Hugging Face's image processor gives them", async () => {
    await expectSamePixels(pictures, model.input);
  });

  it("get the embeddings that PyTorch gives them with the same weights, one by one and together", async () => {
    const embedder = await loadImageEmbedder(model, 1);
    const inputs = await Promise.all(pictures.map(([name]) => inputOf(name, model.input)));
    const together = await embedder.embed(new Uint8Array(Buffer.concat(inputs)));
    for (const [index, [name, { embedding }]] of pictures.entries()) {
      const alone = await embedder.embed(inputs[index] as Uint8Array);
      expect(alone).toHaveLength(model.dimensions);
      expect(cosine(alone, alone), name).toBeCloseTo(1, 5);
      expect(cosine(alone, embedding), name).toBeGreaterThan(0.9995);
      const row = together.subarray(index * model.dimensions, (index + 1) * model.dimensions);
      expect(cosine(row, alone), name).toBeGreaterThan(0.99999);
    }
    await embedder.close();
  });
});

it("a letterboxed picture lies whole in the middle of its background, as open_clip lays it", async () => {
  const { input, levels } = references.letterbox;
  expect(Object.keys(levels)).toHaveLength(9);
  for (const [name, reference] of Object.entries(levels)) {
    const { mean, most } = differences(await inputOf(name, input), input, reference);
    expect(mean, name).toBeLessThan(0.5);
    expect(most, name).toBeLessThanOrEqual(8);
  }
});

/** What decides a model's numbers, whatever is left to a default. */
function wayOf(input: ModelInput) {
  const { width, height, resize, filter, rescaleFactor, mean, standardDeviation } = input;
  const edge = resize === "crop" ? (input.shortestEdge ?? Math.max(width, height)) : undefined;
  return { width, height, resize, edge, filter, rescaleFactor, mean, standardDeviation };
}

it("every published model makes its numbers in one of the ways that are tested here", async () => {
  const { models: entries } = await readManifest(shippedModelsDirectory);
  const tested = [...models.map(({ input }) => input), blipInput].map(wayOf);
  // Those of the library that others run on are processed by that, and held to Python in test/core/models/captioners.
  const ours = entries.filter((entry) => isEmbeddingEntry(entry) || entry.adapter === "blip");
  for (const { id, origin, input } of ours)
    if (origin === "published") expect(tested, id).toContainEqual(wayOf(input));
});

it("a line of pixels is squashed in bounded memory", async () => {
  const [width, height] = [3, 400_000];
  const raw = { width, height, channels: 3 } as const;
  const line = await sharp(Buffer.alloc(width * height * 3, 120), { raw })
    .png()
    .toBuffer();
  const input = { width: 256, height: 256, resize: "squash", filter: "bilinear" } as const;
  const { modelInput } = await decodePicture(line, input);
  expect(modelInput.every((level) => level === 120)).toBe(true);
});

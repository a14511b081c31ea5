import { rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { modelCheckSchema } from "../../../../src/contract/models.ts";
import { ShoeboxError } from "../../../../src/core/errors.ts";
import { agreementOf } from "../../../../src/core/models/installing/check/agreement.ts";
import { checkModel, modelCheckOf } from "../../../../src/core/models/installing/check/check-model.ts";
import {
  embeddingTrial,
  type ModelUnderTest,
} from "../../../../src/core/models/installing/check/embedding-trial.ts";
import { drawExample, pinnedExamples } from "../../../../src/core/models/installing/check/pinned-examples.ts";
import { describeOwnModel } from "../../../../src/core/models/installing/import/describe-own-model.ts";
import { importModel } from "../../../../src/core/models/installing/import/import-model.ts";
import { InstalledModels } from "../../../../src/core/models/installing/installed-models.ts";
import { transformersModel } from "../../../helpers/own-model.ts";
import { seededNormal } from "../../../helpers/random.ts";
import { temporaryDirectory } from "../../../helpers/temporary.ts";

const count = pinnedExamples.length;

function unit(values: readonly number[]): Float32Array {
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / length);
}

/** Vectors drawn by lot. */
function randomVectors(seed: number, dimensions = 4): Float32Array[] {
  const normal = seededNormal(seed);
  return Array.from({ length: count }, () => unit(Array.from({ length: dimensions }, normal)));
}

/** One direction of its own for each example, with a little of everything. */
function agreeing(seed: number): Float32Array[] {
  const normal = seededNormal(seed);
  return Array.from({ length: count }, (_, example) =>
    unit(Array.from({ length: count }, (_, index) => (index === example ? 1 : 0) + 0.2 * normal())),
  );
}

function openOf(pictures: readonly Float32Array[], texts: readonly Float32Array[]) {
  const state = { isClosed: false };
  const open = async (): Promise<ModelUnderTest> => ({
    embedImages: async () => pictures,
    embedText: async (text) =>
      texts[pinnedExamples.findIndex(({ words }) => words === text)] ?? expect.fail(),
    close: async () => {
      state.isClosed = true;
    },
  });
  return { open: embeddingTrial(open), state };
}

async function installedModel(dimensions = 4) {
  const installed = new InstalledModels(await temporaryDirectory(), { directory: "/nowhere", models: [] });
  const options = { installed, describeFolder: describeOwnModel, check: async () => {} };
  return importModel(await transformersModel({ dimensions }), options);
}

describe("the pinned examples", () => {
  it("are pictures that differ, with words of their own", async () => {
    const drawings = await Promise.all(pinnedExamples.map(drawExample));
    const pixels = await Promise.all(
      drawings.map((png) => sharp(png).raw().toBuffer({ resolveWithObject: true })),
    );
    for (const { info } of pixels) expect(info).toMatchObject({ width: 256, height: 256, channels: 3 });
    expect(new Set(pixels.map(({ data }) => data.toString("base64"))).size).toBe(count);
    expect(new Set(pinnedExamples.map(({ words }) => words)).size).toBe(count);
  });
});

describe("a model that works", () => {
  it("is said to: files, vectors, and words that fit their pictures", async () => {
    const model = await installedModel(count);
    const { open, state } = openOf(agreeing(1), agreeing(2));
    const report = await checkModel(model, open);
    expect(report).toMatchObject({ failure: null, doubt: null });
    expect(agreementOf(agreeing(1), agreeing(2))).toMatchObject({ isBetterThanChance: true, meanRank: 1 });
    expect(modelCheckSchema.parse(modelCheckOf(model.entry, report))).toEqual({
      id: "my-model",
      files: model.entry.files.map(({ path }) => ({ path, state: "right" })),
      works: true,
      trouble: null,
    });
    expect(state.isClosed).toBe(true);
  });

  it("and knows nothing is told so, and not refused", async () => {
    const model = await installedModel();
    const report = await checkModel(model, openOf(randomVectors(1), randomVectors(2)).open);
    expect(report.failure).toBeNull();
    expect(modelCheckOf(model.entry, report)).toMatchObject({
      works: false,
      trouble: {
        code: "MODEL_CORRUPT",
        message: expect.stringMatching(
          /no more than chance would: .* come \d+\.\dth on average, by chance 6\.5th of 12/,
        ),
      },
    });
  });
});

describe("words and pictures by lot", () => {
  it("hardly ever seem to agree; those that fit always do, also where one word is near to everything", () => {
    const seeds = Array.from({ length: 400 }, (_, index) => index);
    const lucky = seeds.filter(
      (seed) => agreementOf(randomVectors(seed), randomVectors(seed + 1000)).isBetterThanChance,
    );
    expect(lucky.length).toBeLessThan(12);
    const shared = unit(Array.from({ length: count }, () => 1));
    const crowding = agreeing(3).map((text, index) =>
      index === 4 ? unit([...text].map((value, place) => value * 0.3 + 3 * (shared[place] ?? 0))) : text,
    );
    expect(agreementOf(agreeing(4), crowding).isBetterThanChance).toBe(true);
  });

  it("that are all the same agree with nothing", () => {
    const same = Array.from({ length: count }, () => unit([1, 2, 3]));
    expect(agreementOf(randomVectors(1, 3), same).isBetterThanChance).toBe(false);
  });
});

describe("a model that cannot be used says why", () => {
  const wrong = (change: (vectors: Float32Array[]) => void, seed = 1) => {
    const vectors = randomVectors(seed);
    change(vectors);
    return vectors;
  };
  const set = (index: number, vector: Float32Array) => (vectors: Float32Array[]) => {
    vectors[index] = vector;
  };
  it.each([
    ["its pictures become 5 numbers and not the 4 it says", randomVectors(1, 5), randomVectors(2)],
    ["its texts become 3 numbers and not the 4 it says", randomVectors(1), randomVectors(2, 3)],
    [
      "its pictures become numbers that are none",
      wrong(set(3, new Float32Array([Number.NaN, 0, 0, 1]))),
      randomVectors(2),
    ],
    [
      "its texts become numbers that are none",
      randomVectors(1),
      wrong(set(11, new Float32Array([Infinity, 0, 0, 1]))),
    ],
    ["they have no length of 1", wrong(set(0, new Float32Array(4))), randomVectors(2)],
    ["they have no length of 1", randomVectors(1), wrong(set(0, new Float32Array([1, 1, 0, 0])))],
    [
      "different pictures become the same",
      wrong((all) => set(5, all[2] as Float32Array)(all)),
      randomVectors(2),
    ],
    ["of 12 pictures it embeds 11", randomVectors(1).slice(1), randomVectors(2)],
  ])("%s", async (words, pictures, texts) => {
    const model = await installedModel();
    const { open, state } = openOf(pictures, texts);
    const { failure } = await checkModel(model, open);
    expect(failure).toMatchObject({ code: "MODEL_CORRUPT", message: expect.stringContaining(words) });
    expect(state.isClosed).toBe(true);
  });

  it("where it does not even load", async () => {
    const model = await installedModel();
    const damaged = () => Promise.reject(new ShoeboxError("MODEL_CORRUPT", "The model's file is damaged."));
    expect((await checkModel(model, embeddingTrial(damaged))).failure).toMatchObject({
      message: "The model's file is damaged.",
    });
    const strange = () => Promise.reject(new Error("Unknown operator"));
    const { failure } = await checkModel(model, embeddingTrial(strange));
    expect(failure?.message).toBe("The model My model cannot be run: Unknown operator");
  });

  it("where its files are not what they were", async () => {
    const model = await installedModel();
    const { open } = openOf(randomVectors(1), randomVectors(2));
    const path = join(model.directory, "onnx/vision_model.onnx");
    const bytes = model.entry.files[0]?.sizeBytes ?? 0;
    await writeFile(path, Buffer.alloc(bytes));
    const other = await checkModel(model, open);
    expect(other.failure?.message).toBe(`The model's file ${path} has other contents than it should.`);
    await truncate(path, bytes - 1);
    const short = await checkModel(model, open);
    expect(short.failure?.message).toBe(`The model's file ${path} is not as long as it should be.`);
    await rm(path);
    const { failure, files } = await checkModel(model, open);
    expect(failure).toMatchObject({ code: "MODEL_MISSING", message: `The model's file ${path} is missing.` });
    expect(files[0]).toEqual({ path: "onnx/vision_model.onnx", state: "missing" });
  });

  it("unless it is called off", async () => {
    const cancelled = checkModel(await installedModel(), async () => expect.fail(), AbortSignal.abort());
    await expect(cancelled).rejects.toMatchObject({ name: "AbortError" });
  });
});

import { mkdir, rename, rm, truncate } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { describeOwnModel } from "../../../../src/core/models/installing/import/describe-own-model.ts";
import { onnxTower } from "../../../helpers/onnx-file.ts";
import { json, openClipModel, textTower, transformersModel } from "../../../helpers/own-model.ts";
import { noise } from "../../../helpers/random.ts";

describe("a folder in the layout of transformers.js", () => {
  it("says how pictures and texts become input", async () => {
    const entry = await describeOwnModel(await transformersModel());
    expect(entry.input).toEqual({
      width: 8,
      height: 8,
      resize: "crop",
      shortestEdge: 10,
      filter: "bicubic",
      rescaleFactor: 1 / 255,
      mean: [0.4, 0.5, 0.6],
      standardDeviation: [0.2, 0.3, 0.4],
    });
    expect(entry.text).toEqual({
      contextLength: 16,
      padding: "none",
      padId: 9,
      lowerCase: false,
      integerType: "int64",
    });
    expect(entry.files.map(({ role, path }) => [role, path])).toEqual([
      ["visionModel", "onnx/vision_model.onnx"],
      ["textModel", "onnx/text_model.onnx"],
      ["tokenizer", "tokenizer.json"],
      ["tokenizerConfig", "tokenizer_config.json"],
    ]);
  });

  const colours = { image_mean: [0.5, 0.5, 0.5], image_std: [0.5, 0.5, 0.5] };
  it.each([
    [
      "an old one with plain numbers",
      { size: 12, crop_size: 10, ...colours },
      { resize: "crop", shortestEdge: 12, width: 10, height: 10 },
    ],
    [
      "one that squashes",
      { size: { width: 12, height: 10 }, resample: 2, ...colours },
      { resize: "squash", width: 12, height: 10, filter: "bilinear" },
    ],
    [
      "one that cuts nothing",
      { size: { shortest_edge: 12 }, do_center_crop: false, crop_size: 10 },
      { resize: "crop", shortestEdge: 12, width: 12 },
    ],
    [
      "one that does not normalise",
      { size: 8, do_normalize: false, ...colours },
      { mean: [0, 0, 0], standardDeviation: [1, 1, 1] },
    ],
    ["one that does not rescale", { size: 8, do_rescale: false }, { rescaleFactor: 1 }],
  ])("%s is understood", async (_, preprocessor, expected) => {
    const source = await transformersModel({ files: { "preprocessor_config.json": json(preprocessor) } });
    expect((await describeOwnModel(source)).input).toMatchObject(expected);
  });

  it("of SigLIP pads its texts, in lower case", async () => {
    const config = json({ model_type: "siglip", text_config: {} });
    const files = { "config.json": config, "tokenizer_config.json": undefined };
    const { text } = await describeOwnModel(await transformersModel({ files }));
    expect(text).toMatchObject({ contextLength: 64, padding: "max-length", lowerCase: true, padId: 0 });
  });

  it("whose towers take one size only: that is the size", async () => {
    const source = await transformersModel({
      pixels: { name: "input", shape: [1, 3, 8, 6] },
      ids: { name: "input_ids", type: "int32", shape: [1, 16] },
    });
    const { input, text } = await describeOwnModel(source);
    expect(input).toMatchObject({ height: 8, width: 6 });
    expect(text).toMatchObject({ contextLength: 16, padding: "max-length", integerType: "int32" });
  });

  it("with small weights only is taken with those", async () => {
    const source = await transformersModel({ files: { "onnx/text_model.onnx": undefined } });
    await rename(join(source, "onnx/vision_model.onnx"), join(source, "onnx/vision_model_fp16.onnx"));
    await mkdir(join(source, "onnx"), { recursive: true });
    const files = { "onnx/text_model.onnx": undefined, "onnx/text_model_quantized.onnx": textTower() };
    const other = await transformersModel({ files });
    expect((await describeOwnModel(other)).files[1]?.path).toBe("onnx/text_model_quantized.onnx");
    await expect(describeOwnModel(source)).rejects.toThrow("onnx/text_model.onnx is missing from");
  });

  it("brings the weights that lie beside a tower, and names them when they do not", async () => {
    const tower = onnxTower({
      input: { name: "pixel_values", shape: ["batch", 3, 8, 8] },
      output: { name: "image_embeds", shape: ["batch", 4] },
      weights: new Float32Array(3 * 8 * 8 * 4),
      weightFile: "vision_model.onnx.data",
    });
    const files = { "onnx/vision_model.onnx": tower, "onnx/vision_model.onnx.data": noise("weights", 3072) };
    const source = await transformersModel({ files });
    const { files: described } = await describeOwnModel(source);
    expect(described.at(-1)).toMatchObject({
      role: "companion",
      path: "onnx/vision_model.onnx.data",
      sizeBytes: 3072,
    });
    await rm(join(source, "onnx/vision_model.onnx.data"));
    await expect(describeOwnModel(source)).rejects.toMatchObject({
      code: "MODEL_MISSING",
      message: `onnx/vision_model.onnx.data is missing from ${source}.`,
    });
  });

  it("whose weights lie outside of it is refused", async () => {
    const tower = onnxTower({
      input: { name: "pixel_values", shape: ["batch", 3, 8, 8] },
      output: { name: "image_embeds", shape: ["batch", 4] },
      weights: new Float32Array(3 * 8 * 8 * 4),
      weightFile: "../../secret",
    });
    const source = await transformersModel({
      files: { "onnx/vision_model.onnx": tower, "../secret": "of others" },
    });
    await expect(describeOwnModel(source)).rejects.toThrow(
      "names a file outside of its model's folder: ../secret",
    );
  });
});

describe("a folder in the layout of OpenCLIP", () => {
  it("says how pictures and texts become input", async () => {
    const entry = await describeOwnModel(await openClipModel());
    expect(entry.input).toMatchObject({
      width: 8,
      height: 8,
      resize: "crop",
      shortestEdge: 8,
      filter: "bicubic",
    });
    expect(entry.input).toMatchObject({ mean: [0.4, 0.5, 0.6], standardDeviation: [0.2, 0.3, 0.4] });
    expect(entry.text).toEqual({
      contextLength: 16,
      padding: "max-length",
      padId: 3,
      lowerCase: false,
      integerType: "int32",
    });
    expect(entry.files.map(({ path }) => path)).toEqual([
      "visual/model.onnx",
      "textual/model.onnx",
      "textual/tokenizer.json",
      "textual/tokenizer_config.json",
    ]);
  });

  it.each([
    [
      { resize_mode: "squash", interpolation: "bilinear" },
      { resize: "squash", filter: "bilinear" },
    ],
    [
      { resize_mode: "longest", fill_color: 7 },
      { resize: "letterbox", background: [7, 7, 7] },
    ],
    [{ size: 9 }, { resize: "crop", shortestEdge: 9, width: 9, height: 9 }],
  ])("%j is understood", async (changes, expected) => {
    const plain = { size: [8, 8], mean: [0, 0, 0], std: [1, 1, 1] };
    const files = { "visual/preprocess_cfg.json": json({ ...plain, ...changes }) };
    expect((await describeOwnModel(await openClipModel({ files }))).input).toMatchObject(expected);
  });

  it("with CLIP's list of merges in the place of a tokenizer is taken with that", async () => {
    const files = { "textual/tokenizer.json": undefined, "textual/merges.txt": "#version: 0.2\ni n\n" };
    const entry = await describeOwnModel(await openClipModel({ files }));
    expect(entry.files[2]).toMatchObject({ role: "tokenizer", path: "textual/merges.txt" });
    expect(entry.text.padId).toBe(0);
  });

  it("whose tower is larger than its configuration cuts its pictures out of larger ones", async () => {
    const source = await openClipModel({ pixels: { name: "image", shape: [1, 3, 12, 12] } });
    expect((await describeOwnModel(source)).input).toMatchObject({ width: 12, height: 12, shortestEdge: 12 });
  });

  it("that cleans its texts takes them in lower case", async () => {
    const config = { text_cfg: { context_length: 16, tokenizer_kwargs: { clean: "canonicalize" } } };
    const { text } = await describeOwnModel(await openClipModel({ files: { "config.json": json(config) } }));
    expect(text.lowerCase).toBe(true);
  });
});

describe("a folder that is no model says why", () => {
  it.each([
    [{ "tokenizer.json": undefined }, "tokenizer.json is missing from"],
    [
      { "tokenizer.json": undefined, "config.json": undefined, "preprocessor_config.json": undefined },
      "tokenizer.json, config.json and preprocessor_config.json are missing from",
    ],
    [{ "onnx/vision_model.onnx": undefined }, "onnx/vision_model.onnx is missing from"],
    [
      { "onnx/vision_model.onnx": undefined, "onnx/text_model.onnx": undefined },
      "holds no model that Shoebox can use",
    ],
  ])("without %j", async (files, words) => {
    const refused = describeOwnModel(await transformersModel({ files }));
    await expect(refused).rejects.toMatchObject({
      code: "MODEL_MISSING",
      message: expect.stringContaining(words),
    });
  });

  it.each([
    [{ "config.json": "{" }, "config.json in"],
    [{ "tokenizer.json": "[]" }, "tokenizer.json in"],
    [
      { "preprocessor_config.json": json({ size: 8, resample: 1 }) },
      "resample: only bicubic (3) and bilinear (2) are known",
    ],
    [{ "onnx/text_model.onnx": "hello" }, "onnx/text_model.onnx is no ONNX model, or is cut short."],
    [{ "tokenizer_config.json": "" }, "tokenizer_config.json in"],
    [
      { "onnx/text_model.onnx": textTower({ dimensions: 6 }) },
      "do not fit together: pictures become 4 numbers, texts 6.",
    ],
  ])("with %j", async (files, words) => {
    const refused = describeOwnModel(await transformersModel({ files }));
    await expect(refused).rejects.toMatchObject({
      code: "MODEL_CORRUPT",
      message: expect.stringContaining(words),
    });
  });

  it("cut short", async () => {
    const source = await transformersModel();
    await truncate(join(source, "onnx/vision_model.onnx"), 700);
    await expect(describeOwnModel(source)).rejects.toMatchObject({ code: "MODEL_CORRUPT" });
  });

  it("not there, or a file", async () => {
    const source = await transformersModel();
    for (const path of ["/nowhere/at/all", join(source, "config.json")]) {
      const told = { code: "DIR_NOT_FOUND", message: `There is no folder ${path}.` };
      await expect(describeOwnModel(path)).rejects.toMatchObject(told);
    }
  });
});

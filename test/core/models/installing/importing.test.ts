import { mkdir, readFile, rename, rm, stat, symlink, truncate } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ShoeboxError } from "../../../../src/core/errors.ts";
import { describeOwnModel } from "../../../../src/core/models/installing/import/describe-own-model.ts";
import { importModel } from "../../../../src/core/models/installing/import/import-model.ts";
import { idFromName } from "../../../../src/core/models/installing/import/own-id.ts";
import { InstalledModels } from "../../../../src/core/models/installing/installed-models.ts";
import { readDescription } from "../../../../src/core/models/installing/model-description.ts";
import { filesUnder } from "../../../helpers/install-station.ts";
import { mounted } from "../../../helpers/mounted.ts";
import { onnxTower } from "../../../helpers/onnx-file.ts";
import { json, openClipModel, textTower, transformersModel } from "../../../helpers/own-model.ts";
import { publishedModel } from "../../../helpers/published-model.ts";
import { noise } from "../../../helpers/random.ts";
import { temporaryDirectory } from "../../../helpers/temporary.ts";

const check = async () => {};

async function library(): Promise<InstalledModels> {
  const { entry } = publishedModel("taken");
  return new InstalledModels(await temporaryDirectory(), { directory: "/nowhere", models: [entry] });
}

async function expectEmpty(installed: InstalledModels): Promise<void> {
  expect(await installed.list()).toEqual({ models: [], broken: [] });
  expect([...(await filesUnder(installed.folders.directory)).keys()]).toEqual([]);
}

describe("importing a folder", () => {
  it("copies what the model needs, describes it, and leaves the folder alone", async () => {
    const installed = await library();
    const source = await transformersModel({ files: { "README.md": "What else lies there" } });
    const before = await filesUnder(source);
    const { entry, directory } = await importModel(source, { installed, check });
    expect(directory).toBe(installed.folders.of("my-model"));
    expect(entry).toMatchObject({
      id: "my-model",
      name: "My model",
      origin: "own",
      verified: false,
      dimensions: 4,
    });
    expect(entry.revision).toMatch(/^[0-9a-f]{12}$/);
    expect(await readDescription(directory)).toEqual(entry);
    expect((await installed.find("my-model"))?.entry).toEqual(entry);
    const { "model.json": _, ...copies } = Object.fromEntries(await filesUnder(directory));
    expect(Object.keys(copies).sort()).toEqual(entry.files.map(({ path }) => path).sort());
    for (const [path, bytes] of Object.entries(copies))
      expect(bytes.equals(before.get(path) as Buffer)).toBe(true);
    expect(await filesUnder(source)).toEqual(before);
  });

  it("copies what links lead to, as the hub's own cache has them", async () => {
    const installed = await library();
    const source = await transformersModel();
    const blob = join(await temporaryDirectory(), "blob");
    await rename(join(source, "onnx/vision_model.onnx"), blob);
    await symlink(blob, join(source, "onnx/vision_model.onnx"));
    const { directory } = await importModel(source, { installed, check });
    const bytes = await readFile(blob);
    await rm(blob);
    expect((await readFile(join(directory, "onnx/vision_model.onnx"))).equals(bytes)).toBe(true);
    expect((await stat(join(directory, "onnx/vision_model.onnx"))).isFile()).toBe(true);
  });

  it("gives every model an id of its own, and the same weights only one", async () => {
    const installed = await library();
    const first = await importModel(await transformersModel({ seed: 1 }), { installed, check });
    const [second, taken] = await Promise.all([
      importModel(await transformersModel({ seed: 2 }), { installed, check }),
      importModel(await transformersModel({ seed: 3, name: "Taken" }), { installed, check }),
    ]);
    expect([first, second, taken].map(({ entry }) => entry.id)).toEqual([
      "my-model",
      "my-model-2",
      "taken-2",
    ]);
    expect(new Set([first, second, taken].map(({ entry }) => entry.revision)).size).toBe(3);
    const again = await importModel(await transformersModel({ seed: 1, name: "Elsewhere" }), {
      installed,
      check,
    });
    expect(again).toEqual(first);
    expect((await installed.list()).models).toHaveLength(3);
  });

  it("tells how far it is", async () => {
    const told: [number, number][] = [];
    const onProgress = (done: number, total: number) => void told.push([done, total]);
    await importModel(await transformersModel(), { installed: await library(), check, onProgress });
    const [, total] = told[0] ?? expect.fail();
    expect(told.at(-1)).toEqual([total, total]);
    expect(told.map(([done]) => done)).toEqual(told.map(([done]) => done).sort((a, b) => a - b));
  });

  it("that does not work, or is called off, leaves nothing", async () => {
    const installed = await library();
    const refuse = () => Promise.reject(new ShoeboxError("MODEL_CORRUPT", "It says nothing."));
    await expect(importModel(await transformersModel(), { installed, check: refuse })).rejects.toThrow(
      "nothing",
    );
    await expectEmpty(installed);
    const cancelling = new AbortController();
    const cancelled = importModel(await transformersModel(), {
      installed,
      check,
      signal: cancelling.signal,
      onProgress: () => cancelling.abort(),
    });
    await expect(cancelled).rejects.toMatchObject({ name: "AbortError" });
    await expectEmpty(installed);
  });

  it("needs room, and says how much is missing", async () => {
    const disk = await temporaryDirectory();
    if (!(await mounted(disk, "-t", "tmpfs", "-o", "size=9m", "tmpfs"))) return;
    const installed = new InstalledModels(join(disk, "library"), { directory: "/nowhere", models: [] });
    const source = await transformersModel({
      files: { "tokenizer.json": `${json({ model: {} })}${" ".repeat(2e6)}` },
    });
    await expect(importModel(source, { installed, check })).rejects.toMatchObject({
      code: "DISK_FULL",
      message: expect.stringMatching(/needs 2\.0 MB more.* are missing/),
    });
    await expectEmpty(installed);
  });
});

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
    const { entry, directory } = await importModel(source, { installed: await library(), check });
    expect(entry.files.at(-1)).toMatchObject({ role: "companion", path: "onnx/vision_model.onnx.data" });
    expect((await filesUnder(directory)).get("onnx/vision_model.onnx.data")?.length).toBe(3072);
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

it.each([
  ["ViT-B-32__laion2b", "vit-b-32__laion2b"],
  ["Mein Modell (2) für Köln", "mein-modell-2-fur-koln"],
  ["../..", "model"],
  [".hidden", "hidden"],
  ["模型", "model"],
  ["a".repeat(300), "a".repeat(80)],
])("the folder %s becomes the id %s", (name, id) => {
  expect(idFromName(name)).toBe(id);
});

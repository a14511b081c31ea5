import { readFile, rename, rm, stat, symlink } from "node:fs/promises";
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
import { json, transformersModel } from "../../../helpers/own-model.ts";
import { publishedModel } from "../../../helpers/published-model.ts";
import { temporaryDirectory } from "../../../helpers/temporary.ts";

/** As it is brought in by a library that takes its word. */
const plain = { describeFolder: describeOwnModel, check: async () => {} };

async function library(): Promise<InstalledModels> {
  const { entry } = publishedModel("taken");
  return new InstalledModels(await temporaryDirectory(), { directory: "/nowhere", models: [entry] });
}

async function expectEmpty(installed: InstalledModels): Promise<void> {
  expect(await installed.list()).toMatchObject({ models: [], broken: [] });
  expect([...(await filesUnder(installed.folders.directory)).keys()]).toEqual([]);
}

describe("importing a folder", () => {
  it("copies what the model needs, describes it, and leaves the folder alone", async () => {
    const installed = await library();
    const source = await transformersModel({ files: { "README.md": "What else lies there" } });
    const before = await filesUnder(source);
    const { entry, directory } = await importModel(source, { installed, ...plain });
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
    const { directory } = await importModel(source, { installed, ...plain });
    const bytes = await readFile(blob);
    await rm(blob);
    expect((await readFile(join(directory, "onnx/vision_model.onnx"))).equals(bytes)).toBe(true);
    expect((await stat(join(directory, "onnx/vision_model.onnx"))).isFile()).toBe(true);
  });

  it("gives every model an id of its own, and the same weights only one", async () => {
    const installed = await library();
    const first = await importModel(await transformersModel({ seed: 1 }), { installed, ...plain });
    const [second, taken] = await Promise.all([
      importModel(await transformersModel({ seed: 2 }), { installed, ...plain }),
      importModel(await transformersModel({ seed: 3, name: "Taken" }), { installed, ...plain }),
    ]);
    expect([first, second, taken].map(({ entry }) => entry.id)).toEqual([
      "my-model",
      "my-model-2",
      "taken-2",
    ]);
    expect(new Set([first, second, taken].map(({ entry }) => entry.revision)).size).toBe(3);
    const again = await importModel(await transformersModel({ seed: 1, name: "Elsewhere" }), {
      installed,
      ...plain,
    });
    expect(again).toEqual(first);
    expect((await installed.list()).models).toHaveLength(3);
  });

  it("tells how far it is", async () => {
    const told: [number, number][] = [];
    const onProgress = (done: number, total: number) => void told.push([done, total]);
    await importModel(await transformersModel(), { installed: await library(), ...plain, onProgress });
    const [, total] = told[0] ?? expect.fail();
    expect(told.at(-1)).toEqual([total, total]);
    expect(told.map(([done]) => done)).toEqual(told.map(([done]) => done).sort((a, b) => a - b));
  });

  it("that does not work, or is called off, leaves nothing", async () => {
    const installed = await library();
    const refuse = () => Promise.reject(new ShoeboxError("MODEL_CORRUPT", "It says nothing."));
    await expect(
      importModel(await transformersModel(), { installed, ...plain, check: refuse }),
    ).rejects.toThrow("nothing");
    await expectEmpty(installed);
    const cancelling = new AbortController();
    const cancelled = importModel(await transformersModel(), {
      installed,
      ...plain,
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
    await expect(importModel(source, { installed, ...plain })).rejects.toMatchObject({
      code: "DISK_FULL",
      message: expect.stringMatching(/needs 2\.0 MB more.* are missing/),
    });
    await expectEmpty(installed);
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

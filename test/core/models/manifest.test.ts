import { createHash } from "node:crypto";
import { cp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ErrorCode } from "../../../src/contract/errors.ts";
import { families } from "../../../src/core/models/captioners/transformers/families.ts";
import { partPath } from "../../../src/core/models/captioners/transformers/model-folder.ts";
import { readManifest } from "../../../src/core/models/manifest/read-manifest.ts";
import {
  isCaptionerEntry,
  isEmbeddingEntry,
  modelEntrySchema,
} from "../../../src/core/models/manifest/schema.ts";
import { embeddingModelOf } from "../../../src/core/models/runtime/embedding-model.ts";
import { index, openCore } from "../../helpers/core.ts";
import { shippedModelsDirectory, testModelsDirectory } from "../../helpers/models.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

/** A copy of the models that a test may damage. */
async function copyOfModels(): Promise<string> {
  const directory = await temporaryDirectory();
  const filter = (path: string) => !path.includes("training");
  await cp(testModelsDirectory, directory, { recursive: true, filter });
  return directory;
}

/** A library opens all the same: its photos can be looked at. */
async function expectUnsearchable(modelsDirectory: string, code: ErrorCode): Promise<void> {
  const { client } = await openCore({ modelsDirectory });
  expect((await client.library.stats()).model).toBeNull();
  await expect(client.search.text({ query: "dog" })).rejects.toMatchObject({ code });
}

describe("the manifest", () => {
  it.each([
    ["that ships", shippedModelsDirectory],
    ["of tests", testModelsDirectory],
  ])("%s names the files that lie beside it, byte for byte", async (_, directory) => {
    const { models } = await readManifest(directory);
    const shipped = models.filter((entry) => entry.directory !== undefined);
    expect(shipped.length).toBeGreaterThan(0);
    for (const { directory: folder = "", files } of shipped) {
      for (const { path, sizeBytes, sha256 } of files) {
        const bytes = await readFile(join(directory, folder, path));
        expect(bytes.length, path).toBe(sizeBytes);
        expect(createHash("sha256").update(bytes).digest("hex"), path).toBe(sha256);
      }
    }
  });

  it("offers the models that others publish, one of them recommended, each under a name of its own", async () => {
    const { models } = await readManifest(shippedModelsDirectory);
    const ids = models.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const finders = models.filter(isEmbeddingEntry);
    expect(finders.filter(({ isRecommended }) => isRecommended).map(({ id }) => id)).toEqual([
      "vit-b-32-laion2b",
    ]);
    const repositories = new Set(finders.map(({ repository }) => repository).filter(Boolean));
    expect([...repositories].sort()).toEqual([
      "Xenova/clip-vit-base-patch32",
      "Xenova/mobileclip_s2",
      "immich-app/ViT-B-32__laion2b-s34b-b79k",
      "onnx-community/siglip2-base-patch16-256-ONNX",
      "yurijmikhalevich/rclip-models",
    ]);
    // What this project has not run says so.
    const published = models.filter(({ origin }) => origin === "published");
    expect(published.filter(({ verified }) => verified)).toEqual([]);
    for (const entry of finders) {
      expect(() => embeddingModelOf(entry, "/somewhere")).not.toThrow();
    }
  });

  it("offers captioners whose pieces can be asked for: an address, a revision of the hub, tokens that differ", async () => {
    const { models } = await readManifest(shippedModelsDirectory);
    const captioners = models.filter(isCaptionerEntry).filter(({ origin }) => origin === "published");
    expect(captioners.map(({ id }) => id)).toEqual([
      "blip-base",
      "florence-2-base",
      "florence-2-base-detailed",
      "smolvlm-256m",
      "smolvlm-500m",
      "qwen2-vl-2b",
    ]);
    for (const entry of captioners) {
      expect(entry.repository, entry.id).toMatch(/^[\w.-]+\/[\w.-]+$/);
      expect(entry.revision, entry.id).toMatch(/^(?:[0-9a-f]{40}|main)$/);
      expect(entry.generation.mostTokens).toBeGreaterThan(entry.generation.leastTokens);
      if (entry.adapter === "blip") expect(new Set(Object.values(entry.tokens)).size).toBe(3);
      else {
        const parts = families[entry.family].parts.map((part) => partPath(part, entry.dtypes));
        expect(Object.keys(entry.dtypes).sort()).toEqual([...families[entry.family].parts].sort());
        expect(entry.files.map(({ path }) => path)).toEqual(expect.arrayContaining(parts));
      }
    }
  });

  it("is MODEL_CORRUPT when it is no JSON, or of a newer Shoebox, which it says", async () => {
    const directory = await copyOfModels();
    const path = join(directory, "manifest.json");
    await writeFile(path, "{ not json");
    await expect(readManifest(directory)).rejects.toMatchObject({ code: "MODEL_CORRUPT" });
    await expectUnsearchable(directory, "MODEL_CORRUPT");
    await writeFile(path, JSON.stringify({ version: 3, models: "in another way" }));
    await expect(readManifest(directory)).rejects.toMatchObject({
      code: "MODEL_CORRUPT",
      message: expect.stringContaining("newer version of Shoebox"),
    });
  });

  it("gives a model its paths, and a key that names model, revision and preprocessing", async () => {
    const { models } = await readManifest(testModelsDirectory);
    const [entry] = models.filter(isEmbeddingEntry);
    if (!entry) throw new Error("The manifest names no model.");
    const { key, files } = embeddingModelOf(entry, "/somewhere");
    expect(key).toBe("test-drawings@0233f83308e8/preprocessing-2");
    expect(files.visionModel).toBe(join("/somewhere", "onnx", "vision_model.onnx"));
    const withoutText = { ...entry, files: entry.files.filter(({ role }) => role !== "textModel") };
    expect(() => embeddingModelOf(withoutText, "/somewhere")).toThrow("names no file as its textModel");
    expect(modelEntrySchema.safeParse(withoutText).success).toBe(false);
  });
});

describe("a model whose files are damaged", () => {
  it("is MODEL_MISSING without its weights or its manifest", async () => {
    const empty = await copyOfModels();
    await rm(join(empty, "manifest.json"));
    await expectUnsearchable(empty, "MODEL_MISSING");
    for (const file of ["onnx/text_model.onnx", "tokenizer.json"]) {
      const modelsDirectory = await copyOfModels();
      await rm(join(modelsDirectory, "drawings", file));
      const core = await openCore({ modelsDirectory });
      await expect(core.client.search.text({ query: "dog" })).rejects.toMatchObject({
        code: "MODEL_MISSING",
      });
    }
  });

  it("is MODEL_CORRUPT when its weights are cut short", async () => {
    const modelsDirectory = await copyOfModels();
    await truncate(join(modelsDirectory, "drawings/onnx/vision_model.onnx"), 100_000);
    const [core, folder] = [await openCore({ modelsDirectory }), await temporaryDirectory()];
    await put(join(folder, "a.jpg"), await jpeg(1));
    const job = await index(core, folder);
    expect(job.state).toBe("failed");
    expect(job.error?.code).toBe("MODEL_CORRUPT");
    // What was decoded is shown, and the next job with a sound model goes on from there.
    expect(await core.client.library.stats()).toMatchObject({ photos: 1, vectors: 0 });
  });

  it("is MODEL_CORRUPT when its tokenizer is no JSON", async () => {
    const modelsDirectory = await copyOfModels();
    await writeFile(join(modelsDirectory, "drawings/tokenizer.json"), "{ not json");
    const core = await openCore({ modelsDirectory });
    await expect(core.client.search.text({ query: "dog" })).rejects.toMatchObject({ code: "MODEL_CORRUPT" });
  });
});

import { createHash } from "node:crypto";
import { cp, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readClipModel } from "../../../src/core/models/clip-model.ts";
import { pixelValuesOf } from "../../../src/core/models/embedder.ts";
import { readManifest } from "../../../src/core/models/manifest.ts";
import { loadTokenizer } from "../../../src/core/models/tokenizer.ts";
import { unknownWordsOf } from "../../../src/core/models/vocabulary.ts";
import { index, openCore } from "../../helpers/core.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

const shipped = join(import.meta.dirname, "../../../models");

/** A copy of the models that a test may damage. */
async function copyOfModels(): Promise<string> {
  const directory = await temporaryDirectory();
  await cp(shipped, directory, { recursive: true, filter: (path) => !path.includes("training") });
  return directory;
}

describe("the model that ships", () => {
  it("is the one its manifest names, byte for byte, and under 16 MB", async () => {
    const [entry] = await readManifest(shipped);
    if (!entry) throw new Error("The manifest names no model.");
    expect(entry.isDemo).toBe(true);
    let total = 0;
    for (const { path, sizeBytes, sha256 } of entry.files) {
      const bytes = await readFile(join(entry.path, path));
      expect(bytes.length, path).toBe(sizeBytes);
      expect(createHash("sha256").update(bytes).digest("hex"), path).toBe(sha256);
      total += (await stat(join(entry.path, path))).size;
    }
    expect(entry.files.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        "config.json",
        "preprocessor_config.json",
        "tokenizer.json",
        "onnx/vision_model.onnx",
        "onnx/text_model.onnx",
      ]),
    );
    expect(total).toBeLessThan(16e6);
  });

  it("reads texts of any length and kind, cut to its context with the end kept", async () => {
    const [entry] = await readManifest(shipped);
    if (!entry) throw new Error("The manifest names no model.");
    const model = await readClipModel(entry);
    const tokenizer = await loadTokenizer(model);
    const short = tokenizer.encode("A Dog  by the SEA");
    expect(tokenizer.encode("a dog by the sea")).toEqual(short);
    const long = tokenizer.encode("dog ".repeat(500));
    expect(long).toHaveLength(model.contextLength);
    expect(long.at(-1)).toBe(short.at(-1));
    for (const text of ["", "\u{1f600}", "日本語", "\0", "a".repeat(10_000)]) {
      expect(tokenizer.encode(text).length).toBeLessThanOrEqual(model.contextLength);
    }
  });
});

describe("a model whose files are damaged", () => {
  it("is MODEL_MISSING without its configuration, its weights or its manifest", async () => {
    for (const file of ["demo/config.json", "manifest.json"]) {
      const modelsDirectory = await copyOfModels();
      await rm(join(modelsDirectory, file));
      const { client } = await openCore({ modelsDirectory });
      expect((await client.library.stats()).model).toBeNull();
      await expect(client.search.text({ query: "dog" })).rejects.toMatchObject({ code: "MODEL_MISSING" });
    }
    const modelsDirectory = await copyOfModels();
    await rm(join(modelsDirectory, "demo/onnx/text_model.onnx"));
    const core = await openCore({ modelsDirectory });
    await expect(core.client.search.text({ query: "dog" })).rejects.toMatchObject({ code: "MODEL_MISSING" });
  });

  it("is MODEL_CORRUPT when its configuration is no JSON or its weights are cut short", async () => {
    const modelsDirectory = await copyOfModels();
    await writeFile(join(modelsDirectory, "demo/preprocessor_config.json"), "{ not json");
    const { client } = await openCore({ modelsDirectory });
    await expect(client.search.text({ query: "dog" })).rejects.toMatchObject({ code: "MODEL_CORRUPT" });
    const other = await copyOfModels();
    await truncate(join(other, "demo/onnx/vision_model.onnx"), 100_000);
    const [core, folder] = [await openCore({ modelsDirectory: other }), await temporaryDirectory()];
    await put(join(folder, "a.jpg"), await jpeg(1));
    const job = await index(core, folder);
    expect(job.state).toBe("failed");
    expect(job.error?.code).toBe("MODEL_CORRUPT");
    // What was decoded is shown, and the next job with a sound model goes on from there.
    expect(await core.client.library.stats()).toMatchObject({ photos: 1, vectors: 0 });
  });
});

describe("pixels", () => {
  it("become the model's numbers: scaled, normalised, channels first", () => {
    const input = {
      shortestEdge: 2,
      cropWidth: 2,
      cropHeight: 1,
      mean: [0.5, 0.25, 0],
      standardDeviation: [0.5, 0.25, 1],
      rescaleFactor: 1 / 255,
    };
    const pixels = Uint8Array.of(0, 51, 255, 255, 102, 0);
    expect([...pixelValuesOf(pixels, input)].map((value) => Number(value.toFixed(4)))).toEqual([
      -1, 1, -0.2, 0.6, 1, 0,
    ]);
  });
});

describe("words the model does not know", () => {
  const known = new Set(["a", "dog", "by", "the", "sea", "children's"]);

  it("are named as typed, each once", () => {
    expect(unknownWordsOf("A Zebra by the sea, zebra, Zebra", known)).toEqual(["Zebra", "zebra"]);
    expect(unknownWordsOf("a dog by the children's sea", known)).toEqual([]);
  });

  it("are none where a model has no list of its words", () => {
    expect(unknownWordsOf("anything at all", undefined)).toEqual([]);
  });
});

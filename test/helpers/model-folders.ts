import { cp, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { writeDescription } from "../../src/core/models/installing/model-description.ts";
import { readManifest } from "../../src/core/models/manifest/read-manifest.ts";
import {
  type EmbeddingEntry,
  isEmbeddingEntry,
  type ModelEntry,
  manifestSchema,
} from "../../src/core/models/manifest/schema.ts";
import { temporaryDirectory } from "./temporary.ts";
import { testModelsDirectory } from "./test-models.ts";

const smallTowers = join(import.meta.dirname, "../fixtures/small-model");

/** Of the first model, which every folder begins with. */
export const firstId = "test-drawings";
const firstFolder = "drawings";

export interface TestModels {
  directory: string;
  /** Adds a model with the weights of the first under another id, or another revision of one that is there. */
  add(model: { id: string; revision?: string; isFirst?: boolean }): Promise<void>;
  /** Takes a model out of the manifest: its files are gone. */
  remove(id: string): Promise<void>;
  /** Cuts its text tower short. */
  damage(id: string): Promise<void>;
}

/** A folder of models of its own, gone when the test is. */
export async function testModels(...ids: string[]): Promise<TestModels> {
  return testModelsIn(await temporaryDirectory(), ...ids);
}

/** The quick model of tests, and what is added. "small" has other dimensions, and random weights. */
export async function testModelsIn(directory: string, ...ids: string[]): Promise<TestModels> {
  const filter = (path: string) => !path.includes("training");
  await cp(testModelsDirectory, directory, { recursive: true, filter });
  const manifestPath = join(directory, "manifest.json");
  const change = async (work: (entries: ModelEntry[]) => ModelEntry[]) => {
    const manifest = manifestSchema.parse(JSON.parse(await readFile(manifestPath, "utf8")));
    await writeFile(manifestPath, JSON.stringify({ ...manifest, models: work(manifest.models) }));
  };
  const models: TestModels = {
    directory,
    async add({ id, revision = "1", isFirst = false }) {
      const folder = folderOf(id);
      if (id !== firstId)
        await cp(join(directory, firstFolder), join(directory, folder), { recursive: true });
      if (id === "small") await cp(smallTowers, join(directory, folder, "onnx"), { recursive: true });
      await change(([first, ...others]) => {
        if (!first || !isEmbeddingEntry(first)) throw new Error("The manifest names no model.");
        const added = { ...first, id, name: `Model ${id}`, revision, directory: folder };
        const kept = [first, ...others].filter((entry) => entry.id !== id);
        return isFirst ? [added, ...kept] : [...kept, id === "small" ? smallOf(added) : added];
      });
    },
    remove: (id) => change((entries) => entries.filter((entry) => entry.id !== id)),
    damage: (id) => truncate(join(directory, folderOf(id), "onnx/text_model.onnx"), 1000),
  };
  for (const id of ids) await models.add({ id });
  return models;
}

function folderOf(id: string): string {
  return id === firstId ? firstFolder : id;
}

/** 24 dimensions, 64 pixels: fixtures/small-model. */
function smallOf({ files, ...entry }: EmbeddingEntry): EmbeddingEntry {
  return {
    ...entry,
    files: files.map((file) => ({ ...file, sizeBytes: null, sha256: null })),
    dimensions: 24,
    input: { ...entry.input, width: 64, height: 64, shortestEdge: 64 },
  };
}

/** The same quick model as one that came into a library later: its description lies beside its files. */
export async function installIn(libraryDirectory: string, id: string): Promise<void> {
  const { directory, models } = await readManifest(testModelsDirectory);
  const [first] = models;
  if (!first) throw new Error("The manifest names no model.");
  const folder = join(libraryDirectory, "models", id);
  await cp(join(directory, firstFolder), folder, { recursive: true });
  await writeDescription(folder, { ...first, id, origin: "own", directory: undefined });
}

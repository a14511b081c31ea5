import { cp, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryDirectory } from "./temporary.ts";

const shippedModels = join(import.meta.dirname, "../../models");
const smallTowers = join(import.meta.dirname, "../fixtures/small-model");

interface Entry {
  id: string;
  name: string;
  revision: string;
  directory: string;
}

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

/** The shipped model, and what is added. "small" has other dimensions, and random weights. */
export async function testModelsIn(directory: string, ...ids: string[]): Promise<TestModels> {
  await cp(shippedModels, directory, { recursive: true, filter: (path) => !path.includes("training") });
  const manifestPath = join(directory, "manifest.json");
  const change = async (work: (entries: Entry[]) => Entry[]) => {
    const manifest = JSON.parse(await readFile(manifestPath, "utf8")) as { models: Entry[] };
    await writeFile(manifestPath, JSON.stringify({ ...manifest, models: work(manifest.models) }));
  };
  const models: TestModels = {
    directory,
    async add({ id, revision = "1", isFirst = false }) {
      const folder = join(directory, id);
      if (id !== "demo") await cp(join(directory, "demo"), folder, { recursive: true });
      if (id === "small") await makeSmall(folder);
      await change(([first, ...others]) => {
        if (!first) throw new Error("The manifest names no model.");
        const added = { ...first, id, name: `Model ${id}`, revision, directory: id };
        const kept = [first, ...others].filter((entry) => entry.id !== id);
        return isFirst ? [added, ...kept] : [...kept, added];
      });
    },
    remove: (id) => change((entries) => entries.filter((entry) => entry.id !== id)),
    damage: (id) => truncate(join(directory, id, "onnx/text_model.onnx"), 1000),
  };
  for (const id of ids) await models.add({ id });
  return models;
}

/** 24 dimensions, 64 pixels: fixtures/small-model. */
async function makeSmall(folder: string): Promise<void> {
  await cp(smallTowers, join(folder, "onnx"), { recursive: true });
  const edit = async (name: string, changes: object) => {
    const path = join(folder, name);
    await writeFile(path, JSON.stringify({ ...JSON.parse(await readFile(path, "utf8")), ...changes }));
  };
  await edit("config.json", { projection_dim: 24 });
  await edit("preprocessor_config.json", {
    size: { shortest_edge: 64 },
    crop_size: { height: 64, width: 64 },
  });
}

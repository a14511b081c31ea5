import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryDirectory } from "./temporary.ts";

const shippedModels = join(import.meta.dirname, "../../models");

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
}

/** A folder of models of its own: the shipped one, and what a test adds. */
export async function testModels(...ids: string[]): Promise<TestModels> {
  const directory = await temporaryDirectory();
  await cp(shippedModels, directory, { recursive: true, filter: (path) => !path.includes("training") });
  const manifestPath = join(directory, "manifest.json");
  const change = async (work: (entries: Entry[]) => Entry[]) => {
    const manifest = JSON.parse(await readFile(manifestPath, "utf8")) as { models: Entry[] };
    await writeFile(manifestPath, JSON.stringify({ ...manifest, models: work(manifest.models) }));
  };
  const models: TestModels = {
    directory,
    add: ({ id, revision = "1", isFirst = false }) =>
      change(([first, ...others]) => {
        if (!first) throw new Error("The manifest names no model.");
        const added = { ...first, id, name: `Model ${id}`, revision };
        const kept = [first, ...others].filter((entry) => entry.id !== id);
        return isFirst ? [added, ...kept] : [...kept, added];
      }),
    remove: (id) => change((entries) => entries.filter((entry) => entry.id !== id)),
  };
  for (const id of ids) await models.add({ id });
  return models;
}

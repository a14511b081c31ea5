import type { ModelCheck, ModelTrouble } from "../../contract/models.ts";
import { ShoeboxError, troubleOf } from "../errors.ts";
import {
  checkModel,
  type InstalledEmbedder,
  type InstalledModel,
  type InstalledModels,
  importModel,
  type ModelInstaller,
  type ModelReport,
  modelCheckOf,
  type OpenModel,
} from "../models/installing/index.ts";
import { isEmbeddingEntry } from "../models/manifest/schema.ts";
import type { ModelFiles, ModelShelf } from "./model-ports.ts";

interface LibraryShelfParts {
  installed: InstalledModels;
  installer: ModelInstaller;
  /** Loads a model that is tried. */
  open: OpenModel;
}

/** The models in a library's folder, and those that can come into it. */
export class LibraryShelf implements ModelShelf {
  readonly #parts: LibraryShelfParts;
  /** What checks found, until the files are others. */
  readonly #damages = new Map<string, ModelTrouble>();
  readonly #closing = new AbortController();
  readonly #running = new Set<Promise<unknown>>();

  constructor(parts: LibraryShelfParts) {
    this.#parts = parts;
    // Nobody who opens a library waits for what is left of an interrupted download or removal.
    this.#run(() => parts.installed.tidy()).catch(() => {});
  }

  async list(): Promise<readonly ModelFiles[]> {
    const { installed, installer } = this.#parts;
    const { entries, models, broken } = await installed.list();
    const found = new Set(models.map(({ entry }) => entry.id));
    const troubles = new Map(broken.map(({ id, error }) => [id, troubleOf(error)]));
    return entries.filter(isEmbeddingEntry).map((entry) => ({
      entry,
      isInstalled: found.has(entry.id),
      download: installer.progress(entry.id),
      trouble: installer.trouble(entry.id) ?? this.#damages.get(entry.id) ?? troubles.get(entry.id) ?? null,
    }));
  }

  async install(id: string): Promise<void> {
    this.#parts.installer.install(id);
    this.#damages.delete(id);
  }

  cancel(id: string): Promise<void> {
    return this.#parts.installer.cancel(id);
  }

  async remove(id: string): Promise<void> {
    await this.#parts.installer.remove(id);
    this.#damages.delete(id);
  }

  async import(directory: string): Promise<string> {
    const { installed } = this.#parts;
    const check = async (model: InstalledModel) => {
      const { failure } = await this.#check(embedderOf(model));
      if (failure) throw failure;
    };
    const { signal } = this.#closing;
    const { entry } = await this.#run(() => importModel(directory, { installed, check, signal }));
    return entry.id;
  }

  async verify(id: string): Promise<ModelCheck> {
    const model = await this.#parts.installed.find(id);
    if (!model) throw new ShoeboxError("MODEL_MISSING", `The model ${id} is not installed.`);
    const report = await this.#run(() => this.#check(embedderOf(model)));
    if (report.failure) this.#damages.set(id, troubleOf(report.failure));
    else this.#damages.delete(id);
    return modelCheckOf(model.entry, report);
  }

  #check(model: InstalledEmbedder): Promise<ModelReport> {
    return checkModel(model, this.#parts.open, this.#closing.signal);
  }

  async #run<Result>(work: () => Promise<Result>): Promise<Result> {
    const running = work();
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  /** Ends downloads, imports and checks; what has come of a download is kept. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled([this.#parts.installer.close(), ...this.#running]);
  }
}

/** @throws MODEL_MISSING */
function embedderOf({ entry, ...model }: InstalledModel): InstalledEmbedder {
  if (isEmbeddingEntry(entry)) return { ...model, entry };
  throw new ShoeboxError("MODEL_MISSING", `The model ${entry.name} finds no photos by words.`);
}

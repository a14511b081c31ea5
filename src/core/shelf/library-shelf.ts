import type { ModelCheck, ModelTrouble } from "../../contract/models.ts";
import { ShoeboxError, troubleOf } from "../errors.ts";
import {
  checkModel,
  describeOwn,
  type InstalledModel,
  type InstalledModels,
  importModel,
  type ModelInstaller,
  type ModelReport,
  modelCheckOf,
  type TryOut,
} from "../models/installing/index.ts";
import type { ModelTask } from "../models/manifest/schema.ts";
import type { ModelFiles, ModelShelf } from "./model-shelf.ts";

interface LibraryShelfParts {
  installed: InstalledModels;
  installer: ModelInstaller;
  /** How a model of each kind is tried. */
  trials: Record<ModelTask, TryOut>;
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
    return entries.map((entry) => ({
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

  async import(directory: string, task: ModelTask): Promise<string> {
    const { installed } = this.#parts;
    const check = async (model: InstalledModel) => {
      const { failure } = await this.#check(model);
      if (failure) throw failure;
    };
    const { signal } = this.#closing;
    const options = { installed, describeFolder: describeOwn[task], check, signal };
    const { entry } = await this.#run(() => importModel(directory, options));
    return entry.id;
  }

  async verify(id: string): Promise<ModelCheck> {
    const model = await this.#parts.installed.find(id);
    if (!model) throw new ShoeboxError("MODEL_MISSING", `The model ${id} is not installed.`);
    const report = await this.#run(() => this.#check(model));
    if (report.failure) this.#damages.set(id, troubleOf(report.failure));
    else this.#damages.delete(id);
    return modelCheckOf(model.entry, report);
  }

  #check(model: InstalledModel): Promise<ModelReport> {
    return checkModel(model, this.#parts.trials[model.entry.task], this.#closing.signal);
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

import { join } from "node:path";
import { isShoeboxError, ShoeboxError } from "../../errors.ts";
import type { ModelEntry } from "../manifest/schema.ts";
import { readDescription, withSafePaths } from "./model-description.ts";
import { ModelFolders } from "./model-folders.ts";
import { findMissing } from "./verify-files.ts";

/** A model whose files are all there. */
export interface InstalledModel<Entry extends ModelEntry = ModelEntry> {
  entry: Entry;
  /** Absolute. */
  directory: string;
}

/** A folder in the place of models that holds none that can be used, and why. */
export interface BrokenModel {
  id: string;
  error: ShoeboxError;
}

/** What the app was made to know of: see manifest/read-manifest. */
export interface KnownModels {
  /** Where what ships lies. Absolute. */
  directory: string;
  models: readonly ModelEntry[];
}

/** The models that can be used with a library: what ships, and what was downloaded or imported into its folder. */
export class InstalledModels {
  readonly folders: ModelFolders;
  readonly #known: KnownModels;
  #tidied = Promise.resolve();

  constructor(libraryDirectory: string, known: KnownModels) {
    this.folders = new ModelFolders(join(libraryDirectory, "models"));
    this.#known = known;
  }

  /** Every model that is known of: those of the manifest, installed or not, and those that were imported. */
  async entries(): Promise<ModelEntry[]> {
    return (await this.list()).entries;
  }

  #entriesWith(models: readonly InstalledModel[]): ModelEntry[] {
    const installed = new Map(models.map(({ entry }) => [entry.id, entry]));
    const listed = this.#known.models.map((entry) => installed.get(entry.id) ?? entry);
    const ids = new Set(listed.map(({ id }) => id));
    return [...listed, ...[...installed.values()].filter(({ id }) => !ids.has(id))];
  }

  /**
   * What can be used, in the manifest's order, the others behind; what lies there but cannot; and every model that is
   * known of, as `entries` has them.
   */
  async list(): Promise<{ models: InstalledModel[]; broken: BrokenModel[]; entries: ModelEntry[] }> {
    await this.#tidied;
    const [models, broken]: [InstalledModel[], BrokenModel[]] = [[], []];
    for (const look of [...this.#looksAtShipped(), ...(await this.#looksAtLibrary())]) {
      const found = await look();
      if (!found) continue;
      if ("error" in found) broken.push(found);
      else models.push(found);
    }
    const order = new Map(this.#known.models.map(({ id }, index) => [id, index]));
    const placeOf = ({ entry }: InstalledModel) => order.get(entry.id) ?? order.size;
    models.sort((a, b) => placeOf(a) - placeOf(b));
    return { models, broken, entries: this.#entriesWith(models) };
  }

  /** @returns undefined for one that is not installed */
  async find(id: string): Promise<InstalledModel | undefined> {
    const { models } = await this.list();
    return models.find(({ entry }) => entry.id === id);
  }

  /** The entry of a model that can be downloaded. */
  published(id: string): ModelEntry | undefined {
    return this.#known.models.find((entry) => entry.id === id && entry.origin === "published");
  }

  /**
   * Deletes a model's files, and what has come of it so far.
   * @throws QUERY_INVALID for one that ships; LIBRARY_DISK_ERROR, PERMISSION_DENIED
   */
  async remove(id: string): Promise<void> {
    if (this.#known.models.some((entry) => entry.id === id && entry.origin === "shipped")) {
      throw new ShoeboxError("QUERY_INVALID", `The model ${id} is part of Shoebox and cannot be removed.`);
    }
    await this.folders.remove(id);
  }

  /**
   * To be called before anything else, by the one process that has the library open. Whoever asks for models waits for
   * its end; where it fails, what could not be put right stays until the next time.
   */
  tidy(): Promise<void> {
    const tidying = this.folders.tidy((id) => this.published(id) !== undefined);
    this.#tidied = tidying.catch(() => {});
    return tidying;
  }

  #looksAtShipped() {
    const shipped = this.#known.models.filter(({ origin }) => origin === "shipped");
    return shipped.map((entry) => async (): Promise<InstalledModel | BrokenModel | undefined> => {
      const directory = join(this.#known.directory, entry.directory ?? entry.id);
      // An installation may have been packaged without it.
      return (await findMissing(entry, directory)) ? undefined : { entry, directory };
    });
  }

  async #looksAtLibrary() {
    const ids = await this.folders.list();
    return ids.map((id) => () => this.#look(id));
  }

  async #look(id: string): Promise<InstalledModel | BrokenModel> {
    try {
      return await this.#read(id);
    } catch (error) {
      if (isShoeboxError(error)) return { id, error };
      throw error;
    }
  }

  async #read(id: string): Promise<InstalledModel> {
    const directory = this.folders.of(id);
    const described = await readDescription(directory);
    if (described?.id !== id) {
      const message = `The folder ${directory} holds no model that Shoebox put there.`;
      throw new ShoeboxError("MODEL_CORRUPT", message, { path: directory });
    }
    const entry = this.#withLaterWord(described);
    const missing = await findMissing(entry, directory);
    if (!missing) return { entry, directory };
    const path = join(directory, missing.path);
    throw new ShoeboxError("MODEL_MISSING", `The model's file ${path} is missing or cut short.`, { path });
  }

  /** What a newer manifest says of the same weights holds, but for their files: those lie there as they are. */
  #withLaterWord(described: ModelEntry): ModelEntry {
    const known = this.published(described.id);
    const paths = ({ files }: ModelEntry) => files.map(({ path, role }) => `${role} ${path}`).join("\n");
    const isSame = known?.revision === described.revision && paths(known) === paths(described);
    return known && isSame
      ? withSafePaths({ ...known, files: described.files }, "The list of models")
      : described;
  }
}

import type { ModelCard, ModelCheck, ModelList } from "../../contract/models.ts";
import { ShoeboxError } from "../errors.ts";
import { measureSpeed } from "./measure-speed.ts";
import type { ModelFiles, ModelShelf, ModelSwitch } from "./model-ports.ts";
import type { SpeedBook } from "./speed-book.ts";

interface ModelCardsParts {
  shelf: ModelShelf;
  use: ModelSwitch;
  speeds: SpeedBook;
  /** Photos of the library that can be shown. */
  countPhotos(): number;
  onChange(): void;
}

/** What people see of models and can do with them: files and use, brought together. */
export class ModelCards {
  readonly #parts: ModelCardsParts;

  constructor(parts: ModelCardsParts) {
    this.#parts = parts;
  }

  async list(): Promise<ModelList> {
    const models = await this.#parts.shelf.list();
    return { models: models.map((model) => this.#card(model)), photos: this.#parts.countPhotos() };
  }

  /** @throws MODEL_NOT_FOUND and the codes of starting a download */
  async install(id: string): Promise<ModelCard> {
    const { isInstalled, download, trouble } = await this.#find(id);
    // What was found to be damaged, by a check or by a switch, is fetched again.
    const isSound = isInstalled && trouble === null && this.#parts.use.troubleOf(id) === null;
    if (download === null && !isSound) await this.#parts.shelf.install(id);
    return this.#changed(id);
  }

  /** @throws MODEL_NOT_FOUND */
  async cancelInstall(id: string): Promise<ModelCard> {
    if ((await this.#find(id)).download !== null) await this.#parts.shelf.cancel(id);
    return this.#changed(id);
  }

  /** @throws MODEL_NOT_FOUND, MODEL_IN_USE, QUERY_INVALID for a model that ships */
  async remove(id: string): Promise<ModelCard> {
    const found = await this.#find(id);
    this.#refuseInUse(found.entry);
    if (found.entry.origin === "shipped") {
      throw new ShoeboxError(
        "QUERY_INVALID",
        `${found.entry.name} is part of Shoebox: it cannot be removed.`,
      );
    }
    await this.#parts.shelf.remove(id);
    this.#parts.onChange();
    // A model that a person brought is gone from the list with its files.
    const { models } = await this.list();
    return models.find((card) => card.id === id) ?? { ...this.#card(found), isInstalled: false };
  }

  /** @throws MODEL_NOT_FOUND, MODEL_MISSING for one that is not installed, MODEL_CORRUPT */
  async use(id: string, options: { keepsVectors: boolean }): Promise<ModelList> {
    const { entry, isInstalled } = await this.#find(id);
    if (!isInstalled) throw new ShoeboxError("MODEL_MISSING", `${entry.name} is not installed.`);
    await this.#parts.use.use(id, options);
    return this.#changedList();
  }

  async cancelUse(): Promise<ModelList> {
    await this.#parts.use.cancelUse();
    return this.#changedList();
  }

  async pause(): Promise<ModelList> {
    await this.#parts.use.pause();
    return this.#changedList();
  }

  async resume(): Promise<ModelList> {
    await this.#parts.use.resume();
    return this.#changedList();
  }

  /** @throws MODEL_NOT_FOUND, MODEL_IN_USE */
  async dropVectors(id: string): Promise<ModelList> {
    this.#refuseInUse((await this.#find(id)).entry);
    await this.#parts.use.dropVectors(id);
    return this.#changedList();
  }

  /** @throws DIR_NOT_FOUND, MODEL_MISSING, MODEL_CORRUPT, DISK_FULL */
  async import(directory: string): Promise<ModelCard> {
    return this.#changed(await this.#parts.shelf.import(directory));
  }

  /** @throws MODEL_NOT_FOUND, MODEL_MISSING */
  async verify(id: string): Promise<ModelCheck> {
    await this.#findInstalled(id);
    const check = await this.#parts.shelf.verify(id);
    this.#parts.onChange();
    return check;
  }

  /** @throws MODEL_NOT_FOUND, MODEL_MISSING, MODEL_CORRUPT, DISK_FULL */
  async measure(id: string): Promise<ModelCard> {
    const { entry } = await this.#findInstalled(id);
    const speed = await this.#parts.use.using(id, measureSpeed);
    this.#parts.speeds.put(speedKey(entry), { ...speed, measuredAt: new Date().toISOString() });
    return this.#changed(id);
  }

  async #find(id: string): Promise<ModelFiles> {
    const found = (await this.#parts.shelf.list()).find(({ entry }) => entry.id === id);
    if (!found) throw new ShoeboxError("MODEL_NOT_FOUND", `There is no model ${id}.`);
    return found;
  }

  async #findInstalled(id: string): Promise<ModelFiles> {
    const found = await this.#find(id);
    if (!found.isInstalled) throw new ShoeboxError("MODEL_MISSING", `${found.entry.name} is not installed.`);
    return found;
  }

  #refuseInUse({ id, name }: ModelFiles["entry"]): void {
    const { inUse, wanted } = this.#parts.use.state();
    if (id === inUse) throw new ShoeboxError("MODEL_IN_USE", `${name} is in use.`);
    if (id === wanted) throw new ShoeboxError("MODEL_IN_USE", `${name} is about to be used.`);
  }

  async #changed(id: string): Promise<ModelCard> {
    this.#parts.onChange();
    return this.#card(await this.#find(id));
  }

  #changedList(): Promise<ModelList> {
    this.#parts.onChange();
    return this.list();
  }

  #card({ entry, isInstalled, download, trouble }: ModelFiles): ModelCard {
    const { use, speeds } = this.#parts;
    const { inUse, wanted } = use.state();
    const { id, name, revision, summary, languages, licence, origin, isRecommended, dimensions, quality } =
      entry;
    return {
      id,
      name,
      revision,
      summary,
      languages,
      licence,
      origin,
      isRecommended,
      isVerified: entry.verified,
      dimensions,
      inputSizePixels: entry.input.width,
      sizeBytes: sizeOf(entry.files),
      quality,
      speed: speeds.get(speedKey(entry)),
      isInstalled,
      isInUse: id === inUse,
      isWanted: id === wanted,
      vectors: use.vectorsOf(entry),
      download,
      filling: use.fillingOf(id),
      trouble: trouble ?? use.troubleOf(id),
    };
  }
}

function speedKey({ id, revision }: ModelFiles["entry"]): string {
  return `${id}@${revision}`;
}

/** null where a server is the first to tell. */
function sizeOf(files: ModelFiles["entry"]["files"]): number | null {
  let bytes = 0;
  for (const { sizeBytes } of files) {
    if (sizeBytes === null) return null;
    bytes += sizeBytes;
  }
  return bytes;
}

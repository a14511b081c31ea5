import type { ModelCard, ModelCheck, ModelList } from "../../contract/models.ts";
import { ShoeboxError } from "../errors.ts";
import { type EmbeddingEntry, isEmbeddingEntry } from "../models/manifest/schema.ts";
import { commonFacts } from "../shelf/common-facts.ts";
import type { ModelFiles, ModelShelf } from "../shelf/model-shelf.ts";
import { ShelfCards } from "../shelf/shelf-cards.ts";
import { measureSpeed } from "./measure-speed.ts";
import type { ModelSwitch } from "./model-ports.ts";
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
  readonly #cards: ShelfCards<EmbeddingEntry, ModelCard>;

  constructor(parts: ModelCardsParts) {
    this.#parts = parts;
    this.#cards = new ShelfCards(parts.shelf, {
      task: "embedding",
      isOfKind: isEmbeddingEntry,
      cardOf: (files) => this.#card(files),
      troubleOf: (id) => parts.use.troubleOf(id),
      refuseInUse: (entry) => this.#refuseInUse(entry),
      onChange: () => parts.onChange(),
    });
  }

  async list(): Promise<ModelList> {
    return { models: await this.#cards.list(), photos: this.#parts.countPhotos() };
  }

  install(id: string): Promise<ModelCard> {
    return this.#cards.install(id);
  }

  cancelInstall(id: string): Promise<ModelCard> {
    return this.#cards.cancelInstall(id);
  }

  remove(id: string): Promise<ModelCard> {
    return this.#cards.remove(id);
  }

  import(directory: string): Promise<ModelCard> {
    return this.#cards.import(directory);
  }

  verify(id: string): Promise<ModelCheck> {
    return this.#cards.verify(id);
  }

  /** @throws MODEL_NOT_FOUND, MODEL_MISSING for one that is not installed, MODEL_CORRUPT */
  async use(id: string, options: { keepsVectors: boolean }): Promise<ModelList> {
    await this.#cards.findInstalled(id);
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
    this.#refuseInUse((await this.#cards.find(id)).entry);
    await this.#parts.use.dropVectors(id);
    return this.#changedList();
  }

  /** @throws MODEL_NOT_FOUND, MODEL_MISSING, MODEL_CORRUPT, DISK_FULL */
  async measure(id: string): Promise<ModelCard> {
    const { entry } = await this.#cards.findInstalled(id);
    const speed = await this.#parts.use.using(id, measureSpeed);
    this.#parts.speeds.put(speedKey(entry), { ...speed, measuredAt: new Date().toISOString() });
    return this.#cards.changed(id);
  }

  #refuseInUse({ id, name }: EmbeddingEntry): void {
    const { inUse, wanted } = this.#parts.use.state();
    if (id === inUse) throw new ShoeboxError("MODEL_IN_USE", `${name} is in use.`);
    if (id === wanted) throw new ShoeboxError("MODEL_IN_USE", `${name} is about to be used.`);
  }

  #changedList(): Promise<ModelList> {
    this.#parts.onChange();
    return this.list();
  }

  #card(files: ModelFiles<EmbeddingEntry>): ModelCard {
    const { use, speeds } = this.#parts;
    const { inUse, wanted } = use.state();
    const { entry, trouble } = files;
    const { id } = entry;
    return {
      ...commonFacts(files),
      dimensions: entry.dimensions,
      inputSizePixels: entry.input.width,
      speed: speeds.get(speedKey(entry)),
      isInUse: id === inUse,
      isWanted: id === wanted,
      vectors: use.vectorsOf(entry),
      filling: use.fillingOf(id),
      trouble: trouble ?? use.troubleOf(id),
    };
  }
}

function speedKey({ id, revision }: EmbeddingEntry): string {
  return `${id}@${revision}`;
}

import type { ModelFilling, ModelTrouble } from "../../contract/models.ts";
import { isShoeboxError, ShoeboxError, troubleOf } from "../errors.ts";
import type { EmbeddingModel } from "../models/runtime/embedding-model.ts";
import { OneAtATime } from "../one-at-a-time.ts";
import type { IndexKeeper } from "../search/vector-index.ts";
import type { StageScheduler } from "../stages/scheduler.ts";
import { dropVectorsOf } from "./drop-vectors.ts";
import { fillingOf } from "./filling-progress.ts";
import { firstThatOpens } from "./first-that-opens.ts";
import { type ModelSource, openInstalled } from "./model-source.ts";
import type { OpenModel } from "./open-model.ts";
import { OpenModels } from "./open-models.ts";
import type { PixelsParts } from "./pixels-of.ts";
import { stageNameOf } from "./stage-name.ts";
import { Takeover } from "./takeover.ts";

export interface ModelServiceParts extends PixelsParts {
  source: ModelSource;
  stages: StageScheduler;
  /** Photos are coming in, with vectors of the model that is in use. */
  isIndexing: () => boolean;
  /** False while vectors are looked up elsewhere than in the library's own folder. */
  isIndexNeeded: () => boolean;
  /** Vectors that the catalog has are still on their way to where they are looked up. */
  isStoreBehind: () => boolean;
  /** Called when another model is in use, wanted or in trouble. */
  onChange: () => void;
}

/**
 * Which model finds photos, and how another takes over: its vectors are made beside those in use, its index is built,
 * and then, in one step, it is the one that is asked. The one object that everything which needs a model is given.
 */
export class ModelService implements IndexKeeper {
  readonly #parts: ModelServiceParts;
  readonly #open: OpenModels;
  readonly #takeover: Takeover;
  #inUse: OpenModel | undefined;
  /** Why a model that was chosen is not the one at work, by its id. */
  readonly #troubles = new Map<string, ModelTrouble>();
  #whyNone = new ShoeboxError("MODEL_MISSING");
  readonly #changes = new OneAtATime();
  #isFinishing = false;
  #tidied: OpenModel | undefined;

  constructor(parts: ModelServiceParts) {
    this.#parts = parts;
    this.#open = new OpenModels(parts.catalog, parts.isIndexNeeded);
    this.#takeover = new Takeover({ ...parts, open: this.#open });
  }

  /**
   * Opens the model in use for searching, or the one that ships where that is gone: the choice stands, and is followed again once its
   * files are back. Where there is none at all the library opens without.
   */
  async start(): Promise<void> {
    const { catalog, source } = this.#parts;
    const choice = catalog.modelChoice.get();
    const shipped = await source.shippedId().catch((error: unknown) => {
      this.#noteNone(error);
      return undefined;
    });
    const found = await firstThatOpens(source, [choice?.inUse, shipped], (id, error) => {
      this.#troubles.set(id, troubleOf(error));
      this.#noteNone(error);
    });
    if (found) await this.#openForUse(found);
  }

  /** Its photos get their vectors, and so do those of the model that is wanted: where that can be written down. */
  async beginFilling(): Promise<void> {
    if (!this.#inUse) await this.start();
    if (this.#inUse) await this.#takeover.fill(this.#inUse);
    const choice = this.#parts.catalog.modelChoice.get();
    if (choice?.wanted) await this.#goOnWanting(choice.wanted, choice.keepsVectors);
  }

  #noteNone(error: unknown): void {
    if (!isShoeboxError(error)) throw error;
    this.#whyNone = error;
  }

  async #openForUse(model: EmbeddingModel): Promise<void> {
    const { hindrance } = this.#parts.catalog.keeping;
    if (hindrance && !this.#parts.catalog.vectors.knowsModel(model.key)) {
      const message = `No photo of this library was looked at with ${model.name}, and nothing can be kept in it now.`;
      this.#whyNone = new ShoeboxError(hindrance.code, message);
      return;
    }
    this.#inUse = await this.#open.of(model);
  }

  async #goOnWanting(id: string, keepsVectors: boolean): Promise<void> {
    try {
      const model = await openInstalled(this.#parts.source, id);
      if (model.key === this.#inUse?.model.key) return;
      this.#takeover.keepsVectors = keepsVectors;
      await this.#takeover.begin(await this.#open.of(model));
    } catch (error) {
      this.#troubles.set(id, troubleOf(error));
    }
  }

  /** @throws MODEL_MISSING, MODEL_CORRUPT where there is no model to work with */
  get current(): OpenModel {
    if (this.#inUse) return this.#inUse;
    throw this.#whyNone;
  }

  /** Of the vectors that are searched; 0, which no model has, where there is none. */
  get modelId(): number {
    return this.#inUse?.modelId ?? 0;
  }

  get inUse(): EmbeddingModel | undefined {
    return this.#inUse?.model;
  }

  get wanted(): EmbeddingModel | undefined {
    return this.#takeover.wanted?.model;
  }

  /** Why a model that was chosen is not at work. */
  troubleOf(id: string): ModelTrouble | undefined {
    const open = this.atWork(id);
    const stage = open && this.#parts.stages.progressOf(open.stageName);
    return this.#troubles.get(id) ?? stage?.error ?? undefined;
  }

  /** Photos of the library that the model in use has not looked at yet: they cannot be found by what is on them. */
  get photosWaiting(): number {
    return this.#inUse ? this.#takeover.leftOf(this.#inUse) : 0;
  }

  /** Photos that have a vector of the model with this key, whole or not. */
  vectorsOf(key: string): number {
    return this.#parts.catalog.stages.counts(stageNameOf(key)).done;
  }

  /** The model with this id where it is wanted or in use. */
  atWork(id: string): OpenModel | undefined {
    return [this.#takeover.wanted, this.#inUse].find((one) => one?.model.id === id);
  }

  /** How far the vectors of the model that is wanted, or in use, are; null for others, and for whole ones. */
  fillingOf(id: string): ModelFilling | null {
    const open = this.atWork(id);
    return open ? fillingOf(this.#parts.stages.progressOf(open.stageName)) : null;
  }

  /** Works with the model that is in use now, to the end, whatever is in use then. */
  async using<Result>(work: (open: OpenModel) => Promise<Result>): Promise<Result> {
    const open = this.current;
    return open.keepingOpen(() => work(open));
  }

  /** The indexes of the models at work are as the catalog is, where they are needed. */
  indexesReady(): Promise<void> {
    return this.#open.indexesReady();
  }

  /** Vectors are looked up elsewhere from here on. */
  restIndexes(): Promise<void> {
    return this.#open.restIndexes();
  }

  refresh(assetIds: readonly number[]): Promise<void> {
    return this.#open.refresh(assetIds);
  }

  save(): Promise<void> {
    return this.#open.save();
  }

  /**
   * Searches with this model: at once where its vectors are whole, else as soon as they are.
   * @param keepsVectors of the model before it: going back to that is instant then
   * @throws MODEL_MISSING, MODEL_CORRUPT; the model in use stays in use
   */
  use(id: string, { keepsVectors = true } = {}): Promise<void> {
    return this.#changes.run(async () => {
      this.#parts.catalog.keeping.assertNotReadOnly();
      const model = await openInstalled(this.#parts.source, id);
      this.#troubles.delete(id);
      const { wanted } = this.#takeover;
      if (wanted && wanted.model.key !== model.key) await this.#takeover.giveUp();
      if (!this.#inUse) {
        await this.#openForUse(model);
        await this.#takeover.fill(this.current);
      } else if (this.#inUse.model.key !== model.key) {
        this.#takeover.keepsVectors = keepsVectors;
        if (!this.#takeover.wanted) await this.#takeover.beginTrying(await this.#open.of(model));
      }
      this.#choose();
      this.#parts.stages.resume((this.#takeover.wanted ?? this.current).stageName);
      // Whoever asks again may have connected one that nobody watches for.
      this.#parts.stages.disksChanged();
      await this.#finishIfWhole();
      this.#parts.onChange();
    });
  }

  /** Writes down what is chosen. */
  #choose(): void {
    const { catalog } = this.#parts;
    const { wanted, keepsVectors } = this.#takeover;
    // Where its files are gone the choice stands.
    const inUse = this.inUse?.id ?? catalog.modelChoice.get()?.inUse;
    if (inUse === undefined) return;
    const choice = { inUse, wanted: wanted?.model.id ?? null, keepsVectors };
    catalog.transaction(() => catalog.modelChoice.put(choice));
  }

  /** A stage did a batch: the model that is wanted, or the one in use, may be whole now. */
  progressed(): void {
    const [wanted, inUse] = [this.#takeover.wanted, this.#inUse];
    const isWhole = wanted && this.#takeover.leftOf(wanted) === 0 && !this.#troubles.has(wanted.model.id);
    // While photos come in they would be missing from what is searched: it takes over when it has been given those too.
    if (isWhole && !this.#isFinishing && !this.#parts.isIndexing() && !this.#parts.isStoreBehind()) {
      void this.#changes.run(() => this.#finishIfWhole());
    }
    if (inUse && this.#tidied !== inUse && this.#takeover.leftOf(inUse) === 0) {
      // What could not be dropped now is by the next process.
      this.#changes.run(() => this.#tidy(inUse)).catch(() => {});
    }
  }

  /** What older revisions of the model in use made can be asked by nobody any more, once its own vectors are whole. */
  async #tidy(inUse: OpenModel): Promise<void> {
    if (this.#tidied === inUse) return;
    this.#tidied = inUse;
    const { id, key } = inUse.model;
    if (this.wanted?.id !== id) await dropVectorsOf(this.#parts.catalog, id, key);
  }

  async #finishIfWhole(): Promise<void> {
    const id = this.wanted?.id;
    if (id === undefined || this.#parts.isStoreBehind()) return;
    this.#isFinishing = true;
    try {
      const whole = await this.#takeover.finish();
      if (whole) this.#switchTo(whole);
    } catch (error) {
      this.#troubles.set(id, troubleOf(error));
      this.#parts.onChange();
    } finally {
      this.#isFinishing = false;
    }
  }

  /** The one step: from here on the other one is asked. */
  #switchTo(whole: OpenModel): void {
    const before = this.#inUse;
    const { keepsVectors } = this.#takeover;
    this.#inUse = whole;
    this.#choose();
    this.#parts.onChange();
    if (!before) return;
    const retired = this.#takeover.retire(before);
    if (!keepsVectors) void retired.then(() => this.dropVectors(before.model.id)).catch(() => {});
  }

  /** The model in use stays in use; what the other has so far is kept. */
  cancelUse(): Promise<void> {
    return this.#changes.run(async () => {
      const id = this.wanted?.id;
      if (id === undefined) return;
      this.#troubles.delete(id);
      await this.#takeover.giveUp();
      this.#choose();
      this.#parts.onChange();
    });
  }

  /** Pauses the filling of the model that is wanted. */
  pause(): void {
    const { wanted } = this.#takeover;
    if (wanted) this.#parts.stages.pause(wanted.stageName);
  }

  resume(): void {
    const { wanted } = this.#takeover;
    if (!wanted) return;
    this.#troubles.delete(wanted.model.id);
    this.#parts.stages.resume(wanted.stageName);
  }

  /**
   * Frees the room that a model's vectors take, those of its older revisions too.
   * @throws QUERY_INVALID for the model in use, and for the one that is wanted
   */
  async dropVectors(id: string): Promise<void> {
    if (this.#isNeeded(id)) {
      throw new ShoeboxError("QUERY_INVALID", `The vectors of ${id} are needed: choose another model first.`);
    }
    // A job that began with it may still be at it.
    await this.#open.allClosed(id);
    await this.#changes.run(async () => {
      if (this.#isNeeded(id)) return;
      await dropVectorsOf(this.#parts.catalog, id);
      this.#parts.onChange();
    });
  }

  #isNeeded(id: string): boolean {
    return this.inUse?.id === id || this.wanted?.id === id;
  }

  /** Resolves when every photo that can be looked at now has its vector of the model in use. */
  async filled(): Promise<void> {
    if (this.#inUse) await this.#parts.stages.settled(this.#inUse.stageName);
  }

  /**
   * Resolves when the model that is wanted has taken over, or as much is done as can be done now.
   * @throws what kept it from it
   */
  async switched(): Promise<void> {
    const { wanted } = this.#takeover;
    if (wanted) await this.#parts.stages.settled(wanted.stageName);
    await this.#changes.run(() => this.#finishIfWhole());
  }

  /** Jobs and stages have ended before. */
  async close(): Promise<void> {
    await this.#changes.settled();
    await this.#open.close();
  }
}

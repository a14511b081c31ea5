import { stageImportance } from "../stages/importance.ts";
import { QueuedStage } from "../stages/queued-stage.ts";
import type { StageScheduler } from "../stages/scheduler.ts";
import { Filling } from "./filling.ts";
import type { OpenModel } from "./open-model.ts";
import type { OpenModels } from "./open-models.ts";
import type { PixelsParts } from "./pixels-of.ts";

export interface TakeoverParts extends PixelsParts {
  stages: StageScheduler;
  open: OpenModels;
}

/** A text that every tower must know what to do with. */
const anyText = "a photo";

/** The model that is wanted, on its way into use: its vectors are made, its index built, its text tower tried. */
export class Takeover {
  readonly #parts: TakeoverParts;
  #wanted: OpenModel | undefined;
  /** Whether the vectors of the model before it stay. */
  keepsVectors = true;

  constructor(parts: TakeoverParts) {
    this.#parts = parts;
  }

  get wanted(): OpenModel | undefined {
    return this.#wanted;
  }

  /** @throws MODEL_MISSING, MODEL_CORRUPT for one that cannot even be asked: nothing is begun for it */
  async beginTrying(open: OpenModel): Promise<void> {
    try {
      await open.embedText(anyText);
    } catch (error) {
      await this.#parts.open.retire(open);
      throw error;
    }
    await this.begin(open);
  }

  async begin(open: OpenModel): Promise<void> {
    this.#wanted = open;
    await this.fill(open);
  }

  /** A model's vectors are made, for photos that are in and for those that come. */
  async fill(open: OpenModel): Promise<void> {
    const importance = () => (this.#wanted === open ? stageImportance.nextModel : stageImportance.search);
    const filling = new Filling(this.#parts, open, importance);
    this.#parts.stages.add(await QueuedStage.open(this.#parts.catalog, filling));
  }

  leftOf({ stageName }: OpenModel): number {
    return this.#parts.catalog.stages.counts(stageName).left;
  }

  /**
   * Everything that search needs is there before the step is made: the index and the text tower.
   * @returns the model that is to be in use from now on; undefined where photos came in meanwhile that it was not given
   * @throws MODEL_MISSING, MODEL_CORRUPT
   */
  async finish(): Promise<OpenModel | undefined> {
    const wanted = this.#wanted;
    if (!wanted || this.leftOf(wanted) > 0) return undefined;
    await wanted.index.ready();
    // On a full disk it is built anew by the next process.
    await wanted.index.save().catch(() => undefined);
    await wanted.embedText(anyText);
    if (this.leftOf(wanted) > 0) return undefined;
    this.#wanted = undefined;
    return wanted;
  }

  /** What its vectors are so far is kept. */
  async giveUp(): Promise<void> {
    const wanted = this.#wanted;
    this.#wanted = undefined;
    if (wanted) await this.retire(wanted);
  }

  /** Told at once that it is not needed, so that it can be recalled from now on. */
  retire(open: OpenModel): Promise<void> {
    void this.#parts.stages.remove(open.stageName);
    return this.#parts.open.retire(open);
  }
}

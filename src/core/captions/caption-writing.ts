import type { CaptioningMode } from "../../contract/captions.ts";
import { captionsStageName } from "../catalog/captions.ts";
import { captionerKeyOf } from "../models/captioners/captioner.ts";
import { OneAtATime } from "../one-at-a-time.ts";
import { QueuedStage } from "../stages/queued-stage.ts";
import type { StageScheduler } from "../stages/scheduler.ts";
import type { CaptionerChoice } from "./captioner-choice.ts";
import { CaptionsStage, type CaptionsStageParts } from "./captions-stage.ts";

interface CaptionWritingParts extends CaptionsStageParts {
  stages: StageScheduler;
  choice: CaptionerChoice;
}

/** The stage that writes captions, as it is wanted: none while they are off, or while there is no captioner. */
export class CaptionWriting {
  readonly #parts: CaptionWritingParts;
  /** What changes the stage. */
  readonly #changes = new OneAtATime();
  readonly #closing = new AbortController();
  #hasBegun = false;
  /** Photos that were asked for while captions are off. */
  #asked: Promise<void> = Promise.resolve();

  constructor(parts: CaptionWritingParts) {
    this.#parts = parts;
  }

  begin(): Promise<void> {
    this.#hasBegun = true;
    return this.#changes.run(() => this.#open());
  }

  async setMode(mode: CaptioningMode): Promise<void> {
    const { catalog, stages } = this.#parts;
    await this.#changes.run(async () => {
      if (catalog.captionerChoice.get().mode === mode) return;
      catalog.transaction(() => {
        catalog.captionerChoice.setMode(mode);
        // All are looked at again: what has its caption is settled without one.
        catalog.captionerChoice.renew();
      });
      await this.#reopen();
    });
    stages.wake(captionsStageName);
  }

  /** Another captioner is in use, or none. */
  async captionerChanged(): Promise<void> {
    const { stages, catalog, onWritten } = this.#parts;
    if (!this.#hasBegun || this.#closing.signal.aborted || catalog.keeping.hindrance) return;
    try {
      await this.#changes.run(() => this.#reopen());
    } catch (error) {
      // A full disk is said elsewhere; what is due is written down when the library is opened next.
      if (!catalog.keeping.hindrance) throw error;
    }
    stages.wake(captionsStageName);
    onWritten();
  }

  /** While captions are off nobody writes any but what a person asks for. */
  ask(assetIds: readonly number[]): void {
    const { catalog, choice, stages } = this.#parts;
    const model = choice.current();
    if (!model || stages.progressOf(captionsStageName)) return;
    const stage = new CaptionsStage(this.#parts, model, catalog.captionerChoice.get());
    this.#asked = this.#asked.then(() => this.#writeAsked(stage, assetIds)).catch(() => {});
  }

  async #writeAsked(stage: CaptionsStage, assetIds: readonly number[]): Promise<void> {
    const { catalog } = this.#parts;
    const { signal } = this.#closing;
    const left = new Set(assetIds);
    while (left.size > 0 && !signal.aborted) {
      const some = [...left].slice(0, stage.batchSize);
      const { outcomes, write, written } = await stage.process(some, { isAwaited: true, signal });
      catalog.transaction(write);
      await written?.();
      // Another captioner, or another mode: whoever is at work by now sees to the rest.
      if (outcomes.size === 0) return;
      for (const assetId of outcomes.keys()) left.delete(assetId);
    }
  }

  async #reopen(): Promise<void> {
    await this.#parts.stages.remove(captionsStageName);
    await this.#open();
  }

  async #open(): Promise<void> {
    const { catalog, stages, choice } = this.#parts;
    const model = choice.current();
    const { mode, key } = catalog.captionerChoice.get();
    if (!model || mode === "off" || stages.progressOf(captionsStageName)) return;
    const keyNow = captionerKeyOf(model);
    if (key !== keyNow) {
      catalog.transaction(() => {
        catalog.captionerChoice.setKey(keyNow);
        catalog.captionerChoice.renew();
      });
    }
    const work = new CaptionsStage(this.#parts, model, catalog.captionerChoice.get());
    const stage = await QueuedStage.open(catalog, work);
    catalog.transaction(() => catalog.captions.hurryCaredFor());
    if (!this.#closing.signal.aborted) stages.add(stage);
  }

  /** After the stages are closed. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all([this.#changes.settled(), this.#asked]);
  }
}

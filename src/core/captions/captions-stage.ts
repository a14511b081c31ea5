import type { CaptioningChoice } from "../catalog/captioner-choice.ts";
import { type CaptionSituation, captionsStageName } from "../catalog/captions.ts";
import { type CaptioningModel, captionerKeyOf, type Sentence } from "../models/captioners/captioner.ts";
import { stageImportance } from "../stages/importance.ts";
import type { BatchResult, Outcome, QueuedWork } from "../stages/queued-stage.ts";
import type { Turn } from "../stages/stage.ts";
import { lookAtPhotos, type SeenPhoto } from "../switching/look-at-photos.ts";
import type { PixelsParts } from "../switching/pixels-of.ts";
import type { CaptionOutcome } from "../workers/caption-isolating.ts";
import type { CaptionerAtWork } from "./captioner-at-work.ts";
import { keepSentence } from "./keep-sentence.ts";
import { type NextStep, nextStepOf } from "./next-step.ts";

/** Photos that are captioned together: what was not written down is lost when the process ends. */
const writtenAtOnce = 8;

/** Of those whose turn it is: most are settled without being looked at when all are asked for anew. */
const judgedAtOnce = 256;

export interface CaptionsStageParts extends PixelsParts {
  captioner: CaptionerAtWork;
  /** Captions were written. */
  onWritten: () => void;
}

/** Writes a sentence on what can be seen in each photo that is to have one, in the background. */
export class CaptionsStage implements QueuedWork {
  readonly name = captionsStageName;
  readonly title = "Writing captions";
  readonly importance = stageImportance.captions;
  readonly isApart = true;
  readonly batchSize = judgedAtOnce;
  readonly #parts: CaptionsStageParts;
  readonly #model: CaptioningModel;
  readonly #choice: CaptioningChoice;

  /** @param choice as it is now: a batch that was begun before it changed writes nothing */
  constructor(parts: CaptionsStageParts, model: CaptioningModel, choice: CaptioningChoice) {
    this.#parts = parts;
    this.#model = model;
    this.#choice = choice;
  }

  get version(): number {
    return this.#choice.version;
  }

  async process(assetIds: readonly number[], { signal }: Turn): Promise<BatchResult> {
    const steps = this.#stepsOf(assetIds);
    const settled = [...steps].filter(([, step]) => step !== "write");
    // What needs no look waits for none.
    if (settled.length > 0) return this.#settle(new Map(settled));
    return this.#write([...steps.keys()].slice(0, writtenAtOnce), signal);
  }

  /** In the order in which they are due. */
  #stepsOf(assetIds: readonly number[]): Map<number, NextStep> {
    const known = this.#situations(assetIds);
    const stepOf = (situation: CaptionSituation | undefined): NextStep =>
      situation ? nextStepOf(situation, { mode: this.#choice.mode, key: this.#key }) : "unwanted";
    return new Map(assetIds.map((assetId) => [assetId, stepOf(known.get(assetId))]));
  }

  #settle(steps: ReadonlyMap<number, NextStep>): BatchResult {
    const outcomes = new Map<number, Outcome>();
    const write = () => {
      if (!this.#isCurrent()) return;
      for (const [assetId, step] of this.#stepsOf([...steps.keys()])) {
        if (step !== "write") outcomes.set(assetId, { kind: step });
      }
    };
    return { outcomes, write };
  }

  async #write(assetIds: readonly number[], signal: AbortSignal): Promise<BatchResult> {
    const outcomes = new Map<number, Outcome>();
    const seen = await lookAtPhotos(this.#parts, assetIds, this.#model.entry.input, { outcomes, signal });
    const said = await this.#caption(seen, signal);
    if (signal.aborted) return { outcomes: new Map(), write: () => {} };
    const sentencesOf = new Map<number, readonly Sentence[]>();
    for (const [index, outcome] of said.entries()) {
      const { assetId } = seen[index] as SeenPhoto;
      if ("sentences" in outcome) sentencesOf.set(assetId, outcome.sentences);
      else outcomes.set(assetId, { kind: "failed", problem: outcome.problem });
    }
    const write = () => {
      if (!this.#isCurrent()) return outcomes.clear();
      for (const outcome of this.#keep(assetIds, sentencesOf)) outcomes.set(...outcome);
    };
    return { outcomes, write, written: async () => this.#parts.onWritten() };
  }

  /** A person may have written, rejected or undone meanwhile: what holds now decides. */
  #keep(
    assetIds: readonly number[],
    sentencesOf: ReadonlyMap<number, readonly Sentence[]>,
  ): [number, Outcome][] {
    const { catalog } = this.#parts;
    const known = this.#situations(assetIds);
    return [...this.#stepsOf([...sentencesOf.keys()])].map(([assetId, step]) => {
      const situation = known.get(assetId);
      if (step !== "write" || !situation) return [assetId, { kind: step === "write" ? "unwanted" : step }];
      keepSentence(catalog, situation, {
        model: this.#model,
        sentences: sentencesOf.get(assetId) ?? [],
      });
      return [assetId, { kind: "done" }];
    });
  }

  #situations(assetIds: readonly number[]): Map<number, CaptionSituation> {
    const all = this.#parts.catalog.captions.situations(assetIds);
    return new Map(all.map((situation) => [situation.assetId, situation]));
  }

  get #key(): string {
    return captionerKeyOf(this.#model);
  }

  #isCurrent(): boolean {
    const { version, mode } = this.#parts.catalog.captionerChoice.get();
    return version === this.#choice.version && mode === this.#choice.mode;
  }

  /** In the same order. */
  async #caption(seen: readonly SeenPhoto[], signal: AbortSignal): Promise<CaptionOutcome[]> {
    if (seen.length === 0) return [];
    const pictures = seen.map(({ pixels }) => pixels.modelInput);
    try {
      return await this.#parts.captioner.using(this.#model, (pool) =>
        pool.captionEach(pictures, { signal, isPolite: true }),
      );
    } catch (error) {
      // The library is being closed.
      if (signal.aborted) return [];
      throw error;
    }
  }
}

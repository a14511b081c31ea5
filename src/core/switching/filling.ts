import type { BatchResult, Outcome, QueuedWork } from "../stages/queued-stage.ts";
import type { Turn } from "../stages/stage.ts";
import { toHalfFloats } from "../vectors/half-float.ts";
import { embedIsolating } from "../workers/embed-isolating.ts";
import { embedPictures } from "../workers/embed-pictures.ts";
import { lookAtPhotos } from "./look-at-photos.ts";
import type { OpenModel } from "./open-model.ts";
import type { PixelsParts } from "./pixels-of.ts";

/** From 8 pictures on a batch costs a tenth less a picture, from 32 on nothing more. */
const batchSize = 32;

/**
 * Gives photos their vectors of one model: only pixels are needed, nothing is hashed again. The stage of the model in
 * use makes up for what indexing did not do; that of the model that is wanted makes all of them.
 */
export class Filling implements QueuedWork {
  readonly version = 1;
  readonly batchSize = batchSize;
  readonly #parts: PixelsParts;
  readonly #target: OpenModel;
  readonly #importance: () => number;

  /** @param importance rises when the model comes into use */
  constructor(parts: PixelsParts, target: OpenModel, importance: () => number) {
    this.#parts = parts;
    this.#target = target;
    this.#importance = importance;
  }

  get importance(): number {
    return this.#importance();
  }

  get name(): string {
    return this.#target.stageName;
  }

  get title(): string {
    return `Looking at photos with ${this.#target.model.name}`;
  }

  get modelId(): number {
    return this.#target.modelId;
  }

  /** Its index is given what was written, though it be retired meanwhile. */
  around<Result>(batch: () => Promise<Result>): Promise<Result> {
    return this.#target.keepingOpen(batch);
  }

  async process(assetIds: readonly number[], { signal }: Turn): Promise<BatchResult> {
    // Kept in step from the first batch on: it is there when the last photo has its vector.
    await this.#target.index.ready();
    const outcomes = new Map<number, Outcome>();
    const seen = await lookAtPhotos(this.#parts, assetIds, this.#target.model.input, { outcomes, signal });
    if (signal.aborted) return { outcomes: new Map(), write: () => {} };
    const { embedded, failed } = await embedIsolating(seen, (items) =>
      embedPictures(
        items.map(({ pixels }) => pixels),
        this.#target.inferencePool,
        true,
      ),
    );
    for (const { item, problem } of failed) outcomes.set(item.assetId, { kind: "failed", problem });
    const entries = embedded.map(({ item: { assetId }, vector }) => ({ assetId, vector }));
    const { catalog } = this.#parts;
    // Gone while it was looked at: its vector would be nobody's.
    const isKnown = ({ assetId }: { assetId: number }) => catalog.photos.get(assetId) !== undefined;
    return {
      outcomes,
      write: () => {
        for (const { assetId, vector } of entries.filter(isKnown)) {
          catalog.vectors.put(this.modelId, assetId, toHalfFloats(vector));
          outcomes.set(assetId, { kind: "done" });
        }
      },
      written: () =>
        this.#target.index.put(entries.filter(({ assetId }) => catalog.assets.isPresent(assetId))),
    };
  }
}

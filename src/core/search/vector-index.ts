import type { Catalog } from "../catalog/index.ts";
import { fromHalfFloats } from "../vectors/half-float.ts";
import type { VectorEntry, VectorMatch, VectorStore } from "../vectors/vector-store.ts";

const catchUpBatchSize = 256;

interface Mark {
  modelKey: string;
  /** The last vector of the catalog that the store had when it was saved. */
  lastSequence: number;
  /** The last change of photos that it had; older Shoeboxes did not write it. */
  revision?: number;
}

/** What keeps indexes in step with photos that come and go. */
export interface IndexKeeper {
  /** Takes out photos that are gone, puts back those that are there again. */
  refresh(assetIds: readonly number[]): Promise<void>;
  save(): Promise<void>;
}

function parseMark(text: string | undefined): Mark | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as Mark);
}

/**
 * A vector store kept in step with the catalog, which is the truth. It holds the photos that are there and have a
 * vector of this model, no others. Opened by its first use: it then adds what came since it was saved, and is filled
 * anew when it is missing, damaged, of another model, or does not hold as many as it should.
 */
export class VectorIndex implements IndexKeeper {
  readonly modelId: number;
  readonly #modelKey: string;
  readonly #store: VectorStore;
  readonly #catalog: Catalog;
  #lastSequence = 0;
  #opening: Promise<void> | undefined;
  #isReady = false;
  #hasMissed = false;

  constructor(store: VectorStore, catalog: Catalog, model: { modelId: number; modelKey: string }) {
    this.#store = store;
    this.#catalog = catalog;
    this.modelId = model.modelId;
    this.#modelKey = model.modelKey;
  }

  /** Resolves when the store is in step. */
  ready(): Promise<void> {
    this.#opening ??= this.#open();
    return this.#opening;
  }

  async #open(): Promise<void> {
    const mark = parseMark(this.#store.savedMark());
    if (mark?.modelKey === this.#modelKey) {
      this.#lastSequence = mark.lastSequence;
      await this.#catchUp();
      // While another model was in use nobody told this index of photos that came and went.
      if (mark.revision !== undefined) await this.#step(this.#catalog.photos.changedSince(mark.revision));
    } else {
      await this.#store.clear();
      await this.#catchUp();
    }
    if ((await this.#store.count()) !== this.#catalog.vectors.count(this.modelId)) {
      await this.#store.clear();
      this.#lastSequence = 0;
      await this.#catchUp();
    }
    while (this.#hasMissed) await this.#catchUp();
    this.#isReady = true;
  }

  /** Adds what the catalog has beyond the last sequence, until nothing came in meanwhile. */
  async #catchUp(): Promise<void> {
    do {
      this.#hasMissed = false;
      for (;;) {
        const rows = this.#catalog.vectors.after(this.modelId, this.#lastSequence, catchUpBatchSize);
        if (rows.length === 0) break;
        await this.#store.upsert(
          rows.map((row) => ({ assetId: row.assetId, vector: fromHalfFloats(row.vector) })),
        );
        this.#lastSequence = rows.at(-1)?.sequence ?? this.#lastSequence;
      }
    } while (this.#hasMissed);
  }

  /** Vectors that the catalog has just been given. */
  async put(entries: readonly VectorEntry[]): Promise<void> {
    if (this.#isReady) await this.#store.upsert(entries);
    else this.#hasMissed = true;
  }

  async refresh(assetIds: readonly number[]): Promise<void> {
    if (assetIds.length === 0) return;
    await this.ready();
    await this.#step(assetIds);
  }

  async #step(assetIds: readonly number[]): Promise<void> {
    const { assets } = this.#catalog;
    await this.#store.remove(assetIds.filter((assetId) => !assets.isPresent(assetId)));
    const missing: number[] = [];
    for (const assetId of assetIds) {
      if (assets.isPresent(assetId) && !(await this.#store.has(assetId))) missing.push(assetId);
    }
    for (let start = 0; start < missing.length; start += catchUpBatchSize) {
      const batch = missing.slice(start, start + catchUpBatchSize);
      await this.#store.upsert(batch.flatMap((assetId) => this.#entryOf(assetId) ?? []));
    }
  }

  #entryOf(assetId: number): VectorEntry | undefined {
    const vector = this.vectorOf(assetId);
    return vector && { assetId, vector };
  }

  /** float32 [dimensions]; undefined for a photo that has no embedding yet. */
  vectorOf(assetId: number): Float32Array | undefined {
    const bytes = this.#catalog.vectors.get(this.modelId, assetId);
    return bytes && fromHalfFloats(bytes);
  }

  async search(vector: Float32Array, limit: number): Promise<VectorMatch[]> {
    await this.ready();
    return this.#store.search(vector, limit);
  }

  async count(): Promise<number> {
    await this.ready();
    return this.#store.count();
  }

  /** Makes the store durable, if it was ever opened. */
  async save(): Promise<void> {
    if (!this.#isReady) return;
    const mark: Mark = {
      modelKey: this.#modelKey,
      lastSequence: this.#catalog.vectors.lastSequence(this.modelId),
      revision: this.#catalog.photos.revision(),
    };
    await this.#store.save(JSON.stringify(mark));
  }

  async close(): Promise<void> {
    await this.#opening?.catch(() => undefined);
    // What is not saved is made anew from the catalog: a full disk is no reason not to end.
    await this.save().catch(() => undefined);
    await this.#store.close();
  }
}

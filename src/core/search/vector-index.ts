import type { Catalog } from "../catalog/index.ts";
import { fromHalfFloats } from "../vectors/half-float.ts";
import type { VectorEntry, VectorMatch, VectorStore } from "../vectors/vector-store.ts";

const catchUpBatchSize = 256;

interface Mark {
  modelKey: string;
  /** The last vector of the catalog that the store had when it was saved. */
  lastSequence: number;
}

function parseMark(text: string | undefined): Mark | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as Mark);
}

/**
 * A vector store kept in step with the catalog, which is the truth. It holds the photos that are there and have a
 * vector of this model, no others. Opened by its first use: it then adds what came since it was saved, and is filled
 * anew when it is missing, damaged, of another model, or does not hold as many as it should.
 */
export class VectorIndex {
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
    if (mark?.modelKey === this.#modelKey) this.#lastSequence = mark.lastSequence;
    else await this.#store.clear();
    await this.#catchUp();
    if ((await this.#store.count()) !== this.#catalog.vectors.count(this.modelId)) {
      await this.#store.clear();
      this.#lastSequence = 0;
      await this.#catchUp();
    }
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

  /** Takes out photos that are gone, puts back those that are there again. */
  async refresh(assetIds: readonly number[]): Promise<void> {
    if (assetIds.length === 0) return;
    await this.ready();
    const gone = assetIds.filter((assetId) => !this.#catalog.assets.isPresent(assetId));
    await this.#store.remove(gone);
    const there = assetIds.filter((assetId) => this.#catalog.assets.isPresent(assetId));
    await this.#store.upsert(there.flatMap((assetId) => this.#entryOf(assetId) ?? []));
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

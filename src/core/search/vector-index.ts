import type { Catalog } from "../catalog/index.ts";
import { OneAtATime } from "../one-at-a-time.ts";
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

export interface VectorIndexParts {
  catalog: Catalog;
  modelId: number;
  modelKey: string;
  /** Opens the store as it was saved. */
  openStore: () => VectorStore;
  /** False while another store is asked: it then takes neither memory nor time, and catches up when it is needed again. */
  isNeeded: () => boolean;
}

/**
 * A vector store kept in step with the catalog, which is the truth. It holds the photos that are there and have a
 * vector of this model, no others. Opened by its first use: it then adds what came since it was saved, and is filled
 * anew when it is missing, damaged, of another model, or does not hold as many as it should.
 */
export class VectorIndex implements IndexKeeper {
  readonly modelId: number;
  readonly modelKey: string;
  readonly #parts: VectorIndexParts;
  readonly #catalog: Catalog;
  #openStore: VectorStore | undefined;
  #lastSequence = 0;
  #opening: Promise<void> | undefined;
  #isReady = false;
  #hasMissed = false;
  /** While its file is being written or cleared nobody opens it. */
  readonly #puttingAway = new OneAtATime();

  constructor(parts: VectorIndexParts) {
    this.#parts = parts;
    this.#catalog = parts.catalog;
    this.modelId = parts.modelId;
    this.modelKey = parts.modelKey;
  }

  get #store(): VectorStore {
    this.#openStore ??= this.#parts.openStore();
    return this.#openStore;
  }

  /** Resolves when the store is in step; at once while it is not needed. */
  async ready(): Promise<void> {
    if (!this.#parts.isNeeded()) return;
    await this.#puttingAway.settled();
    this.#opening ??= this.#open();
    await this.#opening;
  }

  /** Nobody asks it for a while: what it holds is saved, and its memory given back. */
  rest(): Promise<void> {
    return this.#putAway(() => this.save().catch(() => undefined));
  }

  /** Makes it anew from the catalog. */
  async rebuild(): Promise<void> {
    await this.#putAway(async () => {
      await this.#store.clear();
      await this.#store.save("{}");
    });
    await this.ready();
  }

  /** @param last what is done to the store before it is closed */
  #putAway(last: () => Promise<void>): Promise<void> {
    return this.#puttingAway.run(async () => {
      await this.#opening?.catch(() => undefined);
      try {
        await last();
      } finally {
        const store = this.#openStore;
        this.#openStore = undefined;
        this.#opening = undefined;
        this.#isReady = false;
        this.#lastSequence = 0;
        await store?.close();
      }
    });
  }

  async #open(): Promise<void> {
    const mark = parseMark(this.#store.savedMark());
    if (mark?.modelKey === this.modelKey) {
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
    // Where it is not needed it is told of all that came and went by the catalog, once it is.
    if (assetIds.length === 0 || !this.#parts.isNeeded()) return;
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

  /** Whether the vector of a photo lies in the store as the catalog has it: it is found by itself. */
  async holds(assetId: number): Promise<boolean> {
    await this.ready();
    const vector = this.vectorOf(assetId);
    if (!vector || !(await this.#store.has(assetId))) return false;
    const matches = await this.#store.search(vector, 10);
    const sameScore = matches[0]?.score ?? 0;
    return matches.some((match) => match.assetId === assetId) || sameScore > 0.999;
  }

  async has(assetId: number): Promise<boolean> {
    await this.ready();
    return this.#store.has(assetId);
  }

  async count(): Promise<number> {
    await this.ready();
    return this.#store.count();
  }

  /** Makes the store durable, if it was ever opened. */
  async save(): Promise<void> {
    if (!this.#isReady) return;
    const mark: Mark = {
      modelKey: this.modelKey,
      lastSequence: this.#catalog.vectors.lastSequence(this.modelId),
      revision: this.#catalog.photos.revision(),
    };
    await this.#store.save(JSON.stringify(mark));
  }

  async close(): Promise<void> {
    // What is not saved is made anew from the catalog: a full disk is no reason not to end.
    await this.rest();
  }
}

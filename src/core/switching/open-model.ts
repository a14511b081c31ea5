import type { Catalog } from "../catalog/index.ts";
import type { ClipModel } from "../models/clip-model.ts";
import { QueryCache } from "../search/query-cache.ts";
import { VectorIndex } from "../search/vector-index.ts";
import { EmbeddedVectorStore } from "../vectors/embedded-store.ts";
import { type InferencePool, startInferencePool } from "../workers/inference-pool.ts";
import { adoptOnlyIndex, indexPathOf } from "./index-file.ts";

/**
 * A model with all that belongs to it: its vectors are of its key and no other, and so are the index they lie in and
 * the queries that are asked of that. Whoever works with one takes it first, and gives it back: it is closed when it is
 * retired and nobody works with it any more.
 */
export class OpenModel {
  readonly model: ClipModel;
  readonly modelId: number;
  readonly index: VectorIndex;
  readonly inferencePool: InferencePool;
  readonly #queries: QueryCache;
  #users = 0;
  #isRetired = false;
  #closing: Promise<void> | undefined;
  readonly #onClosed: (() => void)[] = [];

  constructor(catalog: Catalog, model: ClipModel) {
    const { libraryDirectory } = catalog;
    const { key: modelKey, dimensions } = model;
    this.model = model;
    this.modelId = catalog.vectors.modelId(modelKey, dimensions);
    adoptOnlyIndex(libraryDirectory, this.modelId, modelKey);
    const store = new EmbeddedVectorStore(indexPathOf(libraryDirectory, this.modelId), dimensions);
    this.index = new VectorIndex(store, catalog, { modelId: this.modelId, modelKey });
    this.inferencePool = startInferencePool(model);
    this.#queries = new QueryCache((text) => this.inferencePool.embedText(text));
  }

  /** The name of the stage that makes its vectors. */
  get stageName(): string {
    return `embeddings:${this.model.key}`;
  }

  /** float32 [dimensions]; of the last queries from memory. */
  embedText(text: string): Promise<Float32Array> {
    return this.#queries.embed(text);
  }

  get isClosed(): boolean {
    return this.#closing !== undefined;
  }

  /** It stays open until it is given back, whatever model is in use then. */
  take(): void {
    this.#users++;
  }

  giveBack(): void {
    this.#users--;
    this.#closeIfFree();
  }

  /** It is needed again before it was closed. */
  recall(): void {
    this.#isRetired = false;
  }

  /** Resolves when nobody works with it any more and it is closed; its index is saved. */
  async retire(): Promise<void> {
    this.#isRetired = true;
    const closed = new Promise<void>((resolve) => this.#onClosed.push(resolve));
    this.#closeIfFree();
    await closed;
  }

  #closeIfFree(): void {
    if (!this.#isRetired || this.#users > 0) return;
    this.#closing ??= this.#close();
  }

  async #close(): Promise<void> {
    await Promise.all([this.index.close(), this.inferencePool.close()]);
    for (const resolve of this.#onClosed.splice(0)) resolve();
  }
}

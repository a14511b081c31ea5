import type { Catalog } from "../catalog/index.ts";
import type { EmbeddingModel } from "../models/runtime/embedding-model.ts";
import { QueryCache } from "../search/query-cache.ts";
import { VectorIndex } from "../search/vector-index.ts";
import { EmbeddedVectorStore } from "../vectors/embedded-store.ts";
import { type InferencePool, startInferencePool } from "../workers/inference-pool.ts";
import { adoptOnlyIndex, indexPathOf } from "./index-file.ts";
import { stageNameOf } from "./stage-name.ts";

/**
 * A model with all that belongs to it: its vectors are of its key and no other, and so are the index they lie in and
 * the queries that are asked of that. It is closed when it is retired and nobody works with it any more.
 */
export class OpenModel {
  readonly model: EmbeddingModel;
  readonly modelId: number;
  readonly index: VectorIndex;
  readonly inferencePool: InferencePool;
  readonly #queries: QueryCache;
  #users = 0;
  #isRetired = false;
  #closing: Promise<void> | undefined;
  readonly #onSettled: ((isClosed: boolean) => void)[] = [];

  /** @param isIndexNeeded false while vectors are looked up elsewhere */
  constructor(catalog: Catalog, model: EmbeddingModel, isIndexNeeded: () => boolean) {
    const { libraryDirectory } = catalog;
    const { key: modelKey, dimensions } = model;
    this.model = model;
    this.modelId = catalog.vectors.modelId(modelKey, dimensions);
    adoptOnlyIndex(libraryDirectory, this.modelId, modelKey);
    const path = indexPathOf(libraryDirectory, this.modelId);
    this.index = new VectorIndex({
      catalog,
      modelId: this.modelId,
      modelKey,
      openStore: () => new EmbeddedVectorStore(path, dimensions),
      isNeeded: isIndexNeeded,
    });
    this.inferencePool = startInferencePool(model);
    this.#queries = new QueryCache((text) => this.inferencePool.embedText(text));
  }

  /** The name of the stage that makes its vectors. */
  get stageName(): string {
    return stageNameOf(this.model.key);
  }

  /** float32 [dimensions]; of the last queries from memory. */
  embedText(text: string): Promise<Float32Array> {
    return this.#queries.embed(text);
  }

  /** Does work with it; until that has ended it stays open, whatever model is in use then. */
  async keepingOpen<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#users++;
    try {
      return await work();
    } finally {
      this.#users--;
      this.#closeIfFree();
    }
  }

  /** It is needed again. @returns false when it is too late for that */
  recall(): boolean {
    if (this.#closing) return false;
    this.#isRetired = false;
    for (const settle of this.#onSettled.splice(0)) settle(false);
    return true;
  }

  /** @returns true once nobody works with it any more and it is closed, its index saved; false when it was recalled */
  retire(): Promise<boolean> {
    this.#isRetired = true;
    const settled = new Promise<boolean>((resolve) => this.#onSettled.push(resolve));
    this.#closeIfFree();
    return settled;
  }

  /** Resolves when it has closed, if it is about to. */
  async closed(): Promise<void> {
    await this.#closing;
  }

  #closeIfFree(): void {
    if (!this.#isRetired || this.#users > 0) return;
    this.#closing ??= this.#close();
    void this.#closing.then(() => {
      for (const settle of this.#onSettled.splice(0)) settle(true);
    });
  }

  async #close(): Promise<void> {
    await Promise.all([this.index.close(), this.inferencePool.close()]);
  }
}

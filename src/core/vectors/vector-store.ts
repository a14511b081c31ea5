export interface VectorEntry {
  assetId: number;
  /** float32 [dimensions], of length 1 */
  vector: Float32Array;
}

export interface VectorMatch {
  assetId: number;
  /** Cosine similarity, -1 to 1. */
  score: number;
}

/**
 * Where nearest vectors are looked up. Derived data: the catalog can fill any store anew. Every store passes the
 * suite in test/core/vectors/conformance.ts.
 */
export interface VectorStore {
  readonly dimensions: number;
  count(): Promise<number>;
  has(assetId: number): Promise<boolean>;
  /** Puts vectors in, replacing those of the same asset. */
  upsert(entries: readonly VectorEntry[]): Promise<void>;
  /** Takes vectors out; ids that are not there are fine. */
  remove(assetIds: readonly number[]): Promise<void>;
  /** The nearest `limit` vectors, best first; of equal scores the lower id first. Fewer where there are fewer. */
  search(vector: Float32Array, limit: number): Promise<VectorMatch[]>;
  clear(): Promise<void>;
  /** Makes durable what was put in, together with a mark that `savedMark` gives back after a restart. */
  save(mark: string): Promise<void>;
  /** The mark of the last save that this store was opened from; undefined for a new or unusable one. */
  savedMark(): string | undefined;
  close(): Promise<void>;
}

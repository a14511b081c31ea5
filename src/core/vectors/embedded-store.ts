import { existsSync, readFileSync, renameSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import { ShoeboxError } from "../errors.ts";
import { type HnswIndex, newIndex, smallIndex } from "./embedded-index.ts";
import type { VectorEntry, VectorMatch, VectorStore } from "./vector-store.ts";

/** Vectors added between two turns of the event loop: about 10 ms of work. */
const addChunk = 32;

/** With less room than this left, a write that failed is taken to have failed for want of it. */
const nearlyNothingBytes = 1024 ** 2;

const sidecarSchema = z.object({ dimensions: z.number(), count: z.number(), mark: z.string() });

/**
 * The embedded store: usearch's HNSW over float16, one file. Opened as a memory-mapped view, which costs nothing at
 * start; the first change loads it into memory.
 */
export class EmbeddedVectorStore implements VectorStore {
  readonly dimensions: number;
  readonly #path: string;
  #index: HnswIndex;
  #isView = false;
  #mark: string | undefined;

  constructor(path: string, dimensions: number) {
    this.#path = path;
    this.dimensions = dimensions;
    this.#index = newIndex(dimensions);
    this.#openView();
  }

  /** A file that is missing, damaged or of another shape leaves the store empty, without a mark. */
  #openView(): void {
    try {
      if (!existsSync(this.#path)) return;
      const sidecar = sidecarSchema.parse(JSON.parse(readFileSync(this.#sidecarPath, "utf8")));
      const index = newIndex(this.dimensions);
      index.view(this.#path);
      const isWhole = index.dimensions() === this.dimensions && index.size() === sidecar.count;
      if (!isWhole || sidecar.dimensions !== this.dimensions) return;
      this.#index = index;
      this.#isView = true;
      this.#mark = sidecar.mark;
    } catch {
      this.#index = newIndex(this.dimensions);
    }
  }

  get #sidecarPath(): string {
    return `${this.#path}.json`;
  }

  #writable(): HnswIndex {
    if (this.#isView) {
      const index = newIndex(this.dimensions);
      index.load(this.#path);
      this.#index = index;
      this.#isView = false;
    }
    return this.#index;
  }

  async count(): Promise<number> {
    return this.#index.size();
  }

  async has(assetId: number): Promise<boolean> {
    return this.#index.contains(BigInt(assetId)) as boolean;
  }

  async upsert(entries: readonly VectorEntry[]): Promise<void> {
    const latest = [...new Map(entries.map((entry) => [entry.assetId, entry])).values()];
    for (let start = 0; start < latest.length; start += addChunk) {
      if (start > 0) await setImmediate();
      this.#add(latest.slice(start, start + addChunk));
    }
  }

  #add(entries: VectorEntry[]): void {
    const index = this.#writable();
    const keys = BigUint64Array.from(entries, (entry) => BigInt(entry.assetId));
    const known = keys.filter((key) => index.contains(key) as boolean);
    if (known.length > 0) index.remove(known);
    const matrix = new Float32Array(entries.length * this.dimensions);
    for (const [row, { vector }] of entries.entries()) matrix.set(vector, row * this.dimensions);
    index.add(keys, matrix, 1);
  }

  async remove(assetIds: readonly number[]): Promise<void> {
    const keys = assetIds.map(BigInt).filter((key) => this.#index.contains(key) as boolean);
    if (keys.length > 0) this.#writable().remove(BigUint64Array.from(keys));
  }

  async search(vector: Float32Array, limit: number): Promise<VectorMatch[]> {
    const size = this.#index.size();
    if (size === 0 || limit === 0) return [];
    // usearch keeps as many candidates as matches are asked for.
    const breadth = size <= smallIndex.size ? smallIndex.breadth : 0;
    const { keys, distances } = this.#index.search(vector, Math.min(size, Math.max(limit, breadth)), 1);
    const matches = Array.from(keys, (key, position) => ({
      assetId: Number(key),
      score: 1 - (distances[position] ?? 1),
    }));
    matches.sort((left, right) => right.score - left.score || left.assetId - right.assetId);
    return matches.slice(0, limit);
  }

  async clear(): Promise<void> {
    this.#index = newIndex(this.dimensions);
    this.#isView = false;
    this.#mark = undefined;
  }

  async save(mark: string): Promise<void> {
    if (this.#isView && this.#mark === mark) return;
    const unfinished = `${this.#path}.new`;
    try {
      if (!this.#isView) this.#index.save(unfinished);
      // The sidecar goes first and comes last: an index file without its own sidecar is never trusted.
      rmSync(this.#sidecarPath, { force: true });
      if (!this.#isView) renameSync(unfinished, this.#path);
      const sidecar = { dimensions: this.dimensions, count: this.#index.size(), mark };
      writeFileSync(this.#sidecarPath, JSON.stringify(sidecar));
    } catch (error) {
      const reason = this.#whySaveFailed(error);
      rmSync(unfinished, { force: true });
      throw reason;
    }
    this.#mark = mark;
  }

  /** usearch says only that it could not write. */
  #whySaveFailed(error: unknown): ShoeboxError {
    const { bavail, bsize } = statfsSync(dirname(this.#path));
    const code = bavail * bsize < nearlyNothingBytes ? "DISK_FULL" : "LIBRARY_DISK_ERROR";
    return new ShoeboxError(code, undefined, { path: this.#path, cause: error });
  }

  savedMark(): string | undefined {
    return this.#mark;
  }

  async close(): Promise<void> {
    this.#index = newIndex(this.dimensions);
    this.#isView = false;
  }
}

import { createHash } from "node:crypto";
import type { QdrantPointStore } from "../../../../src/core/vectors/qdrant/point-store.ts";
import type { VectorEntry, VectorMatch, VectorStore } from "../../../../src/core/vectors/vector-store.ts";
import { plainFacts } from "../../../helpers/plain-facts.ts";

/** The part of a SHA-256 in which the id of a photo is counted: equal scores are told apart by both alike. */
const idDigits = 10;

/** The photos of a catalog by their ids instead of their contents, as the embedded store has them. */
export class PointsAsVectorStore implements VectorStore {
  readonly dimensions: number;
  readonly #points: QdrantPointStore;
  readonly #marks: { mark?: string };

  /** @param marks stands for the catalog, which keeps how far a server was told */
  constructor(points: QdrantPointStore, dimensions: number, marks: { mark?: string }) {
    this.#points = points;
    this.dimensions = dimensions;
    this.#marks = marks;
  }

  async count(): Promise<number> {
    return (await this.#points.counts()).own;
  }

  async has(assetId: number): Promise<boolean> {
    return (await this.#points.stampsOf([sha256Of(assetId)])).size > 0;
  }

  async upsert(entries: readonly VectorEntry[]): Promise<void> {
    await this.#points.put(
      entries.map(({ assetId, vector }) => ({
        facts: plainFacts(assetId, { sha256: sha256Of(assetId) }),
        thumbnail: undefined,
        vectors: new Map([["model", vector]]),
      })),
    );
  }

  remove(assetIds: readonly number[]): Promise<void> {
    return this.#points.remove(assetIds.map(sha256Of));
  }

  async search(vector: Float32Array, limit: number): Promise<VectorMatch[]> {
    const found = await this.#points.search({ vectors: "model", query: vector, limit });
    return found.map(({ sha256, score }) => ({
      assetId: Number.parseInt(sha256.slice(0, idDigits), 16),
      score,
    }));
  }

  async clear(): Promise<void> {
    for await (const sha256s of this.#points.identities()) await this.#points.remove(sha256s);
    delete this.#marks.mark;
  }

  async save(mark: string): Promise<void> {
    this.#marks.mark = mark;
  }

  savedMark(): string | undefined {
    return this.#marks.mark;
  }

  /** The connection is closed by who opened it. */
  async close(): Promise<void> {}
}

function sha256Of(assetId: number): string {
  const rest = createHash("sha256").update(`${assetId}`).digest("hex").slice(idDigits);
  return assetId.toString(16).padStart(idDigits, "0") + rest;
}

import type { Catalog } from "../catalog/index.ts";
import { fromHalfFloats } from "../vectors/half-float.ts";
import { type MomentPair, nearInTime } from "./moments.ts";

/** No sensitivity asks for less. */
const leastKept = 0.8;

/** The longest gap that settings allow, so that a change of settings costs no new look at the vectors. */
export const longestGapMinutes = 60;

/**
 * Cosines of shots near in time, remembered: a call after one new photo reads the vectors of its neighbours only.
 * Nothing is asked of photos without a camera's date.
 */
export class MomentPairs {
  readonly #catalog: Catalog;
  /** Whose vectors the cosines are of: those of another model are other cosines. */
  #modelId = 0;
  readonly #known = new Map<number, number>();

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }

  /** Pairs at most `minutes` apart that are alike at all in the eyes of this model. */
  within(
    shots: readonly { assetId: number; sha256: string; takenAtMinutes: number; hasCameraDate: boolean }[],
    minutes: number,
    modelId: number,
  ): MomentPair[] {
    if (modelId !== this.#modelId) this.#known.clear();
    this.#modelId = modelId;
    const dated = shots
      .filter(({ hasCameraDate }) => hasCameraDate)
      .map(({ assetId, sha256, takenAtMinutes }) => ({ id: assetId, key: sha256, takenAtMinutes }));
    const vectors = new Map<number, Float32Array | undefined>();
    const pairs: MomentPair[] = [];
    for (const [first, second] of nearInTime(dated, Math.min(minutes, longestGapMinutes))) {
      const similarity = this.#similarityOf(first.id, second.id, vectors);
      if (similarity >= leastKept) pairs.push({ firstId: first.id, secondId: second.id, similarity });
      // Sorted by time: those far behind are not asked for again.
      if (vectors.size > 512) vectors.delete(vectors.keys().next().value as number);
    }
    return pairs;
  }

  #similarityOf(firstId: number, secondId: number, vectors: Map<number, Float32Array | undefined>): number {
    const key = Math.min(firstId, secondId) * 2 ** 26 + Math.max(firstId, secondId);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const [first, second] = [this.#vectorOf(firstId, vectors), this.#vectorOf(secondId, vectors)];
    // Not embedded yet: to be asked again.
    if (!first || !second) return -1;
    let similarity = 0;
    for (let at = 0; at < first.length; at++) similarity += (first[at] as number) * (second[at] as number);
    this.#known.set(key, similarity);
    return similarity;
  }

  #vectorOf(assetId: number, vectors: Map<number, Float32Array | undefined>): Float32Array | undefined {
    if (!vectors.has(assetId)) {
      const bytes = this.#catalog.vectors.get(this.#modelId, assetId);
      vectors.set(assetId, bytes && fromHalfFloats(bytes));
    }
    return vectors.get(assetId);
  }
}

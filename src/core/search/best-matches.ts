import type { VectorMatch } from "../vectors/vector-store.ts";

/** Sorted only so often that it does not count. */
const leastRoom = 1024;

/** The best first; of equal scores the lower id first. */
function byRank(left: VectorMatch, right: VectorMatch): number {
  return right.score - left.score || left.assetId - right.assetId;
}

/** The best of any number of matches, without keeping more than twice as many. */
export class BestMatches {
  readonly #limit: number;
  #kept: VectorMatch[] = [];
  /** What a match has to reach to be among the best. */
  #least = Number.NEGATIVE_INFINITY;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(assetId: number, score: number): void {
    if (score < this.#least) return;
    this.#kept.push({ assetId, score });
    if (this.#kept.length >= 2 * this.#limit + leastRoom) this.#sort();
  }

  #sort(): void {
    this.#kept.sort(byRank);
    this.#kept.length = Math.min(this.#kept.length, this.#limit);
    if (this.#kept.length === this.#limit) this.#least = this.#kept.at(-1)?.score ?? this.#least;
  }

  sorted(): VectorMatch[] {
    this.#sort();
    return this.#kept;
  }
}

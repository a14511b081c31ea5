import type { AssetSet } from "../facts/index.ts";
import type { VectorMatch } from "../vectors/vector-store.ts";

/** What it costs, in microseconds, measured at 100,000 x 512 (`npm run bench -- finding`). */
const costs = {
  /** One more match asked of the index. */
  ofMatch: 6,
  /** One photo looked up in the catalog and compared. */
  ofComparison: 8,
  /** The same where all are read one after the other. */
  ofComparisonInARow: 4,
};

/**
 * So many times what an even spread would need is asked for first. That is not to have enough, but to have the right ones:
 * beyond the cluster in which a query falls an index finds the nearest only when it looks far around. Of 100,000 photos in
 * clusters of a hundred 2 times finds 0.92 of the nearest 50 of every tenth photo, 8 times 0.993; of every third 0.997.
 */
const firstFactor = 8;
const nextFactor = 2;

/** A few photos more cost nothing. */
const leastAsked = 200;

interface Index {
  search(vector: Float32Array, limit: number): Promise<VectorMatch[]>;
  count(): Promise<number>;
}

/**
 * The nearest of some photos by an index of all: more than is wanted is asked for and the others left out, more and more
 * until there are enough.
 * @returns undefined where comparing with each of them would be cheaper, and is then to be done
 */
export async function nearestOfSome(
  index: Index,
  { vector, limit, some }: { vector: Float32Array; limit: number; some: AssetSet },
): Promise<VectorMatch[] | undefined> {
  const all = await index.count();
  if (all === 0 || some.size === 0) return undefined;
  const first = Math.max(leastAsked, Math.ceil((limit * firstFactor * all) / some.size));
  const mostCost = costOfComparing(some.size, all);
  let spent = 0;
  for (let asked = first; ; asked *= nextFactor) {
    spent += Math.min(asked, all) * costs.ofMatch;
    if (spent > mostCost) return undefined;
    const found = (await index.search(vector, asked)).filter(({ assetId }) => some.has(assetId));
    if (found.length >= limit) return found.slice(0, limit);
  }
}

function costOfComparing(photos: number, all: number): number {
  return Math.min(photos * costs.ofComparison, all * costs.ofComparisonInARow);
}

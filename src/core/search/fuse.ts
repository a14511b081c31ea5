import type { VectorMatch } from "../vectors/vector-store.ts";
import type { WordHit, WordHits } from "./word-hits.ts";

/** One photo in the order of an answer. */
export interface Ranked {
  assetId: number;
  /** "exact" and "loose" by what is written about it, "picture" by what it looks like alone. */
  by: "exact" | "loose" | "picture";
}

/**
 * Of reciprocal rank fusion (Cormack, Clarke, Buettcher 2009: 1 / (60 + rank), summed over the rankings): how much the
 * first places count more than the next.
 */
const fusionConstant = 60;

/** BM25 differs in its last digits for texts that say the same. */
const sameRank = 1e-6;

/**
 * One order out of two. First those that have every word, the most telling first, of equal ones the most alike. Then
 * what was found by words only in part and what looks alike, fused by their ranks. Depends on nothing but its input, so
 * that the pages of an answer fit together.
 * @param matches look-alikes, the best first, at least as many as are asked for
 * @param similarityOf of photos that are not among them
 */
export function fuse(
  { exact, loose }: Pick<WordHits, "exact" | "loose">,
  matches: readonly VectorMatch[],
  similarityOf: (hits: readonly WordHit[]) => ReadonlyMap<number, number>,
): Ranked[] {
  const similarities = similarityOf(exact);
  const similarity = ({ assetId }: WordHit) => similarities.get(assetId) ?? -1;
  const certain = exact.toSorted(
    (left, right) =>
      Math.round((left.rank - right.rank) / sameRank) ||
      similarity(right) - similarity(left) ||
      right.assetId - left.assetId,
  );
  const isCertain = new Set(certain.map(({ assetId }) => assetId));
  const looks = matches.filter(({ assetId }) => !isCertain.has(assetId));
  const scores = new Map<number, number>();
  const add = (assetId: number, rank: number) =>
    scores.set(assetId, (scores.get(assetId) ?? 0) + 1 / (fusionConstant + rank + 1));
  for (const [rank, { assetId }] of loose.entries()) add(assetId, rank);
  for (const [rank, { assetId }] of looks.entries()) add(assetId, rank);
  const isLoose = new Set(loose.map(({ assetId }) => assetId));
  // A sort that is stable keeps words before looks where both say as much.
  const others = [...scores].sort(([, left], [, right]) => right - left);
  return [
    ...certain.map(({ assetId }) => ({ assetId, by: "exact" as const })),
    ...others.map(([assetId]) => ({
      assetId,
      by: isLoose.has(assetId) ? ("loose" as const) : ("picture" as const),
    })),
  ];
}

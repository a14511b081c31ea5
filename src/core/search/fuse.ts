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
 * @param similarities of hits by words to what was looked for, as far as they are known
 */
export function fuse(
  { exact, loose }: Pick<WordHits, "exact" | "loose">,
  matches: readonly VectorMatch[],
  similarities: ReadonlyMap<number, number>,
): Ranked[] {
  const certain = inOrder(exact, similarities);
  const isCertain = new Set(matches.length + loose.length === 0 ? [] : certain);
  const scores = new Map<number, number>();
  const addAll = (ranking: readonly { assetId: number }[]) => {
    const others = ranking.filter(({ assetId }) => !isCertain.has(assetId));
    for (const [rank, { assetId }] of others.entries()) {
      scores.set(assetId, (scores.get(assetId) ?? 0) + 1 / (fusionConstant + rank + 1));
    }
  };
  addAll(loose);
  addAll(matches);
  const isLoose = new Set(loose.map(({ assetId }) => assetId));
  // A sort that is stable keeps words before looks where both say as much.
  const others = [...scores].sort(([, left], [, right]) => right - left);
  return [
    ...certain.map((assetId) => ({ assetId, by: "exact" as const })),
    ...others.map(([assetId]) => ({
      assetId,
      by: isLoose.has(assetId) ? ("loose" as const) : ("picture" as const),
    })),
  ];
}

/** @param hits the best first, of equals the one that came in last: that order stays where looks are not known */
function inOrder(hits: readonly WordHit[], similarities: ReadonlyMap<number, number>): number[] {
  const isKnown = ({ assetId }: WordHit) => similarities.has(assetId);
  const isAllTheSame = hits[0]?.rank === hits.at(-1)?.rank;
  if (isAllTheSame) {
    // Of tens of thousands only a few are put in order.
    const known = hits.filter(isKnown).sort((left, right) => compare(left, right, similarities));
    return [...known, ...hits.filter((hit) => !isKnown(hit))].map(({ assetId }) => assetId);
  }
  return hits
    .toSorted(
      (left, right) => Math.round((left.rank - right.rank) / sameRank) || compare(left, right, similarities),
    )
    .map(({ assetId }) => assetId);
}

function compare(left: WordHit, right: WordHit, similarities: ReadonlyMap<number, number>): number {
  const similarity = ({ assetId }: WordHit) => similarities.get(assetId) ?? -1;
  return similarity(right) - similarity(left) || right.assetId - left.assetId;
}

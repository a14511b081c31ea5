import type { WordHit, WordHits } from "./candidates/by-words.ts";
import type { RatedMatch } from "./end/index.ts";

/** What is written and what is seen as one order. */
export interface Fused {
  /** The best first; those above the line stand before all others. */
  assetIds: number[];
  likelyCount: number;
  /** Photos that stand before all others because every word is written about them. */
  exactCount: number;
}

export interface Signals {
  hits: Pick<WordHits, "exact" | "guessed" | "loose">;
  /** By what they look like, the likeliest first. */
  matches: readonly RatedMatch[];
  /** So many of those are above the line. */
  likelyCount: number;
  /** How likely a photo is to show what must not be seen, 0 to 1; nothing for those that hardly are. */
  notMeant: ReadonlyMap<number, number>;
  /** Cosine similarities of hits by words to what was looked for, as far as they are known. */
  similarities: ReadonlyMap<number, number>;
  /** The words are not all that was asked: a picture was given, too. */
  isBesideExamples: boolean;
}

/** How likely a photo is to be meant whose texts have the words in part, or inside of longer ones. */
const looseProbability = 0.5;

/** The same where a machine said them of the picture: it is wrong more often than people are, and right more often than not. */
const guessedProbability = 0.6;

/** Of two hits by words in part the one that says more is a little likelier: half as much after so many. */
const looseHalfLife = 200;

/** A photo is pushed below the line that shows what must not be seen as certainly as this. */
export const leastNotMeant = 0.5;

/** BM25 differs in its last digits for texts that say the same. */
const sameRank = 1e-6;

/**
 * The one place where signals become an order. First those that have every word, the most telling first, of equal ones
 * the most alike: what people wrote is no guess. Then all others by how likely each is to be meant: 1 - (1 - by looks) *
 * (1 - by words in part, or of a machine), times how likely it is not to show what must not be seen. What is above the line stands before
 * what is not. Depends on nothing but its input, so that the pages of an answer fit together. Against reciprocal ranks:
 * `npm run bench -- quality`.
 */
export function fuse(signals: Signals): Fused {
  const { hits, matches, likelyCount, notMeant, similarities, isBesideExamples } = signals;
  const isMeant = ({ assetId }: { assetId: number }) => (notMeant.get(assetId) ?? 0) < leastNotMeant;
  const certain = isBesideExamples ? [] : inOrder(hits.exact.filter(isMeant), similarities);
  const isCertain = new Set(
    matches.length + hits.guessed.length + hits.loose.length + notMeant.size === 0 ? [] : certain,
  );
  const others = new Map<number, Likelihood>();
  for (const [position, { assetId, probability }] of matches.entries()) {
    others.set(assetId, { assetId, probability, isLikely: position < likelyCount });
  }
  const addByWords = (assetId: number, byWords: number) => {
    const byLooks = others.get(assetId);
    const probability = 1 - (1 - (byLooks?.probability ?? 0)) * (1 - byWords);
    const isLikely = byLooks?.isLikely === true || !isBesideExamples;
    others.set(assetId, { assetId, probability, isLikely });
  };
  for (const { assetId } of hits.guessed) addByWords(assetId, guessedProbability);
  for (const [position, { assetId }] of partial(signals).entries()) {
    addByWords(assetId, looseProbability * 2 ** (-position / looseHalfLife));
  }
  const ranked = [...others.values()]
    .filter(({ assetId }) => !isCertain.has(assetId))
    .map((one) => ({
      ...one,
      probability: one.probability * (1 - (notMeant.get(one.assetId) ?? 0)),
      isLikely: one.isLikely && isMeant(one),
    }))
    // Stable: of equal ones those before the others that were.
    .sort(
      (left, right) => Number(right.isLikely) - Number(left.isLikely) || right.probability - left.probability,
    );
  return {
    assetIds: [...certain, ...ranked.map(({ assetId }) => assetId)],
    likelyCount: certain.length + ranked.filter(({ isLikely }) => isLikely).length,
    exactCount: certain.length,
  };
}

interface Likelihood {
  assetId: number;
  probability: number;
  isLikely: boolean;
}

/** Hits by words that are no more than likely. */
function partial({ hits, notMeant, isBesideExamples }: Signals): WordHit[] {
  if (isBesideExamples) return [...hits.exact, ...hits.loose];
  const pushed = hits.exact.filter(({ assetId }) => (notMeant.get(assetId) ?? 0) >= leastNotMeant);
  return [...pushed, ...hits.loose];
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

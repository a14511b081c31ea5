import type { Catalog } from "../../catalog/index.ts";
import type { AssetSet } from "../../facts/asset-set.ts";
import { matchExpressionsOf } from "../../words/match-expressions.ts";
import { type QueryTerm, queryTermsOf } from "../../words/query-terms.ts";

export interface WordHit {
  assetId: number;
  /** Of two hits the one with the lower number says more; equal ones say the same. */
  rank: number;
}

/** Photos that a query's words lead to. */
export interface WordHits {
  terms: readonly QueryTerm[];
  /** Every word stands in what people wrote; the best first, of equals the one that came in last. */
  exact: readonly WordHit[];
  /** Every word stands in their texts, but not without what a machine said of the picture; in the same order. */
  guessed: readonly WordHit[];
  /** The last word is the beginning of one, a word is a part of one, or one of several is missing; the best first. */
  loose: readonly WordHit[];
}

export const noHits: WordHits = { terms: [], exact: [], guessed: [], loose: [] };

/**
 * With more photos than this a word tells none of them from the others: ranking them all would cost 2 us each for
 * nothing, so they are as good as each other.
 */
const tellingPhotos = 1000;

/** Hits that are no more than likely: of a great many nobody looks further, and with so many exact ones nobody at all. */
const mostLoose = 200;

/** Longer words that a part stands for: "hund" is in a dozen, "isch" in hundreds. */
const mostLongerWords = 20;

const noBound = Number.MAX_SAFE_INTEGER;

/**
 * What a description leads to, by what is written about photos; some milliseconds among 100,000.
 * @param within photos that take part; all when left out
 */
export function findWords(catalog: Catalog, description: string, within?: AssetSet): WordHits {
  const terms = queryTermsOf(description);
  const { words } = catalog;
  const expressions = matchExpressionsOf(terms, (part) => words.longerWordsOf(part, mostLongerWords));
  if (!expressions) return { ...noHits, terms };
  const all = hitsOf(catalog, expressions.exact, noBound, within);
  const isGuessed = guessedAmong(catalog, all, expressions.exact);
  const exact = all.filter(({ assetId }) => !isGuessed.has(assetId));
  const guessed = all.filter(({ assetId }) => isGuessed.has(assetId));
  if (expressions.loose === undefined || all.length > mostLoose) return { terms, exact, guessed, loose: [] };
  const known = new Set(all.map(({ assetId }) => assetId));
  // Those that a filter lets through may stand anywhere among the hits.
  const loose = hitsOf(catalog, expressions.loose, within ? noBound : known.size + mostLoose, within);
  return {
    terms,
    exact,
    guessed,
    loose: loose.filter(({ assetId }) => !known.has(assetId)).slice(0, mostLoose),
  };
}

/** Those of these hits that would be none without a machine's caption. */
function guessedAmong(
  { captions, words }: Catalog,
  hits: readonly WordHit[],
  expression: string,
): Set<number> {
  if (hits.length === 0 || !captions.hasAnyOfMachines()) return new Set();
  const certain = new Set(words.newest(words.withoutCaptions(expression), noBound));
  const others = hits.map(({ assetId }) => assetId).filter((assetId) => !certain.has(assetId));
  const own = captions.ownAmong(others);
  return new Set(others.filter((assetId) => !own.has(assetId)));
}

function hitsOf({ words }: Catalog, expression: string, limit: number, within?: AssetSet): WordHit[] {
  const isTelling = words.countUpTo(expression, tellingPhotos + 1) <= tellingPhotos;
  const hits = isTelling
    ? words.ranked(expression, limit)
    : words.newest(expression, limit).map((assetId) => ({ assetId, rank: 0 }));
  return within ? hits.filter(({ assetId }) => within.has(assetId)) : hits;
}

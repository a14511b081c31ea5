import type { QueryFilter } from "../vectors/query-filter.ts";
import { queryTermsOf } from "../words/query-terms.ts";

/**
 * Photos in whose texts every word of a description stands, wherever it stands: what is left out where that description
 * is excluded. undefined for a description without a word that tells.
 */
export function isWrittenAbout(description: string): QueryFilter | undefined {
  const words = description.split(/\s+/u).filter((word) => queryTermsOf(word).length > 0);
  const telling = words.filter((word) => !queryTermsOf(word).every(({ isStopWord }) => isStopWord));
  const needed = telling.length > 0 ? telling : words;
  const [only, ...others] = needed.map((phrase): QueryFilter => ({ kind: "says", phrase }));
  if (!only) return undefined;
  return others.length === 0 ? only : { kind: "all", of: [only, ...others] };
}

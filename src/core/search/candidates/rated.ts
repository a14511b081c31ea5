import type { OpenModel } from "../../switching/open-model.ts";
import { type VectorQuery, vectorOfQuery } from "../../vectors/vector-query.ts";
import type { AskedEnd, RatedMatch } from "../end/index.ts";
import { type Looking, vectorsOf, type Within } from "../look-alikes.ts";
import type { Found } from "../vector-finder.ts";

/** Photos by how likely each is to be what was looked for. */
export interface Rated extends Pick<Found, "count" | "answeredBy" | "shared"> {
  /** The likeliest first. */
  matches: readonly RatedMatch[];
  /** So many of them are above the line. */
  likelyCount: number;
}

export interface RatedQuery {
  query: VectorQuery;
  by: AskedEnd["by"];
  within: Within;
  /** Photos that are no answer. */
  except?: ReadonlySet<number>;
}

/** Rated whatever page is asked for, so that pages fit together. */
const fewestRated = 1000;

/** Of a library in which nearly all photos are what is looked for, more are rated, but no more than this. */
const mostRated = 16_000;

/** With so many of those that were rated above the line there may be more beyond them. */
const fullShare = 0.9;

/** The photos nearest to something, with where they stop being what was looked for. */
export async function ratedMatches(
  open: OpenModel,
  { finder, end }: Looking,
  { query, by, within, except = new Set() }: RatedQuery,
): Promise<Rated> {
  const vector = vectorOfQuery(query);
  for (let limit = fewestRated; ; limit *= 4) {
    const found = await finder.find(vectorsOf(open), { query, limit: limit + except.size, ...within });
    const matches = found.matches.filter(({ assetId }) => !except.has(assetId)).slice(0, limit);
    const rated = await end.of(open, { vector, by, matches, count: found.count });
    const isWhole = matches.length < limit || rated.likelyCount < fullShare * limit || limit >= mostRated;
    if (isWhole) return { ...found, ...rated };
  }
}

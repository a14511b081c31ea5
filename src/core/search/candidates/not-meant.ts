import type { OpenModel } from "../../switching/open-model.ts";
import type { Looking, Within } from "../look-alikes.ts";
import { type RatedQuery, ratedMatches } from "./rated.ts";

/** What must not be seen, as embeddings: float32 [dimensions] each, of length 1. */
export interface NotMeant {
  /** Of each description. */
  excluded: readonly Float32Array[];
  /** Of each picture. */
  unlikes: readonly Float32Array[];
  within: Within;
}

/** Less is a photo like any other. */
const leastProbability = 0.02;

/** Photos that may show what must not be seen, and how likely each of them shows any of it, 0 to 1. */
export async function likelyNotMeant(
  open: OpenModel,
  looking: Looking,
  { excluded, unlikes, within }: NotMeant,
): Promise<ReadonlyMap<number, number>> {
  const queries: RatedQuery[] = [
    ...excluded.map((query) => ({ query, by: "words" as const, within })),
    ...unlikes.map((query) => ({ query, by: "pictures" as const, within })),
  ];
  const known = new Map<number, number>();
  for (const { matches } of await Promise.all(queries.map((query) => ratedMatches(open, looking, query)))) {
    for (const { assetId, probability } of matches) {
      if (probability < leastProbability) continue;
      known.set(assetId, 1 - (1 - (known.get(assetId) ?? 0)) * (1 - probability));
    }
  }
  return known;
}

import type { Catalog } from "../../catalog/index.ts";
import type { OpenModel } from "../../switching/open-model.ts";
import { fromHalfFloats } from "../../vectors/half-float.ts";
import type { LibrarySamples } from "../end/library-sample.ts";
import { dotProduct, type Looking, vectorsOf, type Within } from "../look-alikes.ts";

/** What must not be seen, as embeddings: float32 [dimensions] each, of length 1. */
export interface NotMeant {
  /** Of each description. */
  excluded: readonly Float32Array[];
  /** Of each picture. */
  unlikes: readonly Float32Array[];
  /** Photos that are looked at; where they are left out, all that show most of it. */
  among?: readonly number[] | undefined;
  within: Within;
}

export type NotMeantParts = Looking & { catalog: Catalog; samples: LibrarySamples };

/**
 * A photo counts as showing something that scores so many standard deviations more than the library does on average: for
 * words three of four photos that show it, and one of twenty that do not (`npm run bench -- quality`). Pictures are far
 * more like each other than like words.
 */
const standingOut = { words: 1.25, pictures: 2 };

/** How steeply certainty grows around that, per standard deviation. */
const steepness = 2;

/** Where nothing else says which photos take part, no more than this are pushed away. */
const mostPushed = 16_000;

/** Less is a photo like any other. */
const leastCertainty = 0.05;

/**
 * Photos that may show what must not be seen, and how certain that is of each, 0 to 1; 0.5 where it begins to count. Told
 * from how far a photo stands out of the library, not from a likelihood: what is pushed away may be what most photos show.
 */
export async function likelyNotMeant(
  open: OpenModel,
  parts: NotMeantParts,
  { excluded, unlikes, among, within }: NotMeant,
): Promise<ReadonlyMap<number, number>> {
  const certainties = new Map<number, number>();
  const note = (scores: Iterable<readonly [number, number]>, vector: Float32Array, least: number) => {
    const { mean, deviation } = spreadOf(vector, parts.samples.of(open.modelId).vectors);
    if (deviation === 0) return;
    for (const [assetId, score] of scores) {
      const certainty = 1 / (1 + Math.exp(-steepness * ((score - mean) / deviation - least)));
      if (certainty < leastCertainty) continue;
      certainties.set(assetId, 1 - (1 - (certainties.get(assetId) ?? 0)) * (1 - certainty));
    }
  };
  const looked = among && vectorsOfSome(parts.catalog, open.modelId, among);
  const elsewhere = new Set(among?.filter(isOfAnotherLibrary));
  const found = async (query: Float32Array) => {
    const { matches } = await parts.finder.find(vectorsOf(open), { query, limit: mostPushed, ...within });
    return matches.map(({ assetId, score }) => [assetId, score] as const);
  };
  const scoresOf = async (query: Float32Array): Promise<(readonly [number, number])[]> => {
    if (!looked) return found(query);
    const own = looked.map(([assetId, vector]) => [assetId, dotProduct(vector, query)] as const);
    if (elsewhere.size === 0) return own;
    return [...own, ...(await found(query)).filter(([assetId]) => elsewhere.has(assetId))];
  };
  for (const vector of excluded) note(await scoresOf(vector), vector, standingOut.words);
  for (const vector of unlikes) note(await scoresOf(vector), vector, standingOut.pictures);
  return certainties;
}

/** Its vector is not here. */
function isOfAnotherLibrary(assetId: number): boolean {
  return assetId < 0;
}

function vectorsOfSome(catalog: Catalog, modelId: number, assetIds: readonly number[]) {
  const known = catalog.vectors.getAll(modelId, assetIds);
  return [...known].map(([assetId, vector]) => [assetId, fromHalfFloats(vector)] as const);
}

/** Of what any photo scores beside this. */
function spreadOf(vector: Float32Array, sample: readonly Float32Array[]) {
  const scores = sample.map((one) => dotProduct(one, vector));
  const mean = scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length);
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / Math.max(1, scores.length);
  return { mean, deviation: Math.sqrt(variance) };
}

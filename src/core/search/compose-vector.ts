import { unitLength } from "../models/runtime/unit-length.ts";
import { meanOf, type VectorQuery } from "../vectors/vector-query.ts";

/** What a query looks for and what it does not, as embeddings of one model: float32 [dimensions] each, of length 1. */
export interface Meant {
  /** Of the description. */
  text: Float32Array | undefined;
  likes: readonly Float32Array[];
  unlikes: readonly Float32Array[];
  /** Of each description of what must not be seen. */
  excluded: readonly Float32Array[];
}

/** How much each part counts in what is looked for; of several pictures or texts their mean, of length 1. */
export interface Weights {
  text: number;
  likes: number;
  unlikes: number;
  excluded: number;
}

/**
 * A photo is far nearer to any other photo than to any text, so that words count double beside a picture. From "like this,
 * but ..." of `npm run bench -- quality`.
 */
export const defaultWeights: Weights = { text: 2, likes: 1, unlikes: 0.6, excluded: 1 };

/**
 * What the vector store is asked: the description as it is, or examples as every store weighs them, or all of it as one
 * vector. undefined where nothing says what is looked for.
 *
 * From a description alone nothing is taken away. Photos that show what is not meant are pushed below the line one by one
 * ("not-meant.ts"); a vector from which it was taken is no description any more, of which it is known where its matches
 * stop. "Less of this" of `npm run bench -- quality` compares both.
 */
export function vectorQueryOf(meant: Meant): VectorQuery | undefined {
  const { text, likes } = meant;
  return text !== undefined && likes.length === 0 ? text : composedVector(meant);
}

/** All of it as one vector, where there is more than a description or examples. */
export function composedVector(meant: Meant, weights: Weights = defaultWeights): VectorQuery | undefined {
  const { text, likes, unlikes, excluded } = meant;
  const [example] = likes;
  const isPicturesAlone = text === undefined && excluded.length === 0;
  if (isPicturesAlone) {
    if (!example) return undefined;
    return likes.length + unlikes.length === 1 ? example : { positive: likes, negative: unlikes };
  }
  if (text === undefined && !example) return undefined;
  if (likes.length + unlikes.length + excluded.length === 0) return text;
  const sum = new Float32Array((text ?? example)?.length ?? 0);
  addMean(sum, text ? [text] : [], weights.text);
  addMean(sum, likes, weights.likes);
  addMean(sum, unlikes, -weights.unlikes);
  addMean(sum, excluded, -weights.excluded);
  return unitLength(sum, sum.length);
}

function addMean(sum: Float32Array, vectors: readonly Float32Array[], weight: number): void {
  if (vectors.length === 0) return;
  const mean = unitLength(meanOf(vectors), sum.length);
  for (let index = 0; index < sum.length; index++) {
    sum[index] = (sum[index] as number) + weight * (mean[index] as number);
  }
}

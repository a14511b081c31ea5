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

/**
 * How much a description counts beside pictures, of which the mean counts 1. From `npm run bench -- quality`, "like this,
 * but at night".
 */
export const wordsBesideExamples = 1;

/** How much of what is not meant is taken away from what is. From the same table. */
export const awayFromPictures = 0.3;
export const awayFromWords = 0.2;

/**
 * What the vector store is asked: the description as it is, or examples as every store weighs them, or all of it as one
 * vector. undefined where nothing says what is looked for.
 */
export function vectorQueryOf({ text, likes, unlikes, excluded }: Meant): VectorQuery | undefined {
  const [only, ...otherLikes] = likes;
  if (text === undefined && only === undefined) return undefined;
  const isMoved = unlikes.length + excluded.length > 0;
  if (!isMoved && otherLikes.length === 0 && only && !text) return only;
  if (!isMoved && likes.length === 0) return text;
  if (text === undefined && excluded.length === 0) return { positive: likes, negative: unlikes };
  return composed([
    ...(text ? [{ vector: text, weight: likes.length > 0 ? wordsBesideExamples : 1 }] : []),
    ...(likes.length > 0 ? [{ vector: meanOf(likes), weight: 1 }] : []),
    ...(unlikes.length > 0 ? [{ vector: meanOf(unlikes), weight: -awayFromPictures }] : []),
    ...(excluded.length > 0 ? [{ vector: meanOf(excluded), weight: -awayFromWords }] : []),
  ]);
}

function composed(parts: readonly { vector: Float32Array; weight: number }[]): Float32Array {
  const dimensions = parts[0]?.vector.length ?? 0;
  const sum = new Float32Array(dimensions);
  for (const { vector, weight } of parts) {
    for (let index = 0; index < dimensions; index++) {
      sum[index] = (sum[index] as number) + weight * (vector[index] as number);
    }
  }
  return unitLength(sum, dimensions);
}

/** What is like this, or like these and unlike those: float32 [dimensions] each, of length 1. */
export type VectorQuery =
  | Float32Array
  | { positive: readonly Float32Array[]; negative: readonly Float32Array[] };

/**
 * Several examples as one vector: their mean, moved away from the mean of what is not wanted by as much as that differs
 * from it. The same as Qdrant's recommendation strategy `average_vector`
 * (https://qdrant.tech/documentation/concepts/explore/), so that all stores give one answer.
 * @returns float32 [dimensions], of length 1
 */
export function vectorOfQuery(query: VectorQuery): Float32Array {
  if (query instanceof Float32Array) return query;
  const positive = meanOf(query.positive);
  const negative = query.negative.length > 0 ? meanOf(query.negative) : positive;
  return normalized(positive.map((value, index) => 2 * value - (negative[index] as number)));
}

/** Component by component. */
export function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const mean = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) {
    for (let index = 0; index < mean.length; index++) {
      mean[index] = (mean[index] as number) + (vector[index] as number) / vectors.length;
    }
  }
  return mean;
}

function normalized(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}

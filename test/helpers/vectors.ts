import { seededNormal, seededRandom } from "./random.ts";

function normalise(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

/**
 * Unit vectors in tight clusters, as embeddings of a person's photos are: many pictures of few things.
 * @param spread length of the noise around a cluster's centre, whose own length is 1
 */
export function clusteredVectors(options: {
  count: number;
  dimensions: number;
  clusters: number;
  spread: number;
  /** Decides where the clusters lie. */
  seed: number;
  /** Decides which members are drawn: another one gives other members of the same clusters. */
  memberSeed?: number;
}): Float32Array[] {
  const { count, dimensions, clusters, spread, seed, memberSeed = seed + 1 } = options;
  const centreNormal = seededNormal(seed);
  const normal = seededNormal(memberSeed);
  const random = seededRandom(memberSeed);
  const randomVector = (source = normal) => normalise(Float32Array.from({ length: dimensions }, source));
  const centres = Array.from({ length: clusters }, () => randomVector(centreNormal));
  return Array.from({ length: count }, () => {
    const centre = centres[Math.floor(random() * clusters)] as Float32Array;
    const noise = randomVector();
    return normalise(centre.map((value, index) => value + spread * (noise[index] ?? 0)));
  });
}

/** The exact answer, by comparing with every vector: ids of the nearest `limit`, best first. */
export function bruteForceNearest(
  vectors: ReadonlyMap<number, Float32Array>,
  query: Float32Array,
  limit: number,
): { assetId: number; score: number }[] {
  const scored = Array.from(vectors, ([assetId, vector]) => {
    let score = 0;
    for (let index = 0; index < query.length; index++) score += (vector[index] ?? 0) * (query[index] ?? 0);
    return { assetId, score };
  });
  scored.sort((left, right) => right.score - left.score || left.assetId - right.assetId);
  return scored.slice(0, limit);
}

import usearch from "usearch";

const { Index, MetricKind, ScalarKind } = usearch;

export type HnswIndex = InstanceType<typeof Index>;

/**
 * How many candidates a search of a small index keeps. Where clusters are smaller than the answer, the neighbours
 * beyond them lie far apart: 128 candidates find 0.90 of the nearest 50 among 10,000 in clusters of 10, 600 find 0.994.
 * Larger indexes hold larger clusters and do without.
 */
export const smallIndex = { size: 50_000, breadth: 600 };

/**
 * HNSW (Malkov & Yashunin 2016, https://arxiv.org/abs/1603.09320) with the inner product of unit vectors. Breadth is
 * what buys recall: see bench/ for recall and time at these settings.
 */
export const hnswSettings = { connectivity: 16, expansionAdd: 128, expansionSearch: 128 };

export function newIndex(dimensions: number): HnswIndex {
  return new Index({
    dimensions,
    metric: MetricKind.IP,
    quantization: ScalarKind.F16,
    connectivity: hnswSettings.connectivity,
    expansion_add: hnswSettings.expansionAdd,
    expansion_search: hnswSettings.expansionSearch,
    multi: false,
  });
}

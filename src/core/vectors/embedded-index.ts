import usearch from "usearch";

const { Index, MetricKind, ScalarKind } = usearch;

export type HnswIndex = InstanceType<typeof Index>;

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

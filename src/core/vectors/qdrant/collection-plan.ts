import type { PointVectors } from "../point-store.ts";
import type { PlanSettings, Quantization } from "./plan-settings.ts";
import type { QuantizationConfig, SearchParams, VectorParams } from "./types.ts";

/**
 * Every number that decides how a collection is kept and searched. What is not named here is left to the server:
 * segments and threads by its processors, an HNSW graph from `indexing_threshold` (10 MB of vectors) on; below that
 * all vectors are compared, which takes a millisecond or two.
 */
export const planNumbers = {
  /**
   * The graph (Malkov & Yashunin 2016, https://arxiv.org/abs/1603.09320): edges per node as Qdrant has them by default,
   * and more candidates while it is built than its 100, for recall costs little then.
   */
  hnsw: { m: 16, ef_construct: 128 },
  /**
   * Candidates of a search at the least. Where clusters are smaller than the answer a narrow beam does not leave them:
   * see `smallIndex` of the embedded store, and bench/ for recall and time.
   */
  leastBeam: 256,
  /**
   * From so many photos on, a byte a dimension lies in memory beside float16 on disk
   * (https://qdrant.tech/documentation/guides/quantization/#scalar-quantization). Below, all of it is small enough for the
   * system's page cache: 20,000 x 512 are 20 MB.
   */
  int8From: 20_000,
  /** The outermost hundredth of values is clipped: what Qdrant's guide recommends, finer steps for all others. */
  int8Quantile: 0.99,
  /**
   * A bit a dimension: good enough only for vectors of many dimensions, and needed only where a byte for each would not
   * fit in memory (https://qdrant.tech/documentation/guides/quantization/#binary-quantization).
   */
  binaryFrom: { photos: 2_000_000, dimensions: 1024 },
  /**
   * So many times the photos asked for are fetched by quantized vectors, and ranked by the true ones. Of bits as of bytes
   * the beam is wider than that in any case: among 10,000 x 512, 8 times find 0.94 of the nearest 50, 4 times 0.86.
   */
  oversampling: { none: 1, int8: 2, binary: 8 },
  /**
   * Everything lies on disk, and what is used lies in the page cache: a library of millions needs no more memory than
   * it is searched with.
   */
  onDisk: true,
} as const;

/** How vectors of so many photos are to be shortened. */
export function quantizationFor(photos: number, dimensions: number, settings: PlanSettings): Quantization {
  if (settings.quantization) return settings.quantization;
  const { binaryFrom, int8From } = planNumbers;
  if (photos >= binaryFrom.photos && dimensions >= binaryFrom.dimensions) return "binary";
  return photos >= int8From ? "int8" : "none";
}

/**
 * undefined for none. What is looked for keeps a byte a dimension where photos keep a bit, at the cost of no memory: bits
 * on both sides find 0.64 of the nearest 50 where that finds 0.86 (10,000 x 512, 4 times as many fetched).
 */
export function quantizationConfig(quantization: Quantization): QuantizationConfig | undefined {
  if (quantization === "int8") {
    return { scalar: { type: "int8", quantile: planNumbers.int8Quantile, always_ram: true } };
  }
  return quantization === "binary"
    ? { binary: { always_ram: true, query_encoding: "scalar8bits" } }
    : undefined;
}

/**
 * Vectors of a new collection: float16, half the room at a thousandth of the cosine, and cosines, so that other tools may
 * ask with vectors of any length.
 */
export function vectorParams(vectors: PointVectors, photos: number, settings: PlanSettings): VectorParams {
  const quantization = quantizationConfig(quantizationFor(photos, vectors.dimensions, settings));
  return {
    size: vectors.dimensions,
    distance: "Cosine",
    datatype: "float16",
    on_disk: planNumbers.onDisk,
    ...(quantization ? { quantization_config: quantization } : {}),
  };
}

/** What holds for the whole of a new collection. One that is not told of shards makes as many as there are nodes. */
export function collectionParams(settings: PlanSettings) {
  return {
    hnsw_config: { ...planNumbers.hnsw },
    on_disk_payload: planNumbers.onDisk,
    ...(settings.shards === undefined ? {} : { shard_number: settings.shards }),
    ...(settings.replicas === undefined ? {} : { replication_factor: settings.replicas }),
    ...(settings.writeConsistency === undefined
      ? {}
      : { write_consistency_factor: settings.writeConsistency }),
  };
}

/**
 * How a search is done. The beam depends on the power of two that a page lies within, so that pages beside each other
 * come of one and the same search.
 * @param depth the last rank that is asked for
 */
export function searchParams(depth: number, quantization: Quantization): SearchParams {
  const breadth = 2 ** Math.ceil(Math.log2(Math.max(depth, planNumbers.leastBeam)));
  if (quantization === "none") return { hnsw_ef: breadth };
  const oversampling = planNumbers.oversampling[quantization];
  return { hnsw_ef: breadth, quantization: { rescore: true, oversampling } };
}

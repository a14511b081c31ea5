import { expect, it } from "vitest";
import {
  collectionParams,
  quantizationFor,
  searchParams,
  vectorParams,
} from "../../../../src/core/vectors/qdrant/collection-plan.ts";
import { planSettingsOf } from "../../../../src/core/vectors/qdrant/plan-settings.ts";

const params = (photos: number, dimensions = 512, settings = {}) =>
  vectorParams({ name: "model", dimensions }, photos, settings);

it("keeps a small library as it is, a large one in a byte a dimension, one of millions of long vectors in a bit", () => {
  expect(params(19_999)).toEqual({ size: 512, distance: "Cosine", datatype: "float16", on_disk: true });
  expect(params(20_000).quantization_config).toEqual({
    scalar: { type: "int8", quantile: 0.99, always_ram: true },
  });
  expect(quantizationFor(5_000_000, 768, {})).toBe("int8");
  expect(quantizationFor(1_999_999, 1024, {})).toBe("int8");
  expect(quantizationFor(2_000_000, 1024, {})).toBe("binary");
});

it("does as a person says instead", () => {
  expect(quantizationFor(5_000_000, 1024, { quantization: "none" })).toBe("none");
  expect(quantizationFor(5, 16, { quantization: "binary" })).toBe("binary");
  expect(collectionParams({})).toEqual({ hnsw_config: { m: 16, ef_construct: 128 }, on_disk_payload: true });
  expect(collectionParams({ shards: 6, replicas: 2, writeConsistency: 1 })).toMatchObject({
    shard_number: 6,
    replication_factor: 2,
    write_consistency_factor: 1,
  });
});

it("searches all pages up to a depth by one beam, and ranks by the true vectors", () => {
  expect(searchParams(50, "none")).toEqual({ hnsw_ef: 256 });
  expect(searchParams(256, "int8")).toEqual({
    hnsw_ef: 256,
    quantization: { rescore: true, oversampling: 2 },
  });
  expect(searchParams(257, "binary")).toEqual({
    hnsw_ef: 512,
    quantization: { rescore: true, oversampling: 8 },
  });
});

it("reads what a cluster is to have from the environment", () => {
  expect(planSettingsOf({})).toEqual({});
  expect(planSettingsOf({ SHOEBOX_QDRANT_SHARDS: "", SHOEBOX_QDRANT_REPLICAS: "  " })).toEqual({});
  expect(
    planSettingsOf({
      SHOEBOX_QDRANT_SHARDS: "6",
      SHOEBOX_QDRANT_REPLICAS: " 2 ",
      SHOEBOX_QDRANT_WRITE_CONSISTENCY: "2",
      SHOEBOX_QDRANT_QUANTIZATION: "binary",
    }),
  ).toEqual({ shards: 6, replicas: 2, writeConsistency: 2, quantization: "binary" });
});

it("says which variable cannot be meant, and why", () => {
  const refused: [environment: Record<string, string>, words: RegExp][] = [
    ...["0", "-1", "1.5", "two", "1e3", "1001", "0x10"].map((text): [Record<string, string>, RegExp] => [
      { SHOEBOX_QDRANT_SHARDS: text },
      /SHOEBOX_QDRANT_SHARDS has to be a whole number from 1 to 1000, and is ".+"/,
    ]),
    [{ SHOEBOX_QDRANT_REPLICAS: "none" }, /SHOEBOX_QDRANT_REPLICAS has to be/],
    [{ SHOEBOX_QDRANT_WRITE_CONSISTENCY: "2" }, /more than the 1 of SHOEBOX_QDRANT_REPLICAS/],
    [{ SHOEBOX_QDRANT_QUANTIZATION: "int4" }, /has to be none, int8 or binary, and is "int4"/],
  ];
  for (const [environment, words] of refused) {
    const error = { code: "QUERY_INVALID", message: expect.stringMatching(words) };
    expect(() => planSettingsOf(environment)).toThrow(expect.objectContaining(error));
  }
});

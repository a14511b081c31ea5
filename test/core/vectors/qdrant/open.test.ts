import { QdrantClient } from "@qdrant/js-client-rest";
import { expect, it } from "vitest";
import type { PhotoFilter } from "../../../../src/core/vectors/photo-filter.ts";
import { plainFacts } from "../../../helpers/plain-facts.ts";
import { describeOnQdrant } from "../../../helpers/real-qdrant.ts";
import { clusteredVectors } from "../../../helpers/vectors.ts";
import { pointOf, storeOf, vectors } from "./stores.ts";

const [some] = clusteredVectors({
  count: 1,
  dimensions: vectors.dimensions,
  clusters: 1,
  spread: 0.5,
  seed: 1,
});
const vector = some as Float32Array;

describeOnQdrant("opening a collection of Qdrant", (qdrant) => {
  const client = new QdrantClient({
    url: qdrant.url,
    checkCompatibility: false,
    ...(qdrant.apiKey ? { apiKey: qdrant.apiKey } : {}),
  });

  it("makes it on disk, in float16, with an index for all that is filtered by, and as often as one likes", async () => {
    const collection = qdrant.freshCollection();
    const store = storeOf(qdrant, collection);
    await store.open([vectors], 100);
    await store.open([vectors], 100);
    const { config, payload_schema } = await client.getCollection(collection);
    expect(config.params).toMatchObject({
      vectors: { model: { size: 16, distance: "Cosine", datatype: "float16", on_disk: true } },
      on_disk_payload: true,
    });
    expect(config.hnsw_config).toMatchObject({ m: 16, ef_construct: 128 });
    expect(config.metadata).toEqual({ app: "shoebox", schema: 1 });
    expect(config.quantization_config ?? null).toBeNull();
    expect(payload_schema.library).toMatchObject({ data_type: "keyword", params: { is_tenant: true } });
    expect(payload_schema.taken_at?.data_type).toBe("datetime");
    expect(payload_schema.geo?.data_type).toBe("geo");
    const fields =
      "library stamp contested is_present sha256 path folder format width height size_bytes taken_at camera";
    const more = "lens rating is_favorite keywords people place geo title description caption collections";
    expect(Object.keys(payload_schema)).toEqual(expect.arrayContaining(`${fields} ${more}`.split(" ")));
  });

  it("makes one collection however many processes open it at once", async () => {
    const collection = qdrant.freshCollection();
    const stores = Array.from({ length: 6 }, () => storeOf(qdrant, collection));
    await Promise.all(stores.map((store) => store.open([vectors], 100)));
    await Promise.all(stores.map((store, index) => store.put([pointOf(plainFacts(index), vector)])));
    expect((await storeOf(qdrant, collection).counts()).all).toBe(6);
  });

  it("quantizes one that has grown, whatever lies in it, and leaves it so", async () => {
    const collection = qdrant.freshCollection();
    const store = storeOf(qdrant, collection);
    const quantization = async () => {
      const { params } = (await client.getCollection(collection)).config;
      return (params.vectors as Record<string, { quantization_config?: unknown }>).model?.quantization_config;
    };
    await store.open([vectors], 19_999);
    expect(await quantization()).toBeUndefined();
    await store.put([pointOf(plainFacts(1), vector)]);
    await store.open([vectors], 20_000);
    expect(await quantization()).toEqual({ scalar: { type: "int8", quantile: 0.99, always_ram: true } });
    await store.open([vectors], 10);
    expect(await quantization()).toBeDefined();
    expect((await store.search({ vectors: "model", query: vector, limit: 1 }))[0]?.score).toBeCloseTo(1, 2);
  });

  it("adds a second model's vectors beside the first one's, on disk too", async () => {
    const collection = qdrant.freshCollection();
    const store = storeOf(qdrant, collection);
    await store.open([vectors], 100);
    await store.put([pointOf(plainFacts(1), vector)]);
    const second = { name: "second", dimensions: 4 };
    await Promise.all([store.open([vectors, second], 100), storeOf(qdrant, collection).open([second], 100)]);
    const { params } = (await client.getCollection(collection)).config;
    expect(params.vectors).toMatchObject({
      second: { size: 4, distance: "Cosine", datatype: "float16", on_disk: true },
    });
    const four = Float32Array.from([0, 1, 0, 0]);
    const both = new Map([
      [vectors.name, vector],
      [second.name, four],
    ]);
    await store.put([{ facts: plainFacts(1), thumbnail: undefined, vectors: both }]);
    expect(await store.count({ vectors: "second" })).toBe(1);
    expect(await store.count({ vectors: "model" })).toBe(1);
  });

  it("adopts an empty collection that somebody made beforehand", async () => {
    const collection = qdrant.freshCollection();
    await client.createCollection(collection, { vectors: {}, shard_number: 2 });
    const store = storeOf(qdrant, collection);
    await store.open([vectors], 100);
    await store.put([pointOf(plainFacts(1), vector)]);
    expect((await client.getCollection(collection)).config.metadata).toMatchObject({ app: "shoebox" });
  });

  it("can be used where the server forbids to filter by what has no index", async () => {
    const collection = qdrant.freshCollection();
    const strict_mode_config = {
      enabled: true,
      unindexed_filtering_retrieve: false,
      unindexed_filtering_update: false,
    };
    await client.createCollection(collection, { vectors: {}, strict_mode_config });
    const [ada, bob] = [storeOf(qdrant, collection), storeOf(qdrant, collection)];
    for (const [index, store] of [ada, bob].entries()) {
      await store.open([vectors], 100);
      const fields = { rating: index, title: `${index}`, location: { latitude: index, longitude: 0 } };
      await store.put([pointOf(plainFacts(1, fields), vector)]);
    }
    for (const filter of [
      { kind: "range", field: "rating", from: 1 },
      { kind: "near", latitude: 1, longitude: 0, radiusMeters: 1000 },
      { kind: "has", field: "title" },
      { kind: "is", field: "sha256", values: [plainFacts(1).sha256] },
    ] satisfies PhotoFilter[]) {
      expect(await bob.search({ vectors: "model", query: vector, limit: 5, filter })).toHaveLength(1);
    }
    const rated: PhotoFilter = { kind: "range", field: "rating", from: 1 };
    expect(await ada.count({ vectors: "model", filter: rated })).toBe(0);
    await ada.drop();
    expect(await bob.counts()).toEqual({ own: 1, all: 1 });
  });

  it("refuses in words what cannot be used", async () => {
    const named = (size: number, more: object = {}) => ({
      vectors: { model: { size, distance: "Cosine" as const, ...more } },
      metadata: { app: "shoebox", schema: 1 },
    });
    const point = { id: 1, vector: { model: Array.from(vector) }, payload: { title: "a book" } };
    const cases: [params: Parameters<typeof client.createCollection>[1], words: RegExp, isFilled?: true][] = [
      [{ vectors: { size: 16, distance: "Cosine" } }, /another program: its vectors have no name/],
      [named(32), /vectors "model" of 32 dimensions, and the model makes 16/],
      [named(16, { distance: "Euclid" }), /compared by Euclid/],
      [named(16, { datatype: "uint8" }), /uint8, which is too coarse/],
      [named(16, { multivector_config: { comparator: "max_sim" } }), /several rows/],
      [{ ...named(16), metadata: { app: "shoebox", schema: 2 } }, /newer Shoebox/],
      [{ ...named(16), metadata: { app: "a bookshop" } }, /another program, which has data in it/, true],
    ];
    for (const [params, words, isFilled] of cases) {
      const collection = qdrant.freshCollection();
      await client.createCollection(collection, params);
      if (isFilled) await client.upsert(collection, { points: [point] });
      const opening = storeOf(qdrant, collection).open([vectors], 100);
      await expect(opening).rejects.toMatchObject({
        code: "VECTOR_STORE_UNSUITABLE",
        message: expect.stringMatching(words),
      });
    }
  });

  it("makes a collection anew that somebody deleted; until then that is what every answer says", async () => {
    const collection = qdrant.freshCollection();
    const store = storeOf(qdrant, collection);
    await store.open([vectors], 100);
    await client.deleteCollection(collection);
    const gone = { code: "VECTOR_STORE_UNSUITABLE", message: expect.stringContaining("somebody deleted it") };
    await expect(store.counts()).rejects.toMatchObject(gone);
    await expect(store.put([pointOf(plainFacts(1), vector)])).rejects.toMatchObject(gone);
    await expect(store.search({ vectors: "model", query: vector, limit: 1 })).rejects.toMatchObject(gone);
    await store.open([vectors], 100);
    expect(await store.counts()).toEqual({ own: 0, all: 0 });
  });

  it("shows what a server lost that was restored from an older snapshot", async () => {
    const collection = qdrant.freshCollection();
    const store = storeOf(qdrant, collection);
    await store.open([vectors], 100);
    const photos = Array.from({ length: 30 }, (_, index) => plainFacts(index));
    await store.put(photos.slice(0, 20).map((facts) => pointOf(facts, vector)));
    const snapshot = await client.createSnapshot(collection);
    const later = await store.put(photos.slice(10).map((facts) => pointOf({ ...facts, rating: 5 }, vector)));
    expect(await store.counts()).toEqual({ own: 30, all: 30 });
    await client.recoverSnapshot(collection, {
      location: `${qdrant.url}/collections/${collection}/snapshots/${snapshot?.name}`,
      priority: "snapshot",
    });
    expect(await store.counts()).toEqual({ own: 20, all: 20 });
    const stamps = await store.stampsOf([...later.keys()]);
    expect(stamps.size).toBe(10);
    for (const [sha256, stamp] of stamps) expect(later.get(sha256)).not.toBe(stamp);
  });
});

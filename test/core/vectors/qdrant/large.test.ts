import { QdrantClient } from "@qdrant/js-client-rest";
import { expect, it } from "vitest";
import { quantizations } from "../../../../src/core/vectors/qdrant/plan-settings.ts";
import { plainFacts } from "../../../helpers/plain-facts.ts";
import { describeOnQdrant } from "../../../helpers/real-qdrant.ts";
import { until } from "../../../helpers/until.ts";
import { bruteForceNearest, clusteredVectors } from "../../../helpers/vectors.ts";
import { pointOf, storeOf } from "./stores.ts";

const shape = { dimensions: 256, clusters: 40, spread: 0.7, seed: 3 };
const model = { name: "model", dimensions: shape.dimensions };
const photos = 2000;

describeOnQdrant("a large collection", (qdrant) => {
  const client = new QdrantClient({
    url: qdrant.url,
    checkCompatibility: false,
    ...(qdrant.apiKey ? { apiKey: qdrant.apiKey } : {}),
  });

  it.each(quantizations)(
    "finds 95 of 100 true neighbours, its vectors shortened to: %s",
    async (quantization) => {
      const collection = qdrant.freshCollection();
      const store = storeOf(qdrant, collection, { settings: { quantization } });
      await store.open([model], photos);
      // From the first vectors on, as it would be with millions of them.
      await client.updateCollection(collection, { optimizers_config: { indexing_threshold: 100 } });
      const all = clusteredVectors({ ...shape, count: photos });
      const sha256s = all.map((_, number) => plainFacts(number).sha256);
      const points = all.map((vector, number) => pointOf(plainFacts(number), vector));
      const begin = performance.now();
      await store.put(points);
      const seconds = (performance.now() - begin) / 1000;
      console.log(`${quantization}: ${Math.round(photos / seconds)} photos a second put into Qdrant`);
      await until(async () => {
        const { indexedVectors, state } = await store.describe();
        return state === "green" && indexedVectors >= photos * 0.9;
      });

      const byNumber = new Map(all.entries());
      const queries = clusteredVectors({ ...shape, count: 40, memberSeed: 5 });
      let hits = 0;
      for (const query of queries) {
        const exact = new Set(
          bruteForceNearest(byNumber, query, 50).map(({ assetId }) => sha256s[assetId] as string),
        );
        const found = await store.search({ vectors: model.name, query, limit: 50 });
        expect(found).toHaveLength(50);
        hits += found.filter(({ sha256 }) => exact.has(sha256)).length;
      }
      const recall = hits / (queries.length * 50);
      console.log(`${quantization}: recall@50 ${recall.toFixed(3)}`);
      expect(recall).toBeGreaterThanOrEqual(0.95);
      await store.drop();
    },
  );
});

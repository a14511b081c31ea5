import { join } from "node:path";
import { EmbeddedVectorStore } from "../src/core/vectors/embedded-store.ts";
import { bruteForceNearest, clusteredVectors } from "../test/helpers/vectors.ts";
import { millis, percentile, type Row } from "./table.ts";
import { withTemporaryDirectory } from "./temporary.ts";

const shape = { dimensions: 512, clusters: 1000, spread: 0.7, seed: 11 };
const queries = clusteredVectors({ ...shape, count: 300, memberSeed: 99 });
const limit = 50;

/** The embedded store at two sizes, 512 components a vector: time of a search, and what it finds of the exact answer. */
export async function searchRows(): Promise<Row[]> {
  return [...(await rowsAt(10_000)), ...(await rowsAt(100_000))];
}

async function rowsAt(count: number): Promise<Row[]> {
  return withTemporaryDirectory(async (directory) => {
    const vectors = clusteredVectors({ ...shape, count });
    const path = join(directory, "vectors.usearch");
    const built = new EmbeddedVectorStore(path, shape.dimensions);
    const started = performance.now();
    await built.upsert(vectors.map((vector, index) => ({ assetId: index + 1, vector })));
    const buildSeconds = (performance.now() - started) / 1000;
    await built.save("bench");
    await built.close();
    const opening = performance.now();
    const store = new EmbeddedVectorStore(path, shape.dimensions);
    const openMillis = performance.now() - opening;
    const { times, recall } = await measure(store, vectors);
    await store.close();
    const size = count.toLocaleString("en");
    return [
      { name: `search among ${size}, p50`, value: millis(percentile(times, 50)) },
      { name: `search among ${size}, p95`, value: millis(percentile(times, 95)), aim: "under 3 ms" },
      { name: `recall@50 among ${size}`, value: recall.toFixed(4), aim: "at least 0.99" },
      { name: `opening the saved index of ${size}`, value: millis(openMillis) },
      { name: `building it on one thread`, value: `${buildSeconds.toFixed(1)} s` },
    ];
  });
}

async function measure(store: EmbeddedVectorStore, vectors: Float32Array[]) {
  const all = new Map(vectors.map((vector, index) => [index + 1, vector]));
  for (const query of queries.slice(0, 50)) await store.search(query, limit);
  const times: number[] = [];
  let hits = 0;
  for (const [number, query] of queries.entries()) {
    const started = performance.now();
    const found = await store.search(query, limit);
    times.push(performance.now() - started);
    // The exact answer takes 100 ms: a third of the queries is enough for the recall.
    if (number % 3 !== 0) continue;
    const exact = new Set(bruteForceNearest(all, query, limit).map(({ assetId }) => assetId));
    hits += found.filter(({ assetId }) => exact.has(assetId)).length;
  }
  return { times, recall: hits / (Math.ceil(queries.length / 3) * limit) };
}

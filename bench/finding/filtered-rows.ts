import { join } from "node:path";
import type { Catalog } from "../../src/core/catalog/index.ts";
import type { Facts } from "../../src/core/facts/index.ts";
import { exactSearch } from "../../src/core/search/exact-search.ts";
import { VectorIndex } from "../../src/core/search/vector-index.ts";
import { EmbeddedFinder } from "../../src/core/vector-stores/embedded-finder.ts";
import { EmbeddedVectorStore } from "../../src/core/vectors/embedded-store.ts";
import type { QueryFilter } from "../../src/core/vectors/query-filter.ts";
import { clusteredVectors } from "../../test/helpers/vectors.ts";
import type { Row } from "../table.ts";
import { modelKey, shape } from "../vectors/filled-library.ts";
import { asNew } from "./as-new.ts";
import { timed } from "./timed.ts";

const limit = 50;
const queries = clusteredVectors({ ...shape, count: 40, memberSeed: 99 });

/** Ever fewer of the photos of `openLibraryOfMany`, the last two lying in years. */
const filters: { name: string; filter: QueryFilter | undefined }[] = [
  { name: "no filter", filter: undefined },
  { name: "90 %", filter: { kind: "not", of: { kind: "is", field: "format", values: ["heic"] } } },
  { name: "50 %", filter: { kind: "has", field: "location" } },
  { name: "33 %", filter: { kind: "has", field: "rating" } },
  { name: "10 %", filter: { kind: "is", field: "format", values: ["heic"] } },
  { name: "5 %", filter: { kind: "is", field: "folder", values: ["/photos/2010"] } },
  { name: "1 %", filter: { kind: "is", field: "keyword", values: ["rare"] } },
];

/** The nearest of the photos that a filter means, against comparing with every one of them. */
export async function filteredRows(
  { catalog, modelId }: { catalog: Catalog; modelId: number },
  facts: Facts,
  directory: string,
): Promise<Row[]> {
  const openStore = () => new EmbeddedVectorStore(join(directory, "index"), shape.dimensions);
  const index = new VectorIndex({ catalog, modelId, modelKey, openStore, isNeeded: () => true });
  const model = { modelId, modelKey, index };
  const finder = new EmbeddedFinder(catalog, facts);
  await index.ready();
  const rows: Row[] = [];
  for (const { name, filter } of filters) {
    const assetIds = filter && [...(await facts.select(filter)).ids()];
    let [hits, wanted] = [0, 0];
    for (const query of queries) {
      const exact = await exactSearch(catalog, { modelId, query, limit, assetIds });
      const truth = new Set(exact.matches.map(({ assetId }) => assetId));
      const { matches } = await finder.find(model, { query, limit, filter });
      hits += matches.filter(({ assetId }) => truth.has(assetId)).length;
      wanted += truth.size;
    }
    const { shown } = await timed(
      (round) => {
        const query = queries[round % queries.length] as Float32Array;
        return finder.find(model, { query, limit, filter: asNew(filter) });
      },
      { rounds: 80, warmUps: 10 },
    );
    const aim = filter ? "recall 0.99, p95 30 ms" : "p95 10 ms";
    rows.push({
      name: `nearest ${limit} (${name}): recall, p50, p95`,
      value: `${(hits / wanted).toFixed(4)}, ${shown}`,
      aim,
    });
  }
  await index.close();
  return rows;
}

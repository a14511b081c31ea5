import { randomUUID } from "node:crypto";
import type { PointStore } from "../../../../src/core/vectors/point-store.ts";
import { describeOnQdrant } from "../../../helpers/real-qdrant.ts";
import { describeVectorStore } from "../conformance.ts";
import { describeFilteringSearch, type FilteringSearch, filterDimensions } from "../filter-conformance.ts";
import { PointsAsVectorStore } from "./as-vector-store.ts";
import { pointOf, storeOf, vectors } from "./stores.ts";

describeOnQdrant("Qdrant does what the embedded store does", (qdrant) => {
  describeVectorStore("a collection of Qdrant", () => {
    const id = randomUUID();
    const marks = {};
    const collections = new Map<number, string>();
    const open = async (dimensions: number) => {
      const collection = collections.get(dimensions) ?? qdrant.freshCollection();
      collections.set(dimensions, collection);
      const points = storeOf(qdrant, collection, { id });
      await points.open([{ ...vectors, dimensions }], 100);
      return new PointsAsVectorStore(points, dimensions, marks);
    };
    const remove = async () => {
      for (const collection of collections.values()) await storeOf(qdrant, collection, { id }).drop();
    };
    return { open, reopen: open, remove };
  });
});

describeOnQdrant("Qdrant's answers are those of the embedded store", (qdrant) => {
  describeFilteringSearch("a collection of one library", async () => {
    const store = storeOf(qdrant, qdrant.freshCollection());
    await store.open([{ ...vectors, dimensions: filterDimensions }], 100);
    return filteringSearch(store);
  });
});

function filteringSearch(store: PointStore): FilteringSearch {
  return {
    async fill(photos) {
      for await (const sha256s of store.identities()) await store.remove(sha256s);
      await store.put(photos.map(({ facts, vector }) => pointOf(facts, vector)));
    },
    search: (search) => store.search({ vectors: vectors.name, ...search }),
    count: (filter) => store.count({ vectors: vectors.name, ...(filter ? { filter } : {}) }),
    close: () => store.drop(),
  };
}

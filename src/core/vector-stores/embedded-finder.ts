import type { Catalog } from "../catalog/index.ts";
import type { Facts } from "../facts/index.ts";
import { exactSearch } from "../search/exact-search.ts";
import type { Found, LookUp, ModelVectors, VectorFinder } from "../search/vector-finder.ts";
import { vectorOfQuery } from "../vectors/vector-query.ts";

const answeredBy: Found["answeredBy"] = {
  store: "embedded",
  isFallback: false,
  message: null,
  photosWaiting: 0,
};

/** Nearest photos by the index in the library's own folder; where a filter says which photos are meant, by all of those. */
export class EmbeddedFinder implements VectorFinder {
  readonly #catalog: Catalog;
  readonly #facts: Facts;

  constructor(catalog: Catalog, facts: Facts) {
    this.#catalog = catalog;
    this.#facts = facts;
  }

  async find(vectors: ModelVectors, lookUp: LookUp): Promise<Found> {
    if (lookUp.filter) return this.findExactly(vectors, lookUp);
    const matches = await vectors.index.search(vectorOfQuery(lookUp.query), lookUp.limit);
    return { matches, count: await vectors.index.count(), answeredBy, shared: new Map() };
  }

  /** By the catalog's own vectors, every one of them: right, whatever became of an index or a server. */
  async findExactly({ modelId }: ModelVectors, { query, limit, filter }: LookUp): Promise<Found> {
    const assetIds = filter && [...(await this.#facts.select(filter)).ids()];
    const { matches, count } = await exactSearch(this.#catalog, { modelId, query, limit, assetIds });
    return { matches, count, answeredBy, shared: new Map() };
  }
}

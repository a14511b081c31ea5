import type { Catalog } from "../catalog/index.ts";
import type { AssetSet, Facts } from "../facts/index.ts";
import { exactSearch } from "../search/exact-search.ts";
import type { Found, LookUp, ModelVectors, VectorFinder } from "../search/vector-finder.ts";
import { vectorOfQuery } from "../vectors/vector-query.ts";
import { nearestOfSome } from "./filtered-search.ts";

const answeredBy: Found["answeredBy"] = {
  store: "embedded",
  isFallback: false,
  message: null,
  photosWaiting: 0,
};

/**
 * Nearest photos by the index in the library's own folder. Where a filter says which photos are meant, by the index too
 * while they are many, and by comparing with each of them where they are few: it never costs recall.
 */
export class EmbeddedFinder implements VectorFinder {
  readonly #catalog: Catalog;
  readonly #facts: Facts;

  constructor(catalog: Catalog, facts: Facts) {
    this.#catalog = catalog;
    this.#facts = facts;
  }

  async find(vectors: ModelVectors, lookUp: LookUp): Promise<Found> {
    const { index } = vectors;
    const { query, limit, filter } = lookUp;
    const vector = vectorOfQuery(query);
    if (!filter) {
      const matches = await index.search(vector, limit);
      return { matches, count: await index.count(), answeredBy, shared: new Map() };
    }
    const some = await this.#facts.select(filter);
    const matches = await nearestOfSome(index, { vector, limit, some });
    if (!matches) return this.#compare(vectors, lookUp, some);
    return { matches, count: await this.#countWithVector(vectors, some), answeredBy, shared: new Map() };
  }

  /** Where all photos have their vectors nothing is counted. */
  async #countWithVector({ index, modelId }: ModelVectors, some: AssetSet): Promise<number> {
    const all = await this.#facts.select(undefined);
    if ((await index.count()) === all.size) return some.size;
    return some.size - this.#catalog.vectors.countWithout(modelId, [...some.ids()]);
  }

  /** By the catalog's own vectors, every one of them: right, whatever became of an index or a server. */
  async findExactly(vectors: ModelVectors, lookUp: LookUp): Promise<Found> {
    const { filter } = lookUp;
    return this.#compare(vectors, lookUp, filter && (await this.#facts.select(filter)));
  }

  async #compare(
    { modelId }: ModelVectors,
    { query, limit }: LookUp,
    some: AssetSet | undefined,
  ): Promise<Found> {
    const assetIds = some && [...some.ids()];
    const { matches, count } = await exactSearch(this.#catalog, { modelId, query, limit, assetIds });
    return { matches, count, answeredBy, shared: new Map() };
  }
}

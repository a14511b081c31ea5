import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type Catalog, openCatalog } from "../../../src/core/catalog/index.ts";
import { exactSearch } from "../../../src/core/search/exact-search.ts";
import { VectorIndex } from "../../../src/core/search/vector-index.ts";
import { EmbeddedFinder } from "../../../src/core/vector-stores/embedded-finder.ts";
import { EmbeddedVectorStore } from "../../../src/core/vectors/embedded-store.ts";
import { toHalfFloats } from "../../../src/core/vectors/half-float.ts";
import { factsOf } from "../../helpers/facts-of.ts";
import { inCatalog, putPhotos } from "../../helpers/photos-in-catalog.ts";
import { plainFacts } from "../../helpers/plain-facts.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";
import { clusteredVectors } from "../../helpers/vectors.ts";
import {
  describeFilteringSearch,
  type FilledPhoto,
  type FilteringSearch,
  filterDimensions,
} from "./filter-conformance.ts";

const modelKey = "embedded@1";

/** A library with its index, as it lies in a folder. */
function openLibrary(libraryDirectory: string, photos: readonly FilledPhoto[]) {
  const catalog = openCatalog(libraryDirectory);
  // Equal scores go by the photos' numbers here: those follow the SHA-256.
  const sorted = [...photos].sort((left, right) => (left.facts.sha256 < right.facts.sha256 ? -1 : 1));
  putPhotos(
    catalog,
    sorted.map(({ facts }) => facts),
  );
  const dimensions = sorted[0]?.vector.length ?? filterDimensions;
  const modelId = catalog.vectors.modelId(modelKey, dimensions);
  catalog.transaction(() => {
    for (const { facts, vector } of sorted) {
      catalog.vectors.put(modelId, idOf(catalog, facts.sha256), toHalfFloats(vector));
    }
  });
  const openStore = () => new EmbeddedVectorStore(join(libraryDirectory, "index"), dimensions);
  const index = new VectorIndex({ catalog, modelId, modelKey, openStore, isNeeded: () => true });
  return {
    catalog,
    vectors: { modelId, modelKey, index },
    finder: new EmbeddedFinder(catalog, factsOf(catalog)),
  };
}

function idOf(catalog: Catalog, sha256: string): number {
  return catalog.assets.idOf(Buffer.from(sha256, "hex")) as number;
}

class EmbeddedSearch implements FilteringSearch {
  readonly #directory = mkdtempSync(join(tmpdir(), "shoebox-filtering-"));
  #filled = 0;
  #library: ReturnType<typeof openLibrary> | undefined;
  #sha256s = new Map<number, string>();

  async fill(photos: readonly FilledPhoto[]): Promise<void> {
    await this.#end();
    const library = openLibrary(mkdtempSync(join(this.#directory, `${++this.#filled}-`)), photos);
    this.#sha256s = new Map(photos.map(({ facts }) => [idOf(library.catalog, facts.sha256), facts.sha256]));
    this.#library = library;
  }

  async search({ limit, offset = 0, ...search }: Parameters<FilteringSearch["search"]>[0]) {
    const matches = (await this.#find({ ...search, limit: offset + limit })).matches.slice(offset);
    return matches.map(({ assetId, score }) => ({ sha256: this.#sha256s.get(assetId) ?? "", score }));
  }

  async count(filter?: Parameters<FilteringSearch["count"]>[0]): Promise<number> {
    const query = new Float32Array(filterDimensions);
    return (await this.#find({ query, limit: 1, ...(filter && { filter }) })).count;
  }

  #find(lookUp: Parameters<EmbeddedFinder["find"]>[1]) {
    if (!this.#library) throw new Error("Nothing was filled in.");
    return this.#library.finder.find(this.#library.vectors, lookUp);
  }

  async #end(): Promise<void> {
    await this.#library?.vectors.index.close();
    this.#library?.catalog.close();
  }

  async close(): Promise<void> {
    await this.#end();
    rmSync(this.#directory, { recursive: true, force: true });
  }
}

describeFilteringSearch("the embedded store", async () => new EmbeddedSearch(), {
  known: inCatalog,
});

it("finds by the index 95 of 100 of what comparing with every photo finds, at the same scores", async () => {
  const shape = { dimensions: 64, clusters: 100, spread: 0.7, seed: 31 };
  const vectors = clusteredVectors({ ...shape, count: 2000 });
  const photos = vectors.map((vector, index) => ({ facts: plainFacts(index), vector }));
  const { catalog, vectors: model, finder } = openLibrary(await temporaryDirectory(), photos);
  let hits = 0;
  const queries = clusteredVectors({ ...shape, count: 60, memberSeed: 32 });
  for (const query of queries) {
    const all = await exactSearch(catalog, { modelId: model.modelId, query, limit: photos.length });
    const scores = new Map(all.matches.map(({ assetId, score }) => [assetId, score]));
    const exact = new Set(all.matches.slice(0, 50).map(({ assetId }) => assetId));
    const { matches } = await finder.find(model, { query, limit: 50 });
    expect(matches).toHaveLength(50);
    for (const { assetId, score } of matches) expect(scores.get(assetId)).toBeCloseTo(score, 2);
    hits += matches.filter(({ assetId }) => exact.has(assetId)).length;
  }
  expect(hits / (queries.length * 50)).toBeGreaterThanOrEqual(0.95);
  await model.index.close();
  catalog.close();
}, 60_000);

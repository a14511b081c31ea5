import { join } from "node:path";
import { exactSearch } from "../../src/core/search/exact-search.ts";
import { VectorIndex } from "../../src/core/search/vector-index.ts";
import { EmbeddedFinder } from "../../src/core/vector-stores/embedded-finder.ts";
import { EmbeddedVectorStore } from "../../src/core/vectors/embedded-store.ts";
import type { PhotoFilter } from "../../src/core/vectors/photo-filter.ts";
import { factsOf } from "../../test/helpers/facts-of.ts";
import type { Contestant } from "./contestant.ts";
import { type FilledLibrary, modelKey, sha256Of, shape } from "./filled-library.ts";
import { folderBytes } from "./folder-bytes.ts";

/** The index in a library's own folder; with a filter, the catalog's vectors. */
export function embedded(library: FilledLibrary, directory: string): Contestant {
  const { catalog, modelId } = library;
  const name = nameOf(library);
  const before = process.memoryUsage().rss;
  const openStore = () => new EmbeddedVectorStore(join(directory, "index"), shape.dimensions);
  const index = new VectorIndex({ catalog, modelId, modelKey, openStore, isNeeded: () => true });
  const finder = new EmbeddedFinder(catalog, factsOf(catalog));
  return {
    name: "embedded",
    fill: () => index.ready(),
    settle: () => index.save(),
    async search(query, limit, filter) {
      const lookUp = { query, limit, ...(filter && { filter }) };
      const { matches } = await finder.find({ modelId, modelKey, index }, lookUp);
      return matches.map(({ assetId }) => name(assetId));
    },
    residentBytes: async () => process.memoryUsage().rss - before,
    diskBytes: () => folderBytes(directory),
    close: () => index.close(),
  };
}

/** The truth: every vector of the catalog compared. */
export function exact(library: FilledLibrary) {
  const { catalog, modelId } = library;
  const name = nameOf(library);
  return async (query: Float32Array, limit: number, filter?: PhotoFilter): Promise<string[]> => {
    const assetIds = filter && catalog.photoFilter.assetIdsOf(filter);
    const { matches } = await exactSearch(catalog, { modelId, query, limit, assetIds });
    return matches.map(({ assetId }) => name(assetId));
  };
}

function nameOf({ catalog, count }: FilledLibrary): (assetId: number) => string {
  const names = new Map<number, string>();
  for (let row = 0; row < count; row++) {
    const sha256 = sha256Of(row);
    names.set(catalog.assets.idOf(sha256) as number, sha256.toString("hex"));
  }
  return (assetId) => names.get(assetId) ?? "";
}

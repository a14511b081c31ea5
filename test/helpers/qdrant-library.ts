import type { SearchAnswer } from "../../src/contract/index.ts";
import type { Core, Host } from "../../src/core/index.ts";
import { index, openCore } from "./core.ts";
import { folderOf } from "./photo-folder.ts";
import { temporaryDirectory } from "./temporary.ts";

export interface IndexedLibrary {
  core: Core;
  folder: string;
  libraryDirectory: string;
}

/** A real core with so many photos of a folder indexed. @param firstLook of the first photo: equal looks are equal photos */
export async function indexedLibrary(
  count: number,
  { firstLook = 0, host = {} }: { firstLook?: number; host?: Host } = {},
): Promise<IndexedLibrary> {
  const libraryDirectory = await temporaryDirectory();
  const core = await openCore({ libraryDirectory, host });
  const folder = await folderOf(count, firstLook);
  await index(core, folder);
  return { core, folder, libraryDirectory };
}

export interface QdrantToUse {
  url: string;
  collection: string;
  apiKey?: string | undefined;
}

/** Changes over to a server, to the end. */
export async function turnToQdrant(core: Core, { url, collection, apiKey }: QdrantToUse) {
  await core.client.vectors.use({
    store: "qdrant",
    url,
    collection,
    ...(apiKey !== undefined && { apiKey }),
  });
  await core.vectorsSwitched();
  return core.client.vectors.status();
}

export const findAll = (core: Core): Promise<SearchAnswer> =>
  core.client.search.text({ query: "a red boat", limit: 1000 });

export const idsOf = ({ results }: SearchAnswer): number[] => results.map(({ assetId }) => assetId);

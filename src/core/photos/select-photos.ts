import { existsSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
import type { Catalog } from "../catalog/index.ts";
import { ShoeboxError } from "../errors.ts";
import { pathForDisplay } from "../files/path-bytes.ts";
import { isInside, relativeTo } from "../files/path-inside.ts";

/** Which photos are meant: those of all that is said, together. */
export interface Selection {
  assetIds?: readonly number[] | undefined;
  directory?: string | undefined;
  query?: string | undefined;
  /** Of what a query finds by looks no more than this. */
  limit?: number | undefined;
}

export interface SelectionParts {
  catalog: Catalog;
  search: { found(query: string, limit: number): Promise<number[]> };
}

const defaultLimit = 200;

/**
 * The photos that are meant, as they are at this moment.
 * @returns undefined where nothing is said
 * @throws ASSET_NOT_FOUND, ROOT_NOT_FOUND, MODEL_MISSING, MODEL_CORRUPT
 */
export async function selectPhotos(
  { catalog, search }: SelectionParts,
  { assetIds, directory, query, limit = defaultLimit }: Selection,
): Promise<number[] | undefined> {
  if (assetIds === undefined && directory === undefined && query === undefined) return undefined;
  const unknown = assetIds && catalog.collections.unknownAsset(assetIds);
  if (unknown !== undefined) {
    throw new ShoeboxError("ASSET_NOT_FOUND", `There is no photo ${unknown} in the library.`);
  }
  const inDirectory = directory === undefined ? [] : photosIn(catalog, directory);
  const found = query === undefined ? [] : await search.found(query, limit);
  return [...new Set([...(assetIds ?? []), ...inDirectory, ...found])];
}

/** Photos in a folder and below it: of a root, of a part of one, or of all roots that lie in it. */
function photosIn(catalog: Catalog, directory: string): number[] {
  const path = resolve(directory);
  const paths = [path, existsSync(path) ? realpathSync(path) : path];
  const roots = catalog.roots.list();
  const directoryIds = paths.flatMap((folder) =>
    roots.flatMap((root) => {
      if (isInside(root.path, folder)) return [...catalog.directories.under(root.rootId, "").values()];
      if (!isInside(folder, root.path)) return [];
      return [...catalog.directories.under(root.rootId, relativeTo(root.path, folder)).values()];
    }),
  );
  if (directoryIds.length === 0) {
    const shown = pathForDisplay(path);
    throw new ShoeboxError("ROOT_NOT_FOUND", `The library has no folder ${shown}.`, { path: shown });
  }
  return catalog.collections.assetIdsIn([...new Set(directoryIds)]);
}

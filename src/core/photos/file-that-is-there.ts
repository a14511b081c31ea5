import { stat } from "node:fs/promises";
import type { Catalog } from "../catalog/index.ts";
import { pathToSystem } from "../files/path-bytes.ts";
import type { RootPlaces } from "../roots/root-places.ts";

export interface FileThatIsThere {
  /** Open it as `pathToSystem(filePath)`. */
  filePath: string;
  sizeBytes: number;
}

/** Of the files with a photo's content the first that can be reached; undefined where none can. */
export async function fileThatIsThere(
  catalog: Catalog,
  places: RootPlaces,
  assetId: number,
): Promise<FileThatIsThere | undefined> {
  for (const { path: filePath, rootId } of catalog.photos.filesOf(assetId)) {
    // Another disk in its place may hold another file of the same name.
    if (!places.isRootOnline(rootId)) continue;
    const stats = await stat(pathToSystem(filePath)).catch(() => undefined);
    if (stats?.isFile()) return { filePath, sizeBytes: stats.size };
  }
  return undefined;
}

import { createHash } from "node:crypto";
import type { NewAsset } from "../../src/core/catalog/assets.ts";
import type { Catalog } from "../../src/core/catalog/index.ts";

/** Contents without files behind them, known to be there. @returns their ids */
export function putAssets(
  catalog: Catalog,
  count: number,
  facts: (row: number) => Partial<NewAsset> = () => ({}),
) {
  return catalog.transaction(() => {
    const rootId = catalog.roots.insert(`/photos ${catalog.roots.list().length}`);
    const directoryId = catalog.directories.idOf(rootId, "");
    return Array.from({ length: count }, (_, row) => {
      const sizeBytes = 1000 + row;
      const name = `${row}.jpg`;
      catalog.files.queue({ directoryId, name, jobId: 0, sizeBytes, modifiedAt: row, inode: row + 1 });
      const assetId = catalog.assets.put({
        sha256: createHash("sha256").update(`${rootId} ${row}`).digest(),
        format: "jpeg",
        width: 40,
        height: 30,
        sizeBytes,
        takenAt: null,
        takenAtSource: null,
        takenAtMinutes: row,
        camera: {},
        latitude: null,
        longitude: null,
        placeholder: null,
        thumbnail: { version: 1, webp: Buffer.from([row % 256]) },
        ...facts(row),
      });
      const fileId = catalog.files.idOf(directoryId, name);
      catalog.files.finish({ fileId, jobId: 0, outcome: "indexed", assetId, code: null, message: null });
      catalog.assets.touch(assetId, catalog.nextRevision());
      return assetId;
    });
  });
}

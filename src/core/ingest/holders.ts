import type { PendingFile } from "../catalog/files.ts";
import type { Catalog } from "../catalog/index.ts";
import { isSameFile, isThere } from "../files/is-there.ts";

export interface HoldersParts {
  catalog: Catalog;
  isRootOnline: (rootId: number) => boolean;
}

/** Another file stands for the same content. */
export function isCopy({ catalog, isRootOnline }: HoldersParts, assetId: number, fileId: number): boolean {
  return catalog.files
    .holdersOf(assetId, fileId)
    .some(
      ({ isOwner, isPresent, path, rootId }) =>
        isOwner && isPresent && (isThere(path) || !isRootOnline(rootId)),
    );
}

/**
 * The content was known at a path where it is gone, on a disk that is there: it was moved here, and that path is
 * forgotten. One such path for each file, so that moves are counted as often as they happened. Call it in a transaction.
 */
export function dropMoved(
  { catalog, isRootOnline }: HoldersParts,
  file: PendingFile,
  assetId: number,
): boolean {
  const from = catalog.files
    .holdersOf(assetId, file.fileId)
    .find(
      (holder) =>
        (!isThere(holder.path) || isSameFile(holder.path, file.path)) && isRootOnline(holder.rootId),
    );
  if (from) catalog.files.remove(from.fileId);
  return from !== undefined;
}

import type { FileStamp } from "../catalog/directories.ts";
import type { FileHolder, PendingFile } from "../catalog/files.ts";
import type { Catalog } from "../catalog/index.ts";
import { isSameFile, isThere } from "../files/is-there.ts";

export interface HoldersParts {
  catalog: Catalog;
  isRootOnline: (rootId: number) => boolean;
  /** The root's disk is there, and the root is not on it. */
  isRootGone: (rootId: number) => boolean;
}

interface MovesParts extends HoldersParts {
  /** Called for a file that was found where it is now, with where it was. */
  onMoved: (from: FileHolder, path: string) => void;
}

/** A file at hand, as it was when it was opened, where it could be. */
type HandedFile = Pick<PendingFile, "fileId" | "path" | "assetId"> & { stamp: FileStamp | undefined };

/** Another file stands for the same content. */
export function isCopy(parts: HoldersParts, assetId: number, file: HandedFile): boolean {
  const isNew = file.assetId !== assetId;
  return parts.catalog.files
    .holdersOf(assetId, file.fileId)
    .filter((holder) => holder.isOwner || (isNew && isHeldAgain(holder, file)))
    .some((holder) => holder.isPresent && !isKnownGone(parts, holder, file));
}

/**
 * What held the content and is to be read again comes before a new file that holds it, whichever of the two happens to
 * be read first: a hard link gives both a new time of change. Of another size it holds something else by now.
 */
function isHeldAgain(holder: FileHolder, { stamp }: HandedFile): boolean {
  return holder.isPending && holder.sizeBytes === stamp?.sizeBytes;
}

/**
 * The content was known at a path where it is gone, on a disk that is there: it was moved here, and that path is
 * forgotten. One such path for each file, so that moves are counted as often as they happened; the most alike first, so
 * that each copy is taken for the one that it was. Call it in a transaction.
 */
export function dropMoved(parts: MovesParts, assetId: number, file: HandedFile): boolean {
  const from = parts.catalog.files
    .holdersOf(assetId, file.fileId)
    .filter((holder) => isKnownGone(parts, holder, file) || isSameFile(holder.path, file.path))
    .sort((left, right) => sharedEnd(right.path, file.path) - sharedEnd(left.path, file.path))[0];
  if (!from) return false;
  parts.catalog.files.remove(from.fileId);
  parts.onMoved(from, file.path);
  return true;
}

/**
 * A file is not at its place any more: its disk says so. Where that is away, the file now at hand may be the same one,
 * which its number and date tell.
 */
function isKnownGone(
  { isRootOnline, isRootGone }: HoldersParts,
  holder: FileHolder,
  { stamp }: HandedFile,
): boolean {
  if (isThere(holder.path)) return false;
  if (isRootOnline(holder.rootId) || isRootGone(holder.rootId)) return true;
  return stamp !== undefined && isSameStamp(holder, stamp);
}

function isSameStamp(one: FileHolder, other: FileStamp): boolean {
  const isSameNumber = one.inode > 0 && one.inode === other.inode;
  return isSameNumber && one.sizeBytes === other.sizeBytes && one.modifiedAt === other.modifiedAt;
}

/** How many characters two paths have in common at their ends. */
function sharedEnd(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one.at(-1 - length) === other.at(-1 - length)) length++;
  return length;
}

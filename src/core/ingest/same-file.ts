import { stat } from "node:fs/promises";
import type { DirectoryStamp, FileStamp } from "../catalog/directories.ts";
import { pathToSystem } from "../files/path-bytes.ts";
import type { FileSystemTraits } from "../volumes/file-system-traits.ts";

/** What a look at a file tells beside its name. */
export type FileLook = Omit<FileStamp, "changedAt"> & { changedAt: number };

/** Daylight saving time, as nearly all the world has it. */
const clockShiftMillis = 3_600_000;

/**
 * The one rule for when two looks at a path mean the same file with the same content, so that nothing is read:
 * - size and date are the same, as far as the file system keeps dates; and
 * - so is the time of change, or the file system keeps none that means anything; and
 * - so is the inode number, or the file system makes those up.
 *
 * A tool that writes into a file and sets its date back cannot set the time of change back; what replaces a file (a
 * copy that is renamed to its place) cannot have its inode number. A backup that is put back gives new times of change,
 * and inodes new or used again, to all files of a folder and to the folder: those are the same files.
 */
export function isSameFile(
  known: FileStamp,
  seen: FileLook,
  traits: FileSystemTraits,
  isInFolderPutBack = false,
): boolean {
  if (known.sizeBytes !== seen.sizeBytes || !isSameDate(known.modifiedAt, seen.modifiedAt, traits))
    return false;
  const isSameInode = !traits.hasStableInodes || known.inode === seen.inode;
  // What an older version noted has no time of change: that it has not changed since can only be believed.
  const isUntouched =
    !traits.hasChangeTimes || known.changedAt === null || known.changedAt === seen.changedAt;
  return isUntouched ? isSameInode : isInFolderPutBack;
}

/**
 * Whether a folder is not the one that it was, though it may look like it: another one has its name, or a tool gave it
 * the date that it had. What is edited in it, in place or by renaming, leaves it all it was or gives it a new date.
 */
export function isFolderPutBack(
  known: DirectoryStamp,
  seen: DirectoryStamp,
  { hasStableInodes, hasChangeTimes }: FileSystemTraits,
): boolean {
  const isAnother = hasStableInodes && known.inode !== seen.inode;
  const isSetBack =
    hasChangeTimes && known.modifiedAt === seen.modifiedAt && known.changedAt !== seen.changedAt;
  return isAnother || isSetBack;
}

/**
 * Whether a file that is about to be opened is still what was read from it, as far as its size and date tell: another
 * picture may lie there by now. Nothing is hashed for that.
 * @throws what looking at it threw
 */
export async function isAsRead(
  known: Pick<FileStamp, "sizeBytes" | "modifiedAt"> & { path: string },
  traits: FileSystemTraits,
): Promise<boolean> {
  const { size, mtimeMs } = await stat(pathToSystem(known.path));
  return size === known.sizeBytes && isSameDate(known.modifiedAt, mtimeMs, traits);
}

/** Whether two dates of one file, in milliseconds, are the same to a file system that keeps them so coarsely. */
function isSameDate(
  known: number,
  seen: number,
  { dateStepMillis, hasLocalDates }: FileSystemTraits,
): boolean {
  const difference = Math.abs(known - seen);
  if (difference === 0 || difference < dateStepMillis) return true;
  return hasLocalDates && Math.abs(difference - clockShiftMillis) < dateStepMillis;
}

import type { FileStamp } from "../catalog/directories.ts";
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
 * copy that is renamed to its place) cannot have its inode number. A backup that is put back changes both of all files,
 * and keeps every date, also that of their folder: those are the same files.
 * @param isFolderPutBack the folder is another one than last time, or has the date that it had then
 */
export function isSameFile(
  known: FileStamp,
  seen: FileLook,
  traits: FileSystemTraits,
  isFolderPutBack = false,
): boolean {
  if (known.sizeBytes !== seen.sizeBytes || !isSameDate(known.modifiedAt, seen.modifiedAt, traits))
    return false;
  const isSameInode = !traits.hasStableInodes || known.inode === seen.inode;
  // What an older version noted has no time of change: that it has not changed since can only be believed.
  const isUntouched =
    !traits.hasChangeTimes || known.changedAt === null || known.changedAt === seen.changedAt;
  if (isSameInode && isUntouched) return true;
  const isReplaced = traits.hasStableInodes && !isSameInode && !isUntouched;
  return isReplaced && isFolderPutBack;
}

/** Whether two dates of one file, in milliseconds, are the same to a file system that keeps them so coarsely. */
export function isSameDate(
  known: number,
  seen: number,
  { dateStepMillis, hasLocalDates }: FileSystemTraits,
): boolean {
  const difference = Math.abs(known - seen);
  if (difference === 0 || difference < dateStepMillis) return true;
  return hasLocalDates && Math.abs(difference - clockShiftMillis) < dateStepMillis;
}

import { fromDatabaseError } from "../catalog/database.ts";
import { fromSystemError, isShoeboxError, type ShoeboxError, systemCodeOf } from "../errors.ts";

/**
 * What went wrong when it is the library's own disk that did: full, failing, or suddenly read-only. Nothing was
 * half-written, since all is written in transactions; the work can go on where it was once the disk is well.
 * @returns undefined for any other error
 */
export function libraryTroubleOf(thrown: unknown, catalogPath: string): ShoeboxError | undefined {
  const isFromDatabase = systemCodeOf(thrown).startsWith("SQLITE_");
  const translated = isFromDatabase ? fromDatabaseError(thrown, catalogPath) : thrown;
  const error = isShoeboxError(translated)
    ? translated
    : fromSystemError(thrown, catalogPath, "INTERNAL_ERROR");
  const isDisk = error.code === "DISK_FULL" || error.code === "LIBRARY_DISK_ERROR";
  const isReadOnly = error.code === "PERMISSION_DENIED" && error.path === catalogPath;
  return isDisk || (isReadOnly && (isFromDatabase || isShoeboxError(thrown))) ? error : undefined;
}

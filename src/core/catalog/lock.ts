import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { fromSystemError, ShoeboxError, systemCodeOf } from "../errors.ts";

/** Holds a library for one process. */
export interface LibraryLock {
  release(): void;
}

/**
 * Takes the library for this process, or throws CATALOG_LOCKED. An exclusive transaction on a small database of
 * its own: the system drops it when the process dies, however it dies, on every platform.
 */
export function lockLibrary(libraryDirectory: string): LibraryLock {
  const holderPath = join(libraryDirectory, "lock-holder.txt");
  const database = openLockDatabase(join(libraryDirectory, "lock.sqlite"));
  try {
    database.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if (systemCodeOf(error) !== "SQLITE_BUSY") throw fromSystemError(error, libraryDirectory);
    const message = `Another Shoebox${describeHolder(holderPath)} is using this library.`;
    throw new ShoeboxError("CATALOG_LOCKED", message, { path: libraryDirectory, cause: error });
  }
  try {
    writeFileSync(holderPath, String(process.pid));
  } catch {
    // On a full disk a library can still be looked at; only its holder's number is not known then.
  }
  return { release: () => database.close() };
}

function openLockDatabase(path: string): Database.Database {
  try {
    return new Database(path, { timeout: 0 });
  } catch (error) {
    throw fromSystemError(error, path, "PERMISSION_DENIED");
  }
}

function describeHolder(holderPath: string): string {
  try {
    return ` (process ${readFileSync(holderPath, "utf8")})`;
  } catch {
    return "";
  }
}

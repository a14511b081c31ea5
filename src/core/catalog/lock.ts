import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { fromSystemError, ShoeboxError, systemCodeOf } from "../errors.ts";

/** Holds a library for one process. */
export interface LibraryLock {
  release(): void;
}

export const lockFileName = "lock.sqlite";
const holderFileName = "lock-holder.txt";

/**
 * Takes the library for this process, or throws CATALOG_LOCKED. An exclusive transaction on a small database of
 * its own: the system drops it when the process dies, however it dies, on every platform.
 */
export function lockLibrary(libraryDirectory: string): LibraryLock {
  const holderPath = join(libraryDirectory, holderFileName);
  const database = openLockDatabase(join(libraryDirectory, lockFileName));
  try {
    // A journal on the disk, which nothing is ever put into, would need room there.
    database.pragma("journal_mode = MEMORY");
    database.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if (systemCodeOf(error) !== "SQLITE_BUSY") throw fromSystemError(error, libraryDirectory);
    throw lockedBy(libraryDirectory, error);
  }
  try {
    writeFileSync(holderPath, String(process.pid));
  } catch {
    // On a full disk a library can still be looked at; only its holder's number is not known then.
  }
  return {
    release: () => {
      try {
        rmSync(holderPath, { force: true });
      } catch {
        // It names a process that has ended, and is written anew by the next.
      }
      database.close();
    },
  };
}

/**
 * For a library that is only read: any number may at once, and nobody may write meanwhile. Where there is no lock file,
 * or the medium knows no locks, nobody writes there either.
 * @throws CATALOG_LOCKED
 */
export function lockLibraryForReading(libraryDirectory: string): LibraryLock {
  const path = join(libraryDirectory, lockFileName);
  if (!existsSync(path)) return { release: () => {} };
  let database: Database.Database | undefined;
  try {
    database = new Database(path, { readonly: true, timeout: 0 });
    database.exec("BEGIN");
    database.pragma("schema_version");
  } catch (error) {
    if (systemCodeOf(error) === "SQLITE_BUSY") {
      database?.close();
      throw lockedBy(libraryDirectory, error);
    }
  }
  return { release: () => database?.close() };
}

function lockedBy(libraryDirectory: string, cause: unknown): ShoeboxError {
  const holder = describeHolder(join(libraryDirectory, holderFileName));
  const message = `Another Shoebox${holder} is using this library.`;
  return new ShoeboxError("CATALOG_LOCKED", message, { path: libraryDirectory, cause });
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

import { chmodSync, constants, copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { ShoeboxError, systemCodeOf } from "../errors.ts";
import { catalogFileName, fromDatabaseError, migrate, neededVersion, versionOf } from "./database.ts";

/** What SQLite keeps beside a database: commits that are not in it yet. */
const companions = ["", "-wal", "-journal"];

/**
 * Where roots are is learned anew each time, and held in memory: a disk may be mounted elsewhere than when the library
 * was written. A temporary table goes before one of the same name.
 */
const rootsInMemory = "CREATE TEMP TABLE roots AS SELECT * FROM main.roots";

/**
 * Opens a catalog that cannot be written to, where it lies if that can be done. A write-ahead log needs a file that is
 * written to even by readers, and a catalog of an older Shoebox has to be migrated: such a one is read from a copy.
 * @throws CATALOG_NEWER, CATALOG_CORRUPT, DISK_FULL where there is no room for that copy
 */
export function openReadOnlyDatabase(libraryDirectory: string): Database.Database {
  const path = join(libraryDirectory, catalogFileName);
  const database = openInPlace(path) ?? openCopy(path);
  database.pragma("cache_size = -32768");
  database.pragma("temp_store = MEMORY");
  database.exec(rootsInMemory);
  return database;
}

/** undefined where it has to be copied first. */
function openInPlace(path: string): Database.Database | undefined {
  let database: Database.Database | undefined;
  try {
    database = new Database(path, { readonly: true, fileMustExist: true });
    if (versionOf(database, path) === neededVersion) return database;
    database.close();
    return undefined;
  } catch (error) {
    database?.close();
    if (/^SQLITE_(CANTOPEN|READONLY|IOERR)/.test(systemCodeOf(error))) return undefined;
    throw fromDatabaseError(error, path);
  }
}

function openCopy(path: string): Database.Database {
  removeLeftCopies();
  const directory = mkdtempSync(join(tmpdir(), `${copyPrefix}${process.pid}-`));
  const copy = join(directory, catalogFileName);
  try {
    for (const companion of companions) {
      if (!existsSync(path + companion)) continue;
      copyFileSync(path + companion, copy + companion, constants.COPYFILE_FICLONE);
      chmodSync(copy + companion, 0o600);
    }
    const writable = new Database(copy);
    try {
      migrate(writable, path);
      writable.pragma("journal_mode = DELETE");
    } finally {
      writable.close();
    }
    return new Database(copy, { readonly: true });
  } catch (error) {
    const known = fromDatabaseError(error, path);
    throw hasCode(known, "DISK_FULL") ? noRoomForCopy(known) : known;
  } finally {
    // An open file stays until it is closed, however this process ends; Windows keeps it, and the next one removes it.
    rmQuietly(directory);
  }
}

const copyPrefix = "shoebox-catalog-";

/** Of processes that have ended: where an open file cannot be removed. */
function removeLeftCopies(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = new RegExp(`^${copyPrefix}(\\d+)-`).exec(name)?.[1];
    if (owner !== undefined && Number(owner) !== process.pid && !isAlive(Number(owner))) {
      rmQuietly(join(tmpdir(), name));
    }
  }
}

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    return systemCodeOf(error) !== "ESRCH";
  }
}

function rmQuietly(directory: string): void {
  try {
    rmSync(directory, { recursive: true, force: true });
  } catch {
    // It is another user's, or open.
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof ShoeboxError && error.code === code;
}

function noRoomForCopy(cause: unknown): ShoeboxError {
  const message = `This library can only be read from a copy of its catalog, and there is no room for that in ${tmpdir()}.`;
  return new ShoeboxError("DISK_FULL", message, { path: tmpdir(), cause });
}

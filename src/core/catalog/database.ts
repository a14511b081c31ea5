import { join } from "node:path";
import Database from "better-sqlite3";
import { fromSystemError, ShoeboxError, systemCodeOf } from "../errors.ts";
import { initialMigration } from "./migrations/0001-initial.ts";
import { formatsMigration } from "./migrations/0002-formats.ts";
import { problemsMigration } from "./migrations/0003-problems.ts";
import { volumesMigration } from "./migrations/0004-volumes.ts";
import { duplicatesMigration } from "./migrations/0005-duplicates.ts";
import { insideFilesMigration } from "./migrations/0006-inside-files.ts";
import { ownValuesMigration } from "./migrations/0007-own-values.ts";
import { writtenPairsMigration } from "./migrations/0008-written-pairs.ts";
import { countingMigration } from "./migrations/0009-counting.ts";
import { stagesMigration } from "./migrations/0010-stages.ts";
import { contentsOfPairsMigration } from "./migrations/0011-contents-of-pairs.ts";
import { partsOfMovesMigration } from "./migrations/0012-parts-of-moves.ts";
import { lookingMigration } from "./migrations/0013-looking.ts";
import { movedRootsMigration } from "./migrations/0014-moved-roots.ts";
import { writtenFactsMigration } from "./migrations/0015-written-facts.ts";
import { wordsMigration } from "./migrations/0016-words.ts";
import { vectorStoresMigration } from "./migrations/0017-vector-stores.ts";
import { collectionsMigration } from "./migrations/0018-collections.ts";
import { findingMigration } from "./migrations/0019-finding.ts";
import { captionsMigration } from "./migrations/0020-captions.ts";

/** Applied in order; a catalog's `user_version` says how many it has had. Never edit one that was released. */
const migrations: readonly string[] = [
  initialMigration,
  formatsMigration,
  problemsMigration,
  volumesMigration,
  duplicatesMigration,
  insideFilesMigration,
  ownValuesMigration,
  writtenPairsMigration,
  countingMigration,
  stagesMigration,
  contentsOfPairsMigration,
  partsOfMovesMigration,
  lookingMigration,
  movedRootsMigration,
  writtenFactsMigration,
  wordsMigration,
  vectorStoresMigration,
  collectionsMigration,
  findingMigration,
  captionsMigration,
];

export const catalogFileName = "catalog.sqlite";

/** The version that this Shoebox works with. */
export const neededVersion = migrations.length;

/**
 * Opens the catalog, making or migrating it as needed.
 * @param isDiskFull what can be done without writing is done
 * @throws CATALOG_NEWER, CATALOG_CORRUPT, PERMISSION_DENIED, DISK_FULL
 */
export function openDatabase(libraryDirectory: string, isDiskFull = false): Database.Database {
  const path = join(libraryDirectory, catalogFileName);
  let database: Database.Database | undefined;
  try {
    database = new Database(path);
    // A write-ahead log's index takes room on the disk, unless only one connection uses it: then it is held in memory.
    if (isDiskFull) database.pragma("locking_mode = EXCLUSIVE");
    // One that a newer Shoebox made stays as it is.
    versionOf(database, path);
    configure(database);
    migrate(database, path);
    return database;
  } catch (error) {
    database?.close();
    throw fromDatabaseError(error, path);
  }
}

function configure(database: Database.Database): void {
  beginLog(database);
  // In WAL mode NORMAL can lose the last commits to a power cut, never corrupt: what is lost is indexed again.
  database.pragma("synchronous = NORMAL");
  database.pragma("foreign_keys = ON");
  database.pragma("cache_size = -32768");
  database.pragma("temp_store = MEMORY");
}

/** On a full disk the catalog stays as it was closed: it can be read, and written to once there is room. */
export function beginLog(database: Database.Database): void {
  try {
    database.pragma("journal_mode = WAL");
  } catch (error) {
    if (systemCodeOf(error) !== "SQLITE_FULL") throw error;
  }
}

/** A catalog without a write-ahead log is one file, which can be read wherever it lies: on a disc, a snapshot, a share. */
export function endLog(database: Database.Database): void {
  try {
    database.pragma("busy_timeout = 0");
    database.pragma("journal_mode = DELETE");
  } catch {
    // Somebody else reads it, or the disk is full: it stays as it is.
  }
}

/** @throws CATALOG_NEWER */
export function versionOf(database: Database.Database, path: string): number {
  const version = database.pragma("user_version", { simple: true }) as number;
  if (version <= neededVersion) return version;
  const message = `This library was made by a newer Shoebox (catalog version ${version}, this one knows ${neededVersion}).`;
  throw new ShoeboxError("CATALOG_NEWER", message, { path });
}

/** @throws CATALOG_NEWER */
export function migrate(database: Database.Database, path: string): void {
  for (let next = versionOf(database, path); next < neededVersion; next++) {
    database.transaction(() => {
      database.exec(migrations[next] ?? "");
      database.pragma(`user_version = ${next + 1}`);
    })();
  }
}

/** What an SQLite or file system error means to a person; any other error is a defect and passes as it is. */
export function fromDatabaseError(error: unknown, path: string): unknown {
  const code = systemCodeOf(error);
  if (code === "") return error;
  if (code.startsWith("SQLITE_CORRUPT") || code === "SQLITE_NOTADB") {
    return new ShoeboxError("CATALOG_CORRUPT", undefined, { path, cause: error });
  }
  if (code.startsWith("SQLITE_BUSY"))
    return new ShoeboxError("CATALOG_LOCKED", undefined, { path, cause: error });
  if (code.startsWith("SQLITE_IOERR"))
    return new ShoeboxError("LIBRARY_DISK_ERROR", undefined, { path, cause: error });
  if (code.startsWith("SQLITE_READONLY") || code.startsWith("SQLITE_CANTOPEN")) {
    return new ShoeboxError("PERMISSION_DENIED", undefined, { path, cause: error });
  }
  return fromSystemError(error, path);
}

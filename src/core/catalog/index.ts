import { join } from "node:path";
import type Database from "better-sqlite3";
import { isShoeboxError } from "../errors.ts";
import { albumsRepository } from "./albums.ts";
import { assetsRepository } from "./assets.ts";
import { captionActionsRepository } from "./caption-actions.ts";
import { captionerChoiceRepository } from "./captioner-choice.ts";
import { captionsRepository } from "./captions.ts";
import { collectionActionsRepository } from "./collection-actions.ts";
import { collectionSumsRepository } from "./collection-sums.ts";
import { collectionsRepository } from "./collections.ts";
import { comparisonsRepository } from "./comparisons.ts";
import { beginLog, catalogFileName, endLog, fromDatabaseError, openDatabase } from "./database.ts";
import { directoriesRepository } from "./directories.ts";
import { duplicateFilesRepository } from "./duplicate-files.ts";
import { factChangesRepository } from "./fact-changes.ts";
import { factRowsRepository } from "./fact-rows.ts";
import { filesRepository } from "./files.ts";
import { forgettingRepository } from "./forgetting.ts";
import { givenPicturesRepository } from "./given-pictures.ts";
import { jobsRepository } from "./jobs.ts";
import { Keeping, outdatedOnFullDisk } from "./keeping.ts";
import { hindranceIn } from "./library-access.ts";
import { type LibraryLock, lockLibrary, lockLibraryForReading } from "./lock.ts";
import { modelChoiceRepository } from "./model-choice.ts";
import { movesRepository } from "./moves.ts";
import { outboxRepository } from "./outbox.ts";
import { ownValuesRepository } from "./own-values.ts";
import { peopleRepository } from "./people.ts";
import { photoFactsRepository } from "./photo-facts.ts";
import { photoFilterRepository } from "./photo-filter.ts";
import { photosRepository } from "./photos.ts";
import { placeNamesRepository } from "./place-names.ts";
import { placesRepository } from "./places.ts";
import { problemsRepository } from "./problems.ts";
import { openReadOnlyDatabase } from "./read-only-database.ts";
import { relocationRepository } from "./relocation.ts";
import { rootsRepository } from "./roots.ts";
import { savedSearchesRepository } from "./saved-searches.ts";
import { settingsRepository } from "./settings.ts";
import { signaturesRepository } from "./signatures.ts";
import { stagesRepository } from "./stages.ts";
import { statsRepository } from "./stats.ts";
import { troublesRepository } from "./troubles.ts";
import { vectorChunksRepository } from "./vector-chunks.ts";
import { vectorsRepository } from "./vectors.ts";
import { vectorsChoiceRepository } from "./vectors-choice.ts";
import { verdictsRepository } from "./verdicts.ts";
import { wordsRepository } from "./words.ts";

/**
 * Opens a library's catalog for this process alone. One that cannot be written to is opened for reading: `keeping` says
 * so, and each transaction is refused.
 * @throws CATALOG_LOCKED, CATALOG_NEWER, CATALOG_CORRUPT, PERMISSION_DENIED, DISK_FULL
 */
export function openCatalog(libraryDirectory: string) {
  const hindrance = hindranceIn(libraryDirectory);
  const isReadOnly = hindrance === "LIBRARY_READ_ONLY";
  const lock = isReadOnly ? lockLibraryForReading(libraryDirectory) : lockLibrary(libraryDirectory);
  try {
    const { database, keeping } = isReadOnly
      ? readOnly(libraryDirectory)
      : openToWrite(libraryDirectory, hindrance === "DISK_FULL");
    return withRepositories(libraryDirectory, database, keeping, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

interface Opened {
  database: Database.Database;
  keeping: Keeping;
}

function readOnly(libraryDirectory: string, message?: string): Opened {
  const database = openReadOnlyDatabase(libraryDirectory);
  return { database, keeping: new Keeping(libraryDirectory, "LIBRARY_READ_ONLY", message) };
}

function openToWrite(libraryDirectory: string, isDiskFull: boolean): Opened {
  const keeping = new Keeping(libraryDirectory, isDiskFull ? "DISK_FULL" : undefined);
  try {
    return { database: openDatabase(libraryDirectory, isDiskFull), keeping };
  } catch (error) {
    const isFull = isDiskFull && isShoeboxError(error) && error.code === "DISK_FULL";
    if (isFull) return readOnly(libraryDirectory, outdatedOnFullDisk);
    throw error;
  }
}

function withRepositories(
  libraryDirectory: string,
  database: Database.Database,
  keeping: Keeping,
  lock: LibraryLock,
) {
  const path = join(libraryDirectory, catalogFileName);
  const photos = photosRepository(database);
  let revision = photos.revision();
  const nextRevision = (): number => ++revision;
  const words = wordsRepository(database);

  return {
    path,
    libraryDirectory,
    keeping,
    albums: albumsRepository(database),
    assets: assetsRepository(database),
    captionActions: captionActionsRepository(database),
    captionerChoice: captionerChoiceRepository(database),
    captions: captionsRepository(database),
    collectionActions: collectionActionsRepository(database),
    collections: collectionsRepository(database),
    collectionSums: collectionSumsRepository(database),
    comparisons: comparisonsRepository(database),
    directories: directoriesRepository(database),
    duplicateFiles: duplicateFilesRepository(database),
    factChanges: factChangesRepository(database),
    factRows: factRowsRepository(database),
    files: filesRepository(database),
    photoFilter: photoFilterRepository(database),
    forgetting: forgettingRepository(database, nextRevision),
    givenPictures: givenPicturesRepository(database),
    jobs: jobsRepository(database),
    modelChoice: modelChoiceRepository(database),
    moves: movesRepository(database),
    ownValues: ownValuesRepository(database),
    outbox: outboxRepository(database),
    people: peopleRepository(database),
    photoFacts: photoFactsRepository(database),
    photos,
    placeNames: placeNamesRepository(database),
    places: placesRepository(database),
    problems: problemsRepository(database),
    relocation: relocationRepository(database),
    roots: rootsRepository(database),
    savedSearches: savedSearchesRepository(database),
    settings: settingsRepository(database),
    signatures: signaturesRepository(database),
    stages: stagesRepository(database),
    stats: statsRepository(database),
    troubles: troublesRepository(database),
    vectorChunks: vectorChunksRepository(database),
    vectors: vectorsRepository(database),
    vectorsChoice: vectorsChoiceRepository(database),
    verdicts: verdictsRepository(database),
    words,

    /**
     * All or nothing, and what it changed of what is written about photos can be searched for with it. SQLite's errors
     * come out as codes (LIBRARY_READ_ONLY, DISK_FULL, CATALOG_CORRUPT, ...).
     */
    transaction<Result>(work: () => Result): Result {
      keeping.assertNotReadOnly();
      const withWords = () => {
        const result = work();
        words.readChanged();
        return result;
      };
      try {
        return database.transaction(withWords).immediate();
      } catch (error) {
        const known = fromDatabaseError(error, path);
        if (isShoeboxError(known)) keeping.note(known);
        throw known;
      }
    },

    /** There is room again on a disk that was full. */
    hasRoomAgain: (): void => beginLog(database),

    /** The number of the last change that a page can ask about. */
    revision: (): number => revision,
    nextRevision,

    close(): void {
      try {
        if (!keeping.isReadOnly) database.pragma("optimize");
      } catch {
        // Statistics for the query planner: on a full disk there are none.
      }
      if (!keeping.isReadOnly) endLog(database);
      database.close();
      lock.release();
    },
  };
}

export type Catalog = ReturnType<typeof openCatalog>;

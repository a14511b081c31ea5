import { join } from "node:path";
import { makeDirectory } from "../files/make-directory.ts";
import { albumsRepository } from "./albums.ts";
import { assetsRepository } from "./assets.ts";
import { comparisonsRepository } from "./comparisons.ts";
import { catalogFileName, fromDatabaseError, openDatabase } from "./database.ts";
import { directoriesRepository } from "./directories.ts";
import { duplicateFilesRepository } from "./duplicate-files.ts";
import { filesRepository } from "./files.ts";
import { forgettingRepository } from "./forgetting.ts";
import { jobsRepository } from "./jobs.ts";
import { lockLibrary } from "./lock.ts";
import { modelChoiceRepository } from "./model-choice.ts";
import { movesRepository } from "./moves.ts";
import { ownValuesRepository } from "./own-values.ts";
import { peopleRepository } from "./people.ts";
import { photosRepository } from "./photos.ts";
import { placesRepository } from "./places.ts";
import { problemsRepository } from "./problems.ts";
import { relocationRepository } from "./relocation.ts";
import { rootsRepository } from "./roots.ts";
import { settingsRepository } from "./settings.ts";
import { signaturesRepository } from "./signatures.ts";
import { stagesRepository } from "./stages.ts";
import { statsRepository } from "./stats.ts";
import { troublesRepository } from "./troubles.ts";
import { vectorsRepository } from "./vectors.ts";
import { verdictsRepository } from "./verdicts.ts";
import { wordsRepository } from "./words.ts";

/**
 * Opens a library's catalog for this process alone.
 * @throws CATALOG_LOCKED, CATALOG_NEWER, CATALOG_CORRUPT, PERMISSION_DENIED, DISK_FULL
 */
export function openCatalog(libraryDirectory: string) {
  makeDirectory(libraryDirectory);
  const lock = lockLibrary(libraryDirectory);
  try {
    return withRepositories(libraryDirectory, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

function withRepositories(libraryDirectory: string, lock: { release(): void }) {
  const database = openDatabase(libraryDirectory);
  const path = join(libraryDirectory, catalogFileName);
  const photos = photosRepository(database);
  let revision = photos.revision();
  const nextRevision = (): number => ++revision;
  const words = wordsRepository(database);

  return {
    path,
    libraryDirectory,
    albums: albumsRepository(database),
    assets: assetsRepository(database),
    comparisons: comparisonsRepository(database),
    directories: directoriesRepository(database),
    duplicateFiles: duplicateFilesRepository(database),
    files: filesRepository(database),
    forgetting: forgettingRepository(database, nextRevision),
    jobs: jobsRepository(database),
    modelChoice: modelChoiceRepository(database),
    moves: movesRepository(database),
    ownValues: ownValuesRepository(database),
    people: peopleRepository(database),
    photos,
    places: placesRepository(database),
    problems: problemsRepository(database),
    relocation: relocationRepository(database),
    roots: rootsRepository(database),
    settings: settingsRepository(database),
    signatures: signaturesRepository(database),
    stages: stagesRepository(database),
    stats: statsRepository(database),
    troubles: troublesRepository(database),
    vectors: vectorsRepository(database),
    verdicts: verdictsRepository(database),
    words,

    /**
     * All or nothing, and what it changed of what is written about photos can be searched for with it. SQLite's errors
     * come out as codes (DISK_FULL, CATALOG_CORRUPT, ...).
     */
    transaction<Result>(work: () => Result): Result {
      const withWords = () => {
        const result = work();
        words.readChanged();
        return result;
      };
      try {
        return database.transaction(withWords).immediate();
      } catch (error) {
        throw fromDatabaseError(error, path);
      }
    },

    /** The number of the last change that a page can ask about. */
    revision: (): number => revision,
    nextRevision,

    close(): void {
      try {
        database.pragma("optimize");
      } catch {
        // Statistics for the query planner: on a full disk there are none.
      }
      database.close();
      lock.release();
    },
  };
}

export type Catalog = ReturnType<typeof openCatalog>;

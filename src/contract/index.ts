import type { ContractRouterClient } from "@orpc/contract";
import { captionsContract } from "./captions.ts";
import { collectionsContract } from "./collections.ts";
import { directoriesContract } from "./directories.ts";
import { duplicatesContract } from "./duplicates.ts";
import { historyContract } from "./history.ts";
import { jobsContract } from "./jobs.ts";
import { libraryContract } from "./library.ts";
import { modelsContract } from "./models.ts";
import { photosContract } from "./photos.ts";
import { problemsContract } from "./problems.ts";
import { rootsContract } from "./roots.ts";
import { searchContract } from "./search.ts";
import { searchesContract } from "./searches.ts";
import { settingsContract } from "./settings.ts";
import { vectorsContract } from "./vectors.ts";

/** The whole API on one screen: what the app can do, over any transport. */
export const contract = {
  library: libraryContract,
  photos: photosContract,
  search: searchContract,
  roots: rootsContract,
  jobs: jobsContract,
  problems: problemsContract,
  directories: directoriesContract,
  settings: settingsContract,
  models: modelsContract,
  duplicates: duplicatesContract,
  history: historyContract,
  vectors: vectorsContract,
  collections: collectionsContract,
  searches: searchesContract,
  captions: captionsContract,
};

export type ShoeboxClient = ContractRouterClient<typeof contract>;

export {
  type Caption,
  type CaptionChange,
  type CaptionerCard,
  type CaptioningMode,
  type CaptionNow,
  type CaptionsStatus,
  captionExportFormats,
  captioningModes,
  longestCaptionCharacters,
} from "./captions.ts";
export type * from "./cleaning.ts";
export { nameKeyOf } from "./collection-name-key.ts";
export {
  type Collection,
  type CollectionChange,
  type CollectionExport,
  type CollectionExportFormat,
  type CollectionStats,
  collectionExportFormats,
  mostNameCharacters,
  type PhotoSelection,
} from "./collections.ts";
export type { DirectoryListing } from "./directories.ts";
export type * from "./duplicates.ts";
export * from "./errors.ts";
export { forgottenForDays } from "./forgotten-for-days.ts";
export type {
  CaptionAction,
  CaptionEntry,
  CleanUpEntry,
  CollectionAction,
  CollectionEntry,
  HistoryEntry,
} from "./history.ts";
export type { Job, Ledger, Preferred, StageProblem, StageProgress } from "./jobs.ts";
export * from "./leave-out-rules.ts";
export { type LibraryEvent, libraryEventTypes, type Model, type Stats } from "./library.ts";
export * from "./media.ts";
export type {
  ModelCard,
  ModelCheck,
  ModelDownload,
  ModelFilling,
  ModelList,
  ModelTrouble,
} from "./models.ts";
export type { Camera, FaceRegion, Person, PhotoDetails, TakenAtSource, Timeline } from "./photos.ts";
export type { Problem } from "./problems.ts";
export {
  type FacetField,
  type Facets,
  type FacetValue,
  facetFields,
  longestQueryCharacters,
  type QueryCompletion,
  type QueryProblem,
  type QuerySpan,
  type QueryTerm,
  type ReadQuery,
} from "./query.ts";
export type { Forgetting, Root, Watching } from "./roots.ts";
export type {
  AnsweredBy,
  GivenPicture,
  Owner,
  Reason,
  SearchAnswer,
  SearchResult,
  WordSignal,
} from "./search.ts";
export { mostSearchNameCharacters, type SavedSearch, type SavedSearchFile } from "./searches.ts";
export { defaultSettings, type Settings, type SettingsAnswer } from "./settings.ts";
export { type SortOrder, sortOrders } from "./sort-order.ts";
export {
  type TileAddress,
  type TileDescription,
  type TileLevel,
  tilePath,
  tileSizePixels,
} from "./tiles.ts";
export type { UseVectors, VectorsCheck, VectorsStatus } from "./vectors.ts";

import type { AnsweredBy } from "../../contract/search.ts";
import type { QueryFilter } from "../vectors/query-filter.ts";
import type { SharedPhoto } from "../vectors/shared-photo.ts";
import type { VectorQuery } from "../vectors/vector-query.ts";
import type { VectorMatch } from "../vectors/vector-store.ts";
import type { VectorIndex } from "./vector-index.ts";

export interface LookUp {
  query: VectorQuery;
  limit: number;
  filter?: QueryFilter | undefined;
  /** Only photos of this library, where others share the store. */
  isOwnOnly?: boolean | undefined;
}

/** The vectors of one model, wherever they are looked up. */
export interface ModelVectors {
  modelId: number;
  modelKey: string;
  index: VectorIndex;
}

export interface Found {
  /** The best first. Photos that only other libraries have are numbered below zero. */
  matches: VectorMatch[];
  /** Photos that could have been found. */
  count: number;
  answeredBy: AnsweredBy;
  /** What is known of those below zero. */
  shared: ReadonlyMap<number, SharedPhoto>;
}

/** Finds the photos nearest to something, in whichever store is in use. */
export interface VectorFinder {
  find(vectors: ModelVectors, lookUp: LookUp): Promise<Found>;
}

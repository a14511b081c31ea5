import type { PhotoFacts } from "./photo-facts.ts";
import type { PhotoFilter } from "./photo-filter.ts";
import type { SharedPhoto } from "./shared-photo.ts";
import type { VectorQuery } from "./vector-query.ts";

/** A named vector of a collection: one for each model. */
export interface PointVectors {
  /** As `vectorNameOf` makes it of a model's key. */
  name: string;
  dimensions: number;
}

/** A photo as it is sent: what is known of it, what it looks like, its vectors. */
export interface PhotoPoint {
  facts: PhotoFacts;
  /** WebP, 200 pixels on the longer side; undefined leaves the one that is there. */
  thumbnail: Uint8Array | undefined;
  /** By the vectors' names: float32 [dimensions], of length 1. */
  vectors: ReadonlyMap<string, Float32Array>;
}

export interface PointSearch {
  /** The vectors' name. */
  vectors: string;
  query: VectorQuery;
  limit: number;
  offset?: number;
  /** Of the library's own photos what it says of them counts, of others' what anybody says who has them. */
  filter?: PhotoFilter;
  /** Only photos of this library, where others share the collection. */
  isOwnOnly?: boolean;
}

export interface PointMatch {
  sha256: string;
  /** Cosine similarity, -1 to 1. */
  score: number;
  /** Of a photo that this library does not have; undefined for its own. */
  shared: SharedPhoto | undefined;
}

/** A point that says it is this library's and is no photo's: its id is not that of its content, or it names none. */
export interface StrayPoint {
  id: string | number;
  sha256: string | undefined;
}

export interface PointCounts {
  /** Points that this library has a copy of. */
  own: number;
  /** All points, whoever's. */
  all: number;
}

/**
 * A collection of a vector database in which a library's photos lie, perhaps beside those of others. Every photo is known
 * by the SHA-256 of its bytes, in hexadecimal. All of it can be asked twice with the same outcome.
 * Each method throws VECTOR_STORE_UNREACHABLE, VECTOR_STORE_KEY_REFUSED, VECTOR_STORE_UNSUITABLE (also where somebody
 * deleted the collection; `open` makes it anew), VECTOR_STORE_FULL, VECTOR_STORE_REFUSED.
 */
export interface PointStore {
  /**
   * Makes the collection, its named vectors and its payload indexes where they are not there yet, and has it fit so many
   * photos. To be asked again when a library has grown many times over, and when a server is back.
   */
  open(vectors: readonly PointVectors[], photos: number): Promise<void>;
  /** Puts photos in, or in place of what this library said of them before. @returns each one's stamp, by its SHA-256 */
  put(points: readonly PhotoPoint[]): Promise<ReadonlyMap<string, string>>;
  /** Takes this library's copies out; a point that nobody has a copy of any more goes. */
  remove(sha256s: readonly string[]): Promise<void>;
  /**
   * The best first; of equal scores the lower SHA-256 first. Only photos that are there.
   * @throws QUERY_INVALID for a query without an example of what is wanted, and for a date or place that is none
   */
  search(search: PointSearch): Promise<PointMatch[]>;
  /** How many photos a search without a limit would give. */
  count(search: Omit<PointSearch, "query" | "limit" | "offset">): Promise<number>;
  counts(): Promise<PointCounts>;
  /** Of all photos of this library that are in it, some thousand at a time. */
  identities(): AsyncIterable<readonly string[]>;
  /** Points that somebody else put in under this library's name, some thousand at a time. */
  strays(): AsyncIterable<readonly StrayPoint[]>;
  removeStrays(strays: readonly StrayPoint[]): Promise<void>;
  /** The stamps of this library's copies; those that are not in it are left out. */
  stampsOf(sha256s: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** float32 [dimensions] each; those without one are left out. */
  vectorsOf(sha256s: readonly string[], vectors: string): Promise<ReadonlyMap<string, Float32Array>>;
  /** WebP; undefined for a photo without one. */
  thumbnailOf(sha256: string): Promise<Uint8Array | undefined>;
  /** What is known of photos, whoever's they are; those that are not in it are left out. */
  photosOf(sha256s: readonly string[]): Promise<ReadonlyMap<string, SharedPhoto>>;
  /** Takes out everything of this library; the collection goes where nothing else is in it. */
  drop(): Promise<void>;
  /** `state`: "green" where all vectors are indexed, "yellow" while they are being. */
  describe(): Promise<{ points: number; indexedVectors: number; segments: number; state: string }>;
}

/** A model's key as the name of its vectors: Qdrant takes letters, digits, "-", "_" and "." in any case. */
export function vectorNameOf(modelKey: string): string {
  return modelKey.replaceAll(/[^A-Za-z0-9._-]+/g, "-");
}

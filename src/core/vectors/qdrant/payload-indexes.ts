import type { MergedFact } from "./merge-copies.ts";
import type { CollectionInfo, PayloadSchemaParams } from "./types.ts";

/** Words of which there are about as many as photos: an index of them belongs on the disk. */
const manyWords = { type: "keyword", on_disk: true } as const;
const words = { type: "keyword" } as const;
const texts = { type: "text", on_disk: true, lowercase: true } as const;
const numbers = { type: "integer" } as const;

/**
 * An index for all that a filter asks for (https://qdrant.tech/documentation/concepts/indexing/#payload-index); without
 * one every photo's payload would be read from the disk. `taken_at_text` is for people and not filtered by.
 */
const payloadIndexes: Record<
  "sha256" | "library" | "stamp" | "contested" | Exclude<MergedFact, "taken_at_text">,
  PayloadSchemaParams
> = {
  /** Points of one library lie together, and are searched together. */
  library: { type: "keyword", is_tenant: true },
  stamp: { type: "uuid", on_disk: true },
  contested: words,
  is_present: { type: "bool" },
  sha256: manyWords,
  path: manyWords,
  folder: manyWords,
  format: words,
  types: words,
  width: numbers,
  height: numbers,
  pixels: numbers,
  size_bytes: numbers,
  taken_at: { type: "datetime" },
  camera: words,
  lens: words,
  rating: numbers,
  is_favorite: { type: "bool" },
  keywords: words,
  people: words,
  place: words,
  geo: { type: "geo" },
  title: texts,
  description: texts,
  caption: texts,
  text: texts,
  collections: words,
  collection_ids: numbers,
};

/** What is asked of single copies, where they differ: see `searchFilter`. */
const notInCopies = new Set(["stamp", "contested"]);

/**
 * The indexes that a collection is to have, by the fields' names. Copies are so few of a search that they need none; but
 * servers may forbid to filter by what is not indexed, as those of Qdrant's cloud do
 * (https://qdrant.tech/documentation/guides/administration/#strict-mode).
 */
export function indexesFor(info: CollectionInfo): Record<string, PayloadSchemaParams> {
  const strict = info.config.strict_mode_config as {
    enabled?: boolean;
    unindexed_filtering_retrieve?: boolean;
  };
  if (!strict?.enabled || strict.unindexed_filtering_retrieve !== false) return payloadIndexes;
  const ofCopies = Object.entries(payloadIndexes)
    .filter(([field]) => !notInCopies.has(field))
    .map(([field, schema]) => [`copies[].${field}`, field === "library" ? words : schema] as const);
  return { ...payloadIndexes, ...Object.fromEntries(ofCopies) };
}

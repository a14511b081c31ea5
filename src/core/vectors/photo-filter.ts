/** Facts that are words, compared whole and as they are written. */
export const wordFields = [
  /** In hexadecimal, small letters. */
  "sha256",
  /** Of any file of the photo that is there. */
  "path",
  /** Any folder that a file of the photo that is there lies in, at whatever depth; without a slash at its end. */
  "folder",
  "format",
  /** What kind of picture it is: one or more of `photoTypes`. */
  "type",
  "camera",
  "lens",
  "keyword",
  "person",
  "place",
  /** The name of a collection. */
  "collection",
  /** The number of a collection of this library, in digits: for searches of its own photos only. */
  "collectionId",
] as const;
export type WordField = (typeof wordFields)[number];

/** Kinds of pictures that people tell apart; a photo may be of several, or of none. */
export const photoTypes = ["raw", "live", "animated", "panorama", "screenshot"] as const;
export type PhotoType = (typeof photoTypes)[number];

/** `pixels` is width x height. */
export const numberFields = ["width", "height", "pixels", "sizeBytes", "rating"] as const;
export type NumberField = (typeof numberFields)[number];

/** Facts that a photo may lack. */
export const optionalFields = [
  "takenAt",
  "camera",
  "lens",
  "rating",
  "keyword",
  "person",
  "title",
  "description",
  "caption",
  /** Words in the picture. */
  "text",
  "location",
  "place",
  "collection",
] as const;
export type OptionalField = (typeof optionalFields)[number];

/**
 * Which photos are meant, as data: the vector stores translate it, each for itself, and mean the same by it
 * (test/core/vectors/filter-conformance.ts holds them to it). A photo of which nothing is there is meant by none.
 */
export type PhotoFilter =
  /** Every one of them; an empty list means all photos. */
  | { kind: "all"; of: readonly PhotoFilter[] }
  /** At least one of them; an empty list means no photo. */
  | { kind: "any"; of: readonly PhotoFilter[] }
  | { kind: "not"; of: PhotoFilter }
  /** One of the photo's values of this field is one of these. */
  | { kind: "is"; field: WordField; values: readonly string[] }
  /** Bounds are inclusive; a photo that lacks the fact is not meant. */
  | { kind: "range"; field: NumberField; from?: number; to?: number }
  /**
   * Taken at `from` or later and before `before`: ISO 8601 without an offset, "2019", "2019-06", "2019-06-14" or with a
   * time. Photos are compared by wall-clock time (an offset does not count; of "Z" it is that of the clock here), and one
   * of which only the month or year is known by its beginning.
   */
  | { kind: "takenAt"; from?: string; before?: string }
  /** Within so many metres on the earth's surface (haversine, radius 6,371,000 m or a store's own: to 1 %). */
  | { kind: "near"; latitude: number; longitude: number; radiusMeters: number }
  | { kind: "has"; field: OptionalField }
  | { kind: "isFavorite" };

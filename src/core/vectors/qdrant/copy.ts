import { z } from "zod";
import { foldersOf } from "../folders-of.ts";
import type { PhotoFacts } from "../photo-facts.ts";
import type { LibraryIdentity } from "../shared-photo.ts";
import { wallClockOf } from "./wall-clock.ts";

const words = z.array(z.string()).optional();
const text = z.string().optional();
const number = z.number().optional();

/**
 * What one library says of a photo, as it lies in `copies` of the payload. The names of facts are those of the payload
 * itself, so that one filter fits both. What is not known is left out. Of a later schema more may be in it, which stays.
 */
export const copySchema = z.looseObject({
  library: z.string(),
  library_name: z.string(),
  machine: z.string(),
  /** New with every time that this library sends the photo. */
  stamp: z.string(),
  /** The names of the vectors that it sent. */
  vectors: z.array(z.string()).default([]),
  sha256: z.string(),
  files: z.array(z.object({ path: z.string(), is_present: z.boolean() })).default([]),
  /** Of the files that are there. */
  path: words,
  /** Folders of the files that are there, and all that those lie in. */
  folder: words,
  is_present: z.boolean().default(false),
  format: text,
  /** What kind of picture: "raw", "live", ... */
  types: words,
  width: number,
  height: number,
  /** Width x height. */
  pixels: number,
  size_bytes: number,
  /** RFC 3339, wall-clock time as if it were UTC. */
  taken_at: text,
  /** As precisely as it is known: "1985-07". */
  taken_at_text: text,
  camera: text,
  lens: text,
  rating: number,
  is_favorite: z.boolean().default(false),
  keywords: words,
  people: words,
  place: words,
  geo: z.object({ lon: z.number(), lat: z.number() }).optional(),
  title: text,
  description: text,
  caption: text,
  /** Words in the picture. */
  text,
  collections: words,
  collection_ids: z.array(z.number()).optional(),
});
export type Copy = z.infer<typeof copySchema>;

/** JSON has no halves of surrogate pairs, which names of files may have: they become U+FFFD, here and in filters. */
export const wellFormed = (value: string) => value.toWellFormed();

/** A library's copy of a photo. @param vectors the names of those that are sent with it */
export function copyOf(
  facts: PhotoFacts,
  library: LibraryIdentity,
  sent: { stamp: string; vectors: readonly string[] },
): Copy {
  const present = facts.files.filter(({ isPresent }) => isPresent);
  return withoutUnknown({
    library: library.id,
    library_name: wellFormed(library.name),
    machine: wellFormed(library.machine),
    stamp: sent.stamp,
    vectors: [...sent.vectors].sort(),
    sha256: facts.sha256,
    files: facts.files.map(({ path, isPresent }) => ({ path: wellFormed(path), is_present: isPresent })),
    path: distinct(present.map(({ path }) => path)),
    folder: distinct(present.flatMap(({ folder }) => foldersOf(folder))),
    is_present: present.length > 0,
    format: facts.format,
    types: distinct(facts.types),
    width: facts.width,
    height: facts.height,
    pixels: facts.width * facts.height,
    size_bytes: facts.sizeBytes,
    taken_at: facts.takenAt === null ? undefined : wallClockOf(facts.takenAt),
    taken_at_text: facts.takenAt ?? undefined,
    camera: textOf(facts.camera),
    lens: textOf(facts.lens),
    rating: facts.rating ?? undefined,
    is_favorite: facts.isFavorite,
    keywords: distinct(facts.keywords),
    people: distinct(facts.people),
    place: distinct(facts.places),
    geo: geoOf(facts.location),
    title: textOf(facts.title),
    description: textOf(facts.description),
    caption: textOf(facts.caption),
    text: textOf(facts.text),
    collections: distinct(facts.collections.map(({ name }) => name)),
    collection_ids: facts.collections.map(({ id }) => id),
  });
}

const textOf = (value: string | null) => (value === null ? undefined : wellFormed(value));

const distinct = (values: readonly string[]) => [...new Set(values.map(wellFormed))];

/** Qdrant takes no point that is not on the earth. */
function geoOf(location: PhotoFacts["location"]): Copy["geo"] {
  if (!location) return undefined;
  const { latitude: lat, longitude: lon } = location;
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lon, lat } : undefined;
}

/** Neither undefined nor an empty list takes room, and to Qdrant both are the same as nothing. */
function withoutUnknown(copy: Copy): Copy {
  const entries = Object.entries(copy).filter(
    ([key, value]) =>
      value !== undefined &&
      (!Array.isArray(value) || value.length > 0 || key === "vectors" || key === "files"),
  );
  return Object.fromEntries(entries) as Copy;
}

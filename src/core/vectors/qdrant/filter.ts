import { ShoeboxError } from "../../errors.ts";
import type { OptionalField, PhotoFilter, WordField } from "../photo-filter.ts";
import { wellFormed } from "./copy.ts";
import type { MergedFact } from "./merge-copies.ts";
import type { Condition, Filter } from "./types.ts";
import { wallClockOf } from "./wall-clock.ts";

type FactKey = MergedFact | "sha256";

const wordKeys: Record<WordField, FactKey> = {
  sha256: "sha256",
  path: "path",
  folder: "folder",
  format: "format",
  type: "types",
  camera: "camera",
  lens: "lens",
  keyword: "keywords",
  person: "people",
  place: "place",
  collection: "collections",
  collectionId: "collection_ids",
};

const optionalKeys: Record<OptionalField, FactKey> = {
  takenAt: "taken_at",
  camera: "camera",
  lens: "lens",
  rating: "rating",
  keyword: "keywords",
  person: "people",
  title: "title",
  description: "description",
  caption: "caption",
  text: "text",
  location: "geo",
  place: "place",
  collection: "collections",
};

const numberKeys = {
  width: "width",
  height: "height",
  pixels: "pixels",
  sizeBytes: "size_bytes",
  rating: "rating",
} as const;

/** Half of the way around the earth: farther away nothing is. */
const farthestMeters = Math.PI * 6_371_000;

const everything: Condition = { must: [] };
/** Of no id at all. An empty `should` means everything to Qdrant. */
const nothing: Condition = { has_id: [] };

const isKnown = (key: FactKey): Condition => ({ must_not: [{ is_empty: { key } }] });

/**
 * A filter in Qdrant's words (https://qdrant.tech/documentation/concepts/filtering/), for the facts at the top of a
 * payload or, nested, for those of one copy.
 * @throws QUERY_INVALID for a date or a place that is none
 */
export function conditionOf(filter: PhotoFilter): Condition {
  switch (filter.kind) {
    case "all":
      return filter.of.length === 0 ? everything : { must: filter.of.map(conditionOf) };
    case "any":
      return filter.of.length === 0 ? nothing : { should: filter.of.map(conditionOf) };
    case "not":
      return { must_not: [conditionOf(filter.of)] };
    case "is":
      return isOneOf(wordKeys[filter.field], filter.values);
    case "range":
      return rangeOf(numberKeys[filter.field], filter);
    case "takenAt":
      return takenAtOf(filter);
    case "near":
      return nearOf(filter);
    case "has":
      return isKnown(optionalKeys[filter.field]);
    case "isFavorite":
      return { key: "is_favorite", match: { value: true } };
  }
}

function isOneOf(key: FactKey, values: readonly string[]): Condition {
  if (key === "collection_ids") {
    const ids = values.filter((value) => /^[1-9]\d{0,14}$/.test(value)).map(Number);
    return ids.length === 0 ? nothing : { key, match: { any: ids } };
  }
  return values.length === 0 ? nothing : { key, match: { any: values.map(wellFormed) } };
}

/** All these facts are whole numbers, and of halves Qdrant's index of whole numbers knows nothing. */
function rangeOf(
  key: FactKey,
  { from = -Infinity, to = Infinity }: { from?: number; to?: number },
): Condition {
  if (Number.isNaN(from) || Number.isNaN(to) || from === Infinity || to === -Infinity) return nothing;
  if (from === -Infinity && to === Infinity) return isKnown(key);
  const range = {
    ...(from === -Infinity ? {} : { gte: Math.ceil(from) }),
    ...(to === Infinity ? {} : { lte: Math.floor(to) }),
  };
  return { key, range };
}

function takenAtOf({ from, before }: { from?: string; before?: string }): Condition {
  if (from === undefined && before === undefined) return isKnown("taken_at");
  const range = {
    ...(from === undefined ? {} : { gte: dateOf(from) }),
    ...(before === undefined ? {} : { lt: dateOf(before) }),
  };
  return { key: "taken_at", range };
}

function dateOf(text: string): string {
  const date = wallClockOf(text);
  if (date === undefined) throw new ShoeboxError("QUERY_INVALID", `There is no such date: ${text}.`);
  return date;
}

function nearOf(circle: { latitude: number; longitude: number; radiusMeters: number }): Condition {
  const { latitude: lat, longitude: lon, radiusMeters: radius } = circle;
  const isOnEarth = Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  if (!isOnEarth || Number.isNaN(radius)) {
    throw new ShoeboxError("QUERY_INVALID", `There is no such place: ${lat}, ${lon}, within ${radius} m.`);
  }
  if (radius < 0) return nothing;
  if (radius >= farthestMeters) return isKnown("geo");
  return { key: "geo", geo_radius: { center: { lon, lat }, radius } };
}

/** The facts that a filter asks for. */
export function keysOf(filter: PhotoFilter): Set<FactKey> {
  switch (filter.kind) {
    case "all":
    case "any":
      return new Set(filter.of.flatMap((part) => [...keysOf(part)]));
    case "not":
      return keysOf(filter.of);
    case "is":
      return new Set([wordKeys[filter.field]]);
    case "range":
      return new Set([numberKeys[filter.field]]);
    case "takenAt":
      return new Set(["taken_at"]);
    case "near":
      return new Set(["geo"]);
    case "has":
      return new Set([optionalKeys[filter.field]]);
    case "isFavorite":
      return new Set(["is_favorite"]);
  }
}

export const ofLibrary = (libraryId: string): Condition => ({ key: "library", match: { value: libraryId } });

/**
 * Which points a search of a library means. What all copies of a photo agree on stands at the top of the payload, where
 * it is indexed. Where they differ in what the filter asks for, the library's own copy decides, so that a search of its
 * own photos finds what it would find without the others; of photos that it does not have, anyone's copy does.
 */
export function searchFilter(search: {
  filter?: PhotoFilter | undefined;
  libraryId: string;
  isOwnOnly?: boolean | undefined;
}): Filter {
  const { filter, isOwnOnly = false } = search;
  const own = ofLibrary(search.libraryId);
  const isPresent: Condition = { key: "is_present", match: { value: true } };
  const meant: Condition[] = filter ? [isPresent, conditionOf(filter)] : [isPresent];
  const keys = ["is_present", ...(filter ? keysOf(filter) : [])];
  const isContested: Condition = { key: "contested", match: { any: keys } };
  const copyIs = (must: Condition[]): Condition => ({ nested: { key: "copies", filter: { must } } });
  const agreed: Filter = { must: isOwnOnly ? [own, ...meant] : meant, must_not: [isContested] };
  const ofOwnCopy: Filter = { must: [isContested, own, copyIs([own, ...meant])] };
  const ofOthers: Filter = { must: [isContested, copyIs(meant)], must_not: [own] };
  return { should: isOwnOnly ? [agreed, ofOwnCopy] : [agreed, ofOwnCopy, ofOthers] };
}

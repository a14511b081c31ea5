import type { FactFile, PhotoFacts } from "../../src/core/vectors/photo-facts.ts";
import type {
  NumberField,
  OptionalField,
  PhotoFilter,
  WordField,
} from "../../src/core/vectors/photo-filter.ts";

/** In degrees. */
export interface Place {
  latitude: number;
  longitude: number;
}

/**
 * What `PhotoFilter` means, photo by photo, written from its doc comments and nothing else: what every translation of it
 * is held against.
 */
export function matchesFilter(facts: PhotoFacts, filter: PhotoFilter): boolean {
  return facts.files.some(({ isPresent }) => isPresent) && isMeant(facts, filter);
}

function isMeant(facts: PhotoFacts, filter: PhotoFilter): boolean {
  switch (filter.kind) {
    case "all":
      return filter.of.every((part) => isMeant(facts, part));
    case "any":
      return filter.of.some((part) => isMeant(facts, part));
    case "not":
      return !isMeant(facts, filter.of);
    case "is":
      return filter.values.some((value) => hasWord(facts, filter.field, value));
    case "range": {
      const value = numbersOf(facts)[filter.field];
      return value !== null && (filter.from ?? value) <= value && value <= (filter.to ?? value);
    }
    case "takenAt": {
      if (facts.takenAt === null) return false;
      const taken = wallClockSeconds(facts.takenAt);
      const isLateEnough = filter.from === undefined || taken >= wallClockSeconds(filter.from);
      return isLateEnough && (filter.before === undefined || taken < wallClockSeconds(filter.before));
    }
    case "near":
      return facts.location !== null && metersBetween(facts.location, filter) <= filter.radiusMeters;
    case "has":
      return isKnown(facts, filter.field);
    case "isFavorite":
      return facts.isFavorite;
  }
}

function hasWord(facts: PhotoFacts, field: WordField, value: string): boolean {
  const present = facts.files.filter(({ isPresent }) => isPresent);
  switch (field) {
    case "folder":
      return present.some((file) => liesIn(file, value));
    case "path":
      return present.some(({ path }) => path === value);
    case "type":
      return facts.types.some((type) => type === value);
    case "keyword":
      return facts.keywords.includes(value);
    case "person":
      return facts.people.includes(value);
    case "place":
      return facts.places.includes(value);
    case "collection":
      return facts.collections.some(({ name }) => name === value);
    case "collectionId":
      return facts.collections.some(({ id }) => String(id) === value);
    default:
      return facts[field] === value;
  }
}

function liesIn({ folder }: FactFile, above: string): boolean {
  return folder === above || folder.startsWith(above.endsWith("/") ? above : `${above}/`);
}

function numbersOf({ width, height, sizeBytes, rating }: PhotoFacts): Record<NumberField, number | null> {
  return { width, height, pixels: width * height, sizeBytes, rating };
}

function isKnown(facts: PhotoFacts, field: OptionalField): boolean {
  switch (field) {
    case "keyword":
      return facts.keywords.length > 0;
    case "person":
      return facts.people.length > 0;
    case "place":
      return facts.places.length > 0;
    case "collection":
      return facts.collections.length > 0;
    default:
      return facts[field] !== null;
  }
}

/**
 * Of a date as `contract/base.ts` has it: what the clock on the wall showed, as seconds since 1970 on that same clock. Of
 * "Z" the moment is known, and the clock is the one here; a month or a year counts from its beginning.
 */
export function wallClockSeconds(date: string): number {
  if (date.endsWith("Z")) {
    const moment = new Date(date);
    return Math.floor(moment.getTime() / 1000) - moment.getTimezoneOffset() * 60;
  }
  const [, year, month = "01", day = "01", hour = "00", minute = "00", second = "00"] =
    /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d):(\d\d)(?::(\d\d))?)?/.exec(date) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) / 1000;
}

const earthRadiusMeters = 6_371_000;

/** The haversine formula. */
export function metersBetween(left: Place, right: Place): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const [from, to] = [radians(left.latitude), radians(right.latitude)];
  const [down, across] = [to - from, radians(right.longitude - left.longitude)];
  const half = Math.sin(down / 2) ** 2 + Math.cos(from) * Math.cos(to) * Math.sin(across / 2) ** 2;
  return 2 * earthRadiusMeters * Math.asin(Math.min(1, Math.sqrt(half)));
}

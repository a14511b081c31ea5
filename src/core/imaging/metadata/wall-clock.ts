/** How much of a moment is known. */
export type Precision = "time" | "day" | "month" | "year";

/** A moment by the clock on the wall, of which less than all may be known. */
export interface WallClock {
  /** Of its beginning, as if the wall clock were UTC. */
  millis: number;
  precision: Precision;
  /** Digits of the second's fraction; "" where none are known. */
  fraction: string;
  /** From UTC: "+02:00", "" where it is not known. */
  offset: string;
}

/** When a picture was taken. */
export interface TakenDate {
  /**
   * ISO 8601, of as much as is known: "1985", "1985-07", "1985-07-14", or wall-clock time, with a fraction where the
   * camera gave one, and the offset from UTC where it is known: "2019-05-03T14:22:10.250+02:00". One that ends in "Z" is
   * a moment of which the wall clock is not known.
   */
  takenAt: string | null;
  /** Wall-clock minutes since 1970-01-01T00:00, of its beginning. */
  takenAtMinutes: number | null;
}

export const noDate: TakenDate = { takenAt: null, takenAtMinutes: null };

const isoLengths: Record<Precision, number> = { year: 4, month: 7, day: 10, time: 19 };

export function toTakenDate({ millis, precision, fraction, offset }: WallClock): TakenDate {
  const iso = new Date(millis).toISOString().slice(0, isoLengths[precision]);
  const rest = precision === "time" ? `${fraction && `.${fraction}`}${offset}` : "";
  return { takenAt: iso + rest, takenAtMinutes: Math.floor(millis / 60_000) };
}

/** A moment in UTC, sorted where the clock here stood then. */
export function toInstant(millis: number, fraction = ""): TakenDate {
  const date = new Date(millis);
  return {
    takenAt: `${date.toISOString().slice(0, 19)}${fraction && `.${fraction}`}Z`,
    takenAtMinutes: Math.floor(millis / 60_000) - date.getTimezoneOffset(),
  };
}

const dayMillis = 86_400_000;

/** 1826: the first photograph. Scans of old prints carry such dates. */
const earliestMillis = Date.UTC(1826, 0, 1);

/** Somewhere it is tomorrow already; a clock that is further ahead is wrong. */
const aheadMillis = 2 * dayMillis;

/** A clock that was never set says 1970-01-01, or a year far ahead. */
export function isPlausible({ millis, precision }: Pick<WallClock, "millis" | "precision">): boolean {
  if (millis < earliestMillis || millis > Date.now() + aheadMillis) return false;
  return precision !== "time" || Math.abs(millis) > dayMillis;
}

/** Year, month, day, hours, minutes, seconds; as many as are known, from the first on. */
export type DateParts = readonly [year: number, ...rest: (number | undefined)[]];

/** Undefined for a day that no calendar has: month 13, 30 February, 25 o'clock. */
export function wallClock(
  [year, month, day, hours, minutes = 0, seconds = 0]: DateParts,
  fraction = "",
  offset = "",
): WallClock | undefined {
  const precision =
    month === undefined ? "year" : day === undefined ? "month" : hours === undefined ? "day" : "time";
  const date = new Date(0);
  // `Date.UTC` takes the years 0 to 99 for 1900 to 1999.
  date.setUTCFullYear(year, (month ?? 1) - 1, day ?? 1);
  const isDay = date.getUTCMonth() === (month ?? 1) - 1 && date.getUTCDate() === (day ?? 1);
  // A leap second is the sixtieth; no calendar of computers has it.
  const isTime = (hours ?? 0) <= 23 && minutes <= 59 && seconds <= 60;
  if (!isDay || !isTime) return undefined;
  date.setUTCHours(hours ?? 0, minutes, Math.min(seconds, 59));
  return { millis: date.getTime(), precision, fraction, offset };
}

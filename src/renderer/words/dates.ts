import type { TakenAtSource } from "../../contract/index.ts";

const minuteMillis = 60_000;

const year = new Intl.DateTimeFormat(undefined, { year: "numeric", timeZone: "UTC" });
const monthYear = new Intl.DateTimeFormat(undefined, { month: "long", year: "numeric", timeZone: "UTC" });
const longDate = new Intl.DateTimeFormat(undefined, { dateStyle: "long", timeZone: "UTC" });
const time = new Intl.DateTimeFormat(undefined, { timeStyle: "short", timeZone: "UTC" });

/** "May 2019" for wall-clock minutes since 1970. */
export function monthOf(minutes: number): string {
  return monthYear.format(new Date(minutes * minuteMillis));
}

/** "2019" for wall-clock minutes since 1970. */
export function yearOf(minutes: number): string {
  return year.format(new Date(minutes * minuteMillis));
}

/** A number that is the same for all minutes of one month, and larger for a later month. */
export function monthNumber(minutes: number): number {
  const date = new Date(minutes * minuteMillis);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** "3 May 2019" for wall-clock minutes since 1970. */
export function dayOf(minutes: number): string {
  return longDate.format(new Date(minutes * minuteMillis));
}

/** Of dates that are shorter than a day and its time: how they are shown, by their length. */
const coarse = new Map([
  ["1985".length, year],
  ["1985-07".length, monthYear],
  ["1985-07-14".length, longDate],
]);

/**
 * "3 May 2019, 14:22" for what the API gives: wall-clock time with or without an offset is shown as the camera's clock
 * had it, UTC as the time here; of a date that is known no better "3 May 2019", "May 2019" or "2019".
 */
export function dateTimeOf(takenAt: string): string {
  const format = coarse.get(takenAt.length);
  if (format) return format.format(new Date(takenAt));
  const date = wallClockOf(takenAt);
  return `${longDate.format(date)}, ${time.format(date)}`;
}

/** The same without the time of the day. */
export function dateOf(takenAt: string): string {
  const format = coarse.get(takenAt.length);
  return format ? format.format(new Date(takenAt)) : longDate.format(wallClockOf(takenAt));
}

/** As if the clock on the wall had been UTC's. */
function wallClockOf(takenAt: string): Date {
  return new Date(`${takenAt.endsWith("Z") ? toLocalWallClock(takenAt) : takenAt.slice(0, 19)}Z`);
}

const sourceWords = { exif: undefined, name: "from the file’s name", file: "from the file’s date" } as const;

/** What a date rests on, where that is less than what was written in or beside the file. */
export function dateSourceOf(source: TakenAtSource | null): string | undefined {
  return source === null ? undefined : sourceWords[source];
}

function toLocalWallClock(utc: string): string {
  const date = new Date(utc);
  return new Date(date.getTime() - date.getTimezoneOffset() * minuteMillis).toISOString().slice(0, 19);
}

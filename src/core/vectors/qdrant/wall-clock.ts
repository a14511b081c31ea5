import { wallClockSeconds } from "../wall-clock-seconds.ts";

/** Four digits are all that RFC 3339 has for a year. */
const lastSecond = Date.parse("9999-12-31T23:59:59Z") / 1000;

/**
 * A date as `contract/base.ts` has it, in the form that Qdrant compares (RFC 3339): what the clock on the wall showed, as
 * if it were UTC, so that all machines agree on it.
 * @returns undefined for what is no date
 */
export function wallClockOf(date: string): string | undefined {
  const seconds = wallClockSeconds(date);
  if (!(Math.abs(seconds) <= lastSecond)) return undefined;
  const text = new Date(seconds * 1000).toISOString();
  return /^\d{4}-/.test(text) ? `${text.slice(0, 19)}Z` : undefined;
}

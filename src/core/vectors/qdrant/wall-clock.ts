/**
 * A date as `contract/base.ts` has it, in the form that Qdrant compares (RFC 3339): what the clock on the wall showed, as
 * if it were UTC, so that all machines agree on it. An offset does not count; a month or a year counts from its
 * beginning; of "Z" only the moment is known, and the clock is the one here.
 * @returns undefined for what is no date
 */
export function wallClockOf(date: string): string | undefined {
  const millis = date.endsWith("Z") ? clockHere(date) : Date.parse(`${clockWritten(date)}Z`);
  // Four digits are all that RFC 3339 has for a year.
  if (!Number.isFinite(millis) || Math.abs(millis) > Date.parse("9999-12-31T23:59:59Z")) return undefined;
  const text = new Date(millis).toISOString();
  return /^\d{4}-/.test(text) ? `${text.slice(0, 19)}Z` : undefined;
}

function clockHere(moment: string): number {
  const date = new Date(moment);
  return date.getTime() - date.getTimezoneOffset() * 60_000;
}

const written =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:[+-]\d\d:?\d\d)?)?)?)?$/;

function clockWritten(date: string): string {
  const [, year, month = "01", day = "01", hour = "00", minute = "00", second = "00"] =
    written.exec(date) ?? [];
  return `${year}-${month}-${day}T${hour}:${minute}:${second}`;
}

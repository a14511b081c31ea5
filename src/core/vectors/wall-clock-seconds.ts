const written =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:[+-]\d\d:?\d\d)?)?)?)?$/;

/**
 * A date as filters and `contract/base.ts` have it, in seconds since 1970 on the clock on the wall: an offset does not
 * count, what ends in "Z" is shown by the clock here, a year, a month and a day count from their beginning.
 * @returns NaN for what is no date
 */
export function wallClockSeconds(date: string): number {
  if (date.endsWith("Z")) {
    const moment = new Date(date);
    return Math.floor(moment.getTime() / 1000) - moment.getTimezoneOffset() * 60;
  }
  const [, year = "", month = "01", day = "01", hours = "00", minutes = "00", seconds = "00"] =
    written.exec(date) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`) / 1000;
}

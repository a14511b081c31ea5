const minuteMillis = 60_000;

const monthYear = new Intl.DateTimeFormat(undefined, { month: "long", year: "numeric", timeZone: "UTC" });
const longDate = new Intl.DateTimeFormat(undefined, { dateStyle: "long", timeZone: "UTC" });
const time = new Intl.DateTimeFormat(undefined, { timeStyle: "short", timeZone: "UTC" });

/** "May 2019" for wall-clock minutes since 1970. */
export function monthOf(minutes: number): string {
  return monthYear.format(new Date(minutes * minuteMillis));
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

/**
 * "3 May 2019, 14:22" for what the API gives: wall-clock time with or without an offset is shown as the camera's clock
 * had it, UTC as the time here.
 */
export function dateTimeOf(takenAt: string): string {
  const wallClock = takenAt.endsWith("Z") ? toLocalWallClock(takenAt) : takenAt.slice(0, 19);
  const date = new Date(`${wallClock}Z`);
  return `${longDate.format(date)}, ${time.format(date)}`;
}

function toLocalWallClock(utc: string): string {
  const date = new Date(utc);
  return new Date(date.getTime() - date.getTimezoneOffset() * minuteMillis).toISOString().slice(0, 19);
}

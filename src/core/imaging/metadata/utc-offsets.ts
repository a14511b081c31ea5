/**
 * Offsets from UTC that clocks somewhere have kept since there are digital cameras, in minutes. Source: the IANA time
 * zone database, 1995 to 2025.
 */
const offsetsMinutes: readonly number[] = [
  ...[-12, -11, -10, -9.5, -9, -8, -7, -6, -5, -4.5, -4, -3.5, -3, -2.5, -2, -1, 0, 1, 2, 3, 3.5, 4, 4.5, 5],
  ...[5.5, 5.75, 6, 6.5, 7, 8, 8.5, 8.75, 9, 9.5, 10, 10.5, 11, 11.5, 12, 12.75, 13, 13.75, 14],
].map((hours) => hours * 60);

/** A fix may be a while old, and a camera's clock a little off; neither may make another zone of it. */
const toleranceMillis = 5 * 60_000;

/**
 * The zone of a clock that showed `wallMillis` when it was `utcMillis`: the nearest that there is. Empty where none is
 * near: a fix from an earlier place, or a clock that is wrong, says nothing.
 */
export function offsetBetween(wallMillis: number, utcMillis: number): string {
  const difference = wallMillis - utcMillis;
  const distance = (minutes: number) => Math.abs(difference - minutes * 60_000);
  const nearest = offsetsMinutes.reduce((best, each) => (distance(each) < distance(best) ? each : best));
  return distance(nearest) <= toleranceMillis ? offsetText(nearest) : "";
}

function offsetText(minutes: number): string {
  const pad = (value: number): string => String(value).padStart(2, "0");
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

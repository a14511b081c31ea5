const windowMillis = 60_000;
const delaysMillis = [200, 800, 2_000] as const;

/**
 * How long to wait before the core process is started again, given when it crashed before (milliseconds since any
 * one moment, the newest crash last); undefined when it crashed too often within a minute to go on.
 */
export function restartDelayMillis(crashTimes: readonly number[]): number | undefined {
  const newest = crashTimes.at(-1) ?? 0;
  const recent = crashTimes.filter((time) => newest - time < windowMillis).length;
  return delaysMillis[Math.max(0, recent - 1)];
}

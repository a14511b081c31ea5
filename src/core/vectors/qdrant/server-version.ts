export type Version = readonly [major: number, minor: number, patch: number];

/** The first that adds named vectors to a collection that is there, and writes on a condition (`update_filter`). */
export const leastVersion: Version = [1, 18, 0];

/** "1.18.3", "v1.19", "1.18.0-dev"; undefined for builds that name no number, such as "dev". */
export function parseVersion(text: string): Version | undefined {
  const [, major, minor, patch = "0"] = /^v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(text.trim()) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor), Number(patch)];
}

/** A build without a number was made by somebody who knows what it is: it counts as new. */
export function isOlder(version: Version | undefined, least: Version): boolean {
  if (version === undefined) return false;
  const index = version.findIndex((number, place) => number !== least[place]);
  return index >= 0 && (version[index] ?? 0) < (least[index] ?? 0);
}

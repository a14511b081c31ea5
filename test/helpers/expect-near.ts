import { expect } from "vitest";

/** Each level within so many of what it should be. */
export function expectNear(
  seen: readonly (readonly number[])[],
  wanted: readonly (readonly number[])[],
  { within = 6, what = "" } = {},
): void {
  const furthest = wanted.map((colour, column) =>
    Math.max(...colour.map((level, channel) => Math.abs(level - (seen[column]?.[channel] ?? -1)))),
  );
  expect(Math.max(...furthest), `${what}: ${JSON.stringify(seen)}`).toBeLessThanOrEqual(within);
}

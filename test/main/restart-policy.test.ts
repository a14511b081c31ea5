import { expect, test } from "vitest";
import { restartDelayMillis } from "../../src/main/restart-policy.ts";

test("each crash within a minute makes the next start wait longer", () => {
  const delays = [[0], [0, 5_000], [0, 5_000, 10_000]].map(restartDelayMillis);
  expect(delays).toEqual([200, 800, 2_000]);
});

test("the fourth crash within a minute is one too many", () => {
  expect(restartDelayMillis([0, 5_000, 10_000, 20_000])).toBeUndefined();
});

test("crashes of more than a minute ago are forgotten", () => {
  expect(restartDelayMillis([0, 5_000, 10_000, 90_000])).toBe(200);
});

import { describe, expect, test } from "vitest";
import { drawDifferences } from "../../../src/renderer/duplicates/compare/differences.ts";
import { coverageOf, laidBy, laidSize } from "../../../src/renderer/duplicates/compare/frame-map.ts";

/** The middle half, both ways. */
const middle = { a: 0.5, b: 0, c: 0.25, d: 0, e: 0.5, f: 0.25 };
/** A quarter turn counter-clockwise, of the whole. */
const quarter = { a: 0, b: 1, c: 0, d: -1, e: 0, f: 1 };

describe("a picture laid on another by a map", () => {
  test("is where it was cut out, whatever the size of the place", () => {
    expect(laidBy(middle, 4 / 3)).toEqual({
      transform:
        "translate(25.0000%, 25.0000%) matrix(0.500000, 0.000000, 0.000000, 0.500000, 0.000000, 0.000000)",
      transformOrigin: "0 0",
    });
    expect(laidSize(middle, 1600, 1200)).toEqual({ width: 800, height: 600 });
  });

  test("keeps its shape when it is turned in a place that is wider than high", () => {
    // Across in the copy is up in the place: a step of the place's width becomes one of its height.
    expect(laidBy(quarter, 2).transform).toContain("matrix(0.000000, -0.500000, 2.000000, 0.000000");
    expect(laidSize(quarter, 200, 100)).toEqual({ width: 100, height: 200 });
  });

  test("lies frame on frame without a map", () => {
    expect(laidBy(null, 2)).toEqual({});
  });

  test("covers the pixels that it lies on wholly, and only those are compared", () => {
    const covered = coverageOf(middle, 16, 12);
    expect([...covered].reduce((sum, value) => sum + value, 0)).toBe(8 * 6);
    expect(covered[0]).toBe(0);
    expect(covered[6 * 16 + 8]).toBe(1);
    const [first, second] = [
      new Uint8ClampedArray(16 * 12 * 4).fill(200),
      new Uint8ClampedArray(16 * 12 * 4),
    ];
    // Where there is no second picture, nothing differs; where there is, a quarter of it does.
    for (let at = 0; at < covered.length; at++) if (covered[at] === 1) second.fill(200, at * 4, at * 4 + 4);
    for (let row = 3; row < 6; row++)
      for (let column = 4; column < 8; column++) second[(row * 16 + column) * 4] = 0;
    const out = new Uint8ClampedArray(first.length);
    expect(drawDifferences(first, second, out, covered)).toBeCloseTo(0.25, 6);
    expect(out[0]).toBeLessThan(out[(6 * 16 + 8) * 4] ?? 0);
  });
});

import { describe, expect, test } from "vitest";
import { drawDifferences } from "../../../src/renderer/duplicates/compare/differences.ts";

function flat(pixels: number, level: number): Uint8ClampedArray {
  return new Uint8ClampedArray(pixels * 4).map((_, at) => (at % 4 === 3 ? 255 : level));
}

function differences(first: Uint8ClampedArray, second: Uint8ClampedArray) {
  const out = new Uint8ClampedArray(first.length);
  return { share: drawDifferences(first, second, out), out };
}

describe("the difference picture", () => {
  test("of a picture and itself shows the picture, dimmed and grey, and nothing in colour", () => {
    const { share, out } = differences(flat(4, 200), flat(4, 200));
    expect(share).toBe(0);
    expect(out[0]).toBe(out[2]);
    expect(out[0]).toBeGreaterThan(20);
    expect(out[0]).toBeLessThan(100);
    expect(out[3]).toBe(255);
  });

  test("counts what differs, and shows it in a colour that nothing else has", () => {
    const second = flat(4, 200);
    second.set([90, 200, 200], 0);
    const { share, out } = differences(flat(4, 200), second);
    expect(share).toBe(0.25);
    expect((out[0] ?? 0) - (out[2] ?? 0)).toBeGreaterThan(150);
    expect(out[4]).toBe(out[6]);
  });

  test("does not take the noise of encoding for a difference", () => {
    expect(differences(flat(4, 200), flat(4, 192)).share).toBe(0);
  });

  test("is the stronger the more differs, whichever of the two is lighter", () => {
    const inks = [205, 220, 240].map((level) => differences(flat(1, 200), flat(1, level)).out[0] ?? 0);
    expect(inks[1]).toBeLessThan(inks[2] ?? 0);
    const { share } = differences(flat(1, 240), flat(1, 200));
    expect(share).toBe(1);
  });
});

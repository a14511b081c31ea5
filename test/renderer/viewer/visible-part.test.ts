import { expect, test } from "vitest";
import { visiblePart } from "../../../src/renderer/viewer/visible-part.ts";

const stage = { width: 100, height: 100 };

test("all of a fitted picture is seen", () => {
  const box = { left: 10, top: 0, width: 80, height: 100 };
  expect(visiblePart(box, stage, null)).toEqual({ left: 0, top: 0, right: 1, bottom: 1 });
});

test("of a picture larger than its stage the part that lies on it is seen", () => {
  const box = { left: -100, top: -50, width: 400, height: 200 };
  expect(visiblePart(box, stage, null)).toEqual({ left: 0.25, top: 0.25, right: 0.5, bottom: 0.75 });
});

test("of a cut laid on the whole, the part that lies where the whole is seen", () => {
  const box = { left: -100, top: -100, width: 400, height: 400 };
  // The cut is the middle half of the whole; what is seen is the quarter from a quarter to a half.
  const map = { a: 0.5, b: 0, c: 0.25, d: 0, e: 0.5, f: 0.25 };
  expect(visiblePart(box, stage, map)).toEqual({ left: 0, top: 0, right: 0.5, bottom: 0.5 });
});

test("nothing is seen of what has no place yet", () => {
  const nowhere = { left: 0, top: 0, width: 0, height: 0 };
  const { left, right } = visiblePart(nowhere, { width: 0, height: 0 }, null);
  expect(right - left).toBe(0);
});

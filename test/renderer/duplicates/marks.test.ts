import { describe, expect, test } from "vitest";
import {
  keptOf,
  markedBytes,
  proposedMarks,
  toggled,
} from "../../../src/renderer/duplicates/compare/marks.ts";
import { group, member } from "./groups.ts";

describe("marks of what is to go", () => {
  test("of copies all but the best are proposed to go", () => {
    expect([...proposedMarks(group())]).toEqual([2, 3]);
    expect(keptOf(group(), proposedMarks(group()))).toEqual([1]);
    expect(markedBytes(group(), proposedMarks(group()))).toBe(4000);
  });

  test("of different shots of one moment none is proposed to go", () => {
    expect(proposedMarks(group({ tier: "same-moment" })).size).toBe(0);
  });

  test("what lies in a protected folder is not proposed to go", () => {
    const members = [member({ fileId: 1 }), member({ fileId: 2, isProtected: true }), member({ fileId: 3 })];
    expect([...proposedMarks(group({ members }))]).toEqual([3]);
  });

  test("marking twice changes nothing, and never the marks one had", () => {
    const marks = proposedMarks(group());
    expect(toggled(toggled(marks, 1), 1)).toEqual(marks);
    expect(toggled(marks, 2).has(2)).toBe(false);
    expect(marks.has(2)).toBe(true);
  });
});

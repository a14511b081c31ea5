import * as fc from "fast-check";
import { expect, test } from "vitest";
import { editDistance } from "../../../src/core/query/filters/edit-distance.ts";
import { nearestOf } from "../../../src/core/query/filters/nearest.ts";

test.for<[typed: string, nearest: string | undefined]>([
  ["pixle 7", "Google Pixel 7"],
  ["gogle", "Google Pixel 7"],
  ["cannon", "Canon EOS 5D"],
  ["CANNON", "Canon EOS 5D"],
  ["muller", "Anna Müller"],
  ["mueler", "Anna Müller"],
  ["nikon", undefined],
  ["x", undefined],
  ["", undefined],
])("nearest to “%s” is %s", ([typed, nearest]) => {
  expect(nearestOf(typed, ["Google Pixel 7", "Canon EOS 5D", "Anna Müller"])).toBe(nearest);
});

/** As it is defined, without a limit. */
function plainDistance(left: string, right: string): number {
  const table = Array.from({ length: left.length + 1 }, (_, row) =>
    Array.from({ length: right.length + 1 }, (_, column) => (row === 0 ? column : column === 0 ? row : 0)),
  );
  const at = (row: number, column: number) => table[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= left.length; row += 1) {
    for (let column = 1; column <= right.length; column += 1) {
      const isSame = left[row - 1] === right[column - 1];
      const isSwapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      (table[row] as number[])[column] = Math.min(
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
        at(row - 1, column - 1) + (isSame ? 0 : 1),
        isSwapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
  }
  return at(left.length, right.length);
}

test("the distance is that of its definition up to the limit", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 });
  fc.assert(
    fc.property(text, text, fc.integer({ min: 1, max: 6 }), (left, right, limit) => {
      expect(editDistance(left, right, limit)).toBe(Math.min(plainDistance(left, right), limit));
    }),
    { numRuns: 2000 },
  );
});

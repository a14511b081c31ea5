import fc from "fast-check";
import { expect, test } from "vitest";
import { parseByteRange } from "../../src/contract/byte-range.ts";

test.each([
  ["bytes=0-99", 1000, { start: 0, end: 99 }],
  ["bytes=900-", 1000, { start: 900, end: 999 }],
  ["bytes=-100", 1000, { start: 900, end: 999 }],
  ["bytes=-5000", 1000, { start: 0, end: 999 }],
  ["bytes=0-5000", 1000, { start: 0, end: 999 }],
  ["bytes=1000-", 1000, "unsatisfiable"],
  ["bytes=-0", 1000, "unsatisfiable"],
  ["bytes=0-", 0, "unsatisfiable"],
  [null, 1000, "whole"],
  ["bytes=-", 1000, "whole"],
  ["bytes=9-3", 1000, "whole"],
  ["bytes=0-1,5-6", 1000, "whole"],
  ["items=0-1", 1000, "whole"],
])("%s of %d bytes is %o", (header, sizeBytes, range) => {
  expect(parseByteRange(header, sizeBytes)).toEqual(range);
});

test("a range that is given always lies inside the file", () => {
  const numbers = fc.option(fc.nat(2_000), { nil: "" });
  fc.assert(
    fc.property(numbers, numbers, fc.nat(1_000), (first, last, sizeBytes) => {
      const range = parseByteRange(`bytes=${first}-${last}`, sizeBytes);
      if (typeof range === "string") return;
      expect(range.start).toBeGreaterThanOrEqual(0);
      expect(range.end).toBeGreaterThanOrEqual(range.start);
      expect(range.end).toBeLessThan(sizeBytes);
    }),
  );
});

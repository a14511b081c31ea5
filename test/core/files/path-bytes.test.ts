import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  pathForDisplay,
  pathFromBytes,
  pathFromSystem,
  pathToSystem,
} from "../../../src/core/files/path-bytes.ts";

// Stray bytes alone are seldom beside whole characters: both are drawn, and joined.
const pathBytes = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 6 }),
      fc.string({ unit: "binary", maxLength: 4 }).map((text) => new TextEncoder().encode(text)),
    ),
    { maxLength: 12 },
  )
  .map((parts) => new Uint8Array(Buffer.concat(parts)));

describe("a path that is not UTF-8", () => {
  it("comes back byte for byte, whatever the bytes", () => {
    fc.assert(
      fc.property(pathBytes, (bytes) => {
        const path = pathFromBytes(bytes);
        expect(Buffer.from(pathToSystem(path))).toEqual(Buffer.from(bytes));
        expect(pathFromSystem(pathToSystem(path))).toBe(path);
      }),
      { numRuns: 2000 },
    );
  });

  it("differs from every other path", () => {
    fc.assert(
      fc.property(pathBytes, pathBytes, (left, right) => {
        const isSame = Buffer.compare(left, right) === 0;
        expect(pathFromBytes(left) === pathFromBytes(right)).toBe(isSame);
      }),
    );
  });

  it("keeps an emoji whose second half is numbered as a stray byte would be", () => {
    const bytes = Buffer.concat([Buffer.from("\u{1f480} caf"), Buffer.of(0xe9)]);
    const path = pathFromBytes(bytes);
    expect(pathToSystem(path)).toEqual(bytes);
    expect(pathForDisplay(path)).toBe("\u{1f480} caf\\xe9");
  });

  it("is shown with its stray bytes escaped", () => {
    const latin1 = Buffer.from("caf\xe9.jpg", "latin1");
    expect(pathForDisplay(pathFromBytes(latin1))).toBe("caf\\xe9.jpg");
  });
});

describe("a path that is UTF-8", () => {
  it("stays the string it is, a byte order mark and emoji included", () => {
    for (const path of ["/a/b.jpg", "\ufeffbom.jpg", "/\u{1f600}/e\u0301.png", "new\nline"]) {
      expect(pathFromBytes(Buffer.from(path))).toBe(path);
      expect(pathToSystem(path)).toBe(path);
      expect(pathForDisplay(path)).toBe(path);
    }
  });
});

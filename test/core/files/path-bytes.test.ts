import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  pathForDisplay,
  pathFromBytes,
  pathFromSystem,
  pathToSystem,
} from "../../../src/core/files/path-bytes.ts";

describe("a path that is not UTF-8", () => {
  it("comes back byte for byte, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const path = pathFromBytes(bytes);
        expect(Buffer.from(pathToSystem(path))).toEqual(Buffer.from(bytes));
        expect(pathFromSystem(pathToSystem(path))).toBe(path);
      }),
      { numRuns: 2000 },
    );
  });

  it("differs from every other path", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 8 }), fc.uint8Array({ maxLength: 8 }), (left, right) => {
        const isSame = Buffer.compare(left, right) === 0;
        expect(pathFromBytes(left) === pathFromBytes(right)).toBe(isSame);
      }),
    );
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

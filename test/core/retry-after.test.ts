import { describe, expect, it } from "vitest";
import { retryAfterMillisOf } from "../../src/core/retry-after.ts";

describe("what a server asks for", () => {
  it.each([
    ["120", 120_000],
    ["0", 0],
    ["Thu, 01 Jan 1970 00:01:00 GMT", 30_000],
    ["Thu, 01 Jan 1970 00:00:00 GMT", 0],
    ["soon", null],
    [undefined, null],
  ])("Retry-After: %s is %s ms", (header, millis) => {
    expect(retryAfterMillisOf(header, 30_000)).toBe(millis);
  });
});

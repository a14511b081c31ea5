import { describe, expect, test } from "vitest";
import { ShoeboxError } from "../../../src/core/errors.ts";
import { toApiError } from "../../../src/core/procedures/base.ts";

describe("errors leave the core with a code", () => {
  test.each([
    ["SQLITE_FULL", "DISK_FULL"],
    ["SQLITE_CORRUPT_INDEX", "CATALOG_CORRUPT"],
    ["SQLITE_READONLY", "PERMISSION_DENIED"],
  ])("a statement that fails with %s: %s, with the catalog's path", (sqliteCode, code) => {
    const thrown = Object.assign(new Error("failed"), { code: sqliteCode });
    expect(toApiError(thrown, "/library/catalog.sqlite")).toMatchObject({
      code,
      defined: true,
      data: { path: "/library/catalog.sqlite", remedy: expect.any(String) },
    });
  });

  test("one of our own keeps its message and path", () => {
    const thrown = new ShoeboxError("DIR_EMPTY", "The folder /a is empty.", { path: "/a" });
    expect(toApiError(thrown, "/library/catalog.sqlite")).toMatchObject({
      code: "DIR_EMPTY",
      message: "The folder /a is empty.",
      data: { path: "/a" },
    });
  });
});

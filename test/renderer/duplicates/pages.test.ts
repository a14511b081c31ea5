import { describe, expect, test } from "vitest";
import { pageSize, pagesOf } from "../../../src/renderer/duplicates/pages.ts";

describe("pages of groups", () => {
  test("only those in view are asked for, and always the first, which has the counts", () => {
    expect(pagesOf(0, 10)).toEqual([0]);
    expect(pagesOf(pageSize - 1, pageSize)).toEqual([0, 1]);
    expect(pagesOf(100 * pageSize, 101 * pageSize)).toEqual([0, 100, 101]);
  });

  test("before the first group there is none", () => {
    expect(pagesOf(-1, 1)).toEqual([0]);
  });
});

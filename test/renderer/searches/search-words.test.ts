import { expect, test } from "vitest";
import {
  initials,
  isSameSearch,
  proposedName,
  searchLabel,
  searchNamed,
} from "../../../src/renderer/searches/search-words.ts";

const saved = {
  id: 1,
  name: "Beach days",
  query: "beach",
  sort: "date",
  position: 0,
  count: 57,
  problem: null,
} as const;

test("a search is told with its photos, or with what is wrong with it", () => {
  expect(searchLabel(saved)).toBe("Beach days, 57 photos");
  expect(searchLabel({ ...saved, count: 1 })).toBe("Beach days, 1 photo");
  expect(searchLabel({ ...saved, count: null })).toBe("Beach days");
  const problem = "There is no folder “Rome”.";
  expect(searchLabel({ ...saved, count: 0, problem })).toBe(
    "Beach days, 0 photos, There is no folder “Rome”.",
  );
});

test("what stands in the field is a saved search with the same words in the same order", () => {
  expect(isSameSearch(saved, { query: " beach ", sort: "date" })).toBe(true);
  expect(isSameSearch(saved, { query: "beach", sort: "relevance" })).toBe(false);
  expect(isSameSearch(saved, { query: "beaches", sort: "date" })).toBe(false);
});

test("a name is found whatever its case", () => {
  expect(searchNamed([saved], "BEACH  DAYS")).toBe(saved);
  expect(searchNamed([saved], "beach")).toBeUndefined();
});

test("a long query is proposed as a name as far as it fits, never half an emoji", () => {
  expect(proposedName("  dog   on a\tbeach ")).toBe("dog on a beach");
  expect(proposedName(`${"x".repeat(99)}🐶🐶`)).toBe("x".repeat(99));
});

test.each([
  ["Beach days", "BD"],
  ["beach", "B"],
  ["“Österreich” im Sommer", "ÖI"],
  ["🐶 dogs", "🐶D"],
  ["海 と 山", "海と"],
  ["!?", "?"],
])("where there is no room %s stands as %s", (name, expected) => {
  expect(initials(name)).toBe(expected);
});

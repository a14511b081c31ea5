import fc from "fast-check";
import { expect, test } from "vitest";
import { withRecent } from "../../../src/renderer/search/recents.ts";

test("a search that is made again comes to the front, once", () => {
  expect(withRecent(["snow", "A  dog"], " a dog ")).toEqual(["a dog", "snow", "A  dog"]);
  expect(withRecent(["snow", "A dog"], " a dog ")).toEqual(["a dog", "snow"]);
});

test("nothing half typed is kept, a shorter search is", () => {
  expect(withRecent(["a do", "snow"], "a dog")).toEqual(["a dog", "snow"]);
  expect(withRecent(["dog", "snow"], "dog beach")).toEqual(["dog beach", "dog", "snow"]);
  expect(withRecent(["snow"], "   ")).toEqual(["snow"]);
});

test("there are never more than twenty, and none twice", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 3 }), { maxLength: 60 }), (queries) => {
      const recents = queries.reduce<readonly string[]>(withRecent, []);
      expect(recents.length).toBeLessThanOrEqual(20);
      expect(new Set(recents.map((each) => each.toLocaleLowerCase())).size).toBe(recents.length);
    }),
  );
});

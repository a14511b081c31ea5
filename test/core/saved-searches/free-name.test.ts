import fc from "fast-check";
import { expect, test } from "vitest";
import { mostSearchNameCharacters } from "../../../src/contract/searches.ts";
import { namesLike } from "../../../src/core/saved-searches/free-name.ts";

test("names that are offered in place of a taken one are all names, and no two the same", () => {
  const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 200 }).map((text) => {
    const start = text.trim().slice(0, mostSearchNameCharacters);
    return start.isWellFormed() ? start.trim() : start.slice(0, -1).trim();
  });
  fc.assert(
    fc.property(
      name.filter((text) => text !== ""),
      (given) => {
        const offered = namesLike(given).take(12).toArray();
        expect(offered[0]?.name).toBe(given);
        expect(new Set(offered.map(({ nameKey }) => nameKey)).size).toBe(12);
        for (const each of offered) {
          expect(each.name.length).toBeLessThanOrEqual(mostSearchNameCharacters);
          expect(each.name.isWellFormed()).toBe(true);
        }
        expect(offered[2]?.name.endsWith(" 3")).toBe(true);
      },
    ),
  );
});

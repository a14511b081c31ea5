import fc from "fast-check";
import { expect, test } from "vitest";
import { openCatalog } from "../../../src/core/catalog/index.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

const position = fc.nat({ max: 12 });

/** What can be done to the list; `at` says with which of those that are there. */
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("add" as const), position: fc.option(position, { nil: undefined }) }),
    fc.record({ kind: fc.constant("move" as const), at: position, position }),
    fc.record({ kind: fc.constant("remove" as const), at: position }),
  ),
  { maxLength: 40 },
);

test("whatever is put in, moved and taken out, each stands where it was put, and no place is empty or taken twice", async () => {
  const catalog = openCatalog(await temporaryDirectory());
  const { savedSearches } = catalog;
  let named = 0;
  fc.assert(
    fc.property(steps, (taken) => {
      catalog.transaction(() => {
        for (const row of savedSearches.list()) savedSearches.remove(savedSearches.get(row.id) ?? row);
        const expected: number[] = [];
        for (const step of taken) {
          const at = "at" in step ? step.at % Math.max(1, expected.length) : 0;
          const row = savedSearches.get(expected[at] ?? 0);
          if (step.kind === "add") {
            const name = `Search ${++named}`;
            const content = { name, nameKey: name, query: name, sort: "relevance" } as const;
            const id = savedSearches.add(content, step.position);
            expected.splice(step.position ?? expected.length, 0, id);
          } else if (row) {
            expected.splice(at, 1);
            if (step.kind === "move") {
              savedSearches.move(row, step.position);
              expected.splice(step.position, 0, row.id);
            } else savedSearches.remove(row);
          }
          const rows = savedSearches.list();
          expect(rows.map(({ id }) => id)).toEqual(expected);
          expect(rows.map((each) => each.position)).toEqual(expected.map((_, index) => index));
        }
      });
    }),
    { numRuns: 60 },
  );
  catalog.close();
});

test("a search that is gone leaves its number to nobody", async () => {
  const catalog = openCatalog(await temporaryDirectory());
  const content = { name: "One", nameKey: "ONE", query: "boat", sort: "date" } as const;
  const ids = catalog.transaction(() => {
    const first = catalog.savedSearches.add(content);
    const row = catalog.savedSearches.get(first);
    if (row) catalog.savedSearches.remove(row);
    return [first, catalog.savedSearches.add(content)];
  });
  expect(new Set(ids).size).toBe(2);
  expect(catalog.savedSearches.named("ONE")).toEqual({ ...content, id: ids[1], position: 0 });
  catalog.close();
});

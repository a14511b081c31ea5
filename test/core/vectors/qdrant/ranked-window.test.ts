import * as fc from "fast-check";
import { expect, it } from "vitest";
import { rankedWindow } from "../../../../src/core/vectors/qdrant/ranked-window.ts";

it("pages an order with equal scores as if all of it were sorted, whatever order those come in", async () => {
  const hits = fc.array(fc.record({ score: fc.nat({ max: 4 }), luck: fc.nat() }), { maxLength: 400 });
  await fc.assert(
    fc.asyncProperty(
      hits,
      fc.nat({ max: 300 }),
      fc.integer({ min: 1, max: 60 }),
      async (all, offset, limit) => {
        const named = all.map((hit, name) => ({ ...hit, name }));
        const asServed = named.toSorted((left, right) => right.score - left.score || left.luck - right.luck);
        const sorted = named.toSorted((left, right) => right.score - left.score || left.name - right.name);
        const page = await rankedWindow(
          { offset, limit },
          async (from, count) => asServed.slice(from, from + count),
          (left, right) => left.name - right.name,
        );
        expect(page).toEqual(sorted.slice(offset, offset + limit));
      },
    ),
  );
});

it("asks once where scores differ", async () => {
  const asked: number[][] = [];
  const page = await rankedWindow(
    { offset: 100, limit: 50 },
    async (from, count) => {
      asked.push([from, count]);
      return Array.from({ length: count }, (_, index) => ({ score: -from - index }));
    },
    () => 0,
  );
  expect(asked).toEqual([[99, 52]]);
  expect(page.map(({ score }) => score)).toEqual(Array.from({ length: 50 }, (_, index) => -100 - index));
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PhotoList } from "../../../src/renderer/grid/photo-list.ts";
import {
  type Choosing,
  choose,
  chooseAll,
  chooseIds,
  chooseOne,
  chosenIds,
  isChosen,
  noSelection,
  type Selection,
  stillThere,
} from "../../../src/renderer/grid/selection.ts";

function listOf(...assetIds: number[]): PhotoList {
  return {
    count: assetIds.length,
    assetId: (position) => assetIds[position] ?? 0,
    positionOf: (assetId) => assetIds.indexOf(assetId),
    aspectRatio: () => 1,
    placeholder: () => new Uint8Array(),
    label: () => "",
  };
}

const list = listOf(10, 11, 12, -3, 13);
const marked = (selection: Selection) => [...selection.marked];

describe("photos that are chosen together", () => {
  test("are joined one by one, the current one first, and leave the same way", () => {
    const one = choose(noSelection, list, 0, "one");
    expect(marked(one)).toEqual([]);
    const two = choose(one, list, 2, "toggle");
    expect(marked(two)).toEqual([10, 12]);
    expect(two.currentId).toBe(12);
    expect(chosenIds(choose(two, list, 0, "toggle"))).toEqual([12]);
  });

  test("are a range from where it began, however it grows and shrinks", () => {
    const from = choose(noSelection, list, 1, "one");
    const wide = choose(from, list, 4, "range");
    expect(marked(wide)).toEqual([11, 12, 13]);
    expect(marked(choose(wide, list, 0, "range"))).toEqual([10, 11]);
    expect(marked(choose(noSelection, list, 2, "range"))).toEqual([12]);
  });

  test("are forgotten when one is chosen alone", () => {
    const all = chooseAll(noSelection, list);
    expect(marked(all)).toEqual([10, 11, 12, 13]);
    expect(chosenIds(choose(all, list, 1, "one"))).toEqual([11]);
  });

  test("are only those that are still in the list", () => {
    const all = chooseAll(chooseOne(11), list);
    expect(chosenIds(stillThere(all, listOf(11, 13)))).toEqual([11, 13]);
    expect(stillThere(all, list)).toBe(all);
  });
});

test("a photo that only another library has can be the current one, and nothing is done to it", () => {
  const shared = choose(noSelection, list, 3, "one");
  expect(shared.currentId).toBe(-3);
  expect(isChosen(shared, -3)).toBe(true);
  expect(chosenIds(shared)).toEqual([]);
});

test("whatever is pressed, an action is about photos of this library that are in the list, each once", () => {
  const step = fc.record({
    position: fc.nat(4),
    how: fc.constantFrom<Choosing>("one", "toggle", "range"),
    isAll: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let selection = noSelection;
      for (const { position, how, isAll } of steps) {
        selection = isAll ? chooseAll(selection, list) : choose(selection, list, position, how);
        const ids = chosenIds(selection);
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of ids) {
          expect(id).toBeGreaterThan(0);
          expect(list.positionOf(id)).toBeGreaterThanOrEqual(0);
          expect(isChosen(selection, id)).toBe(true);
        }
      }
    }),
  );
});

describe("all that were found, of which a part is loaded", () => {
  const found = [10, 11, 12, 13, 14, 15];
  const all = chooseIds(noSelection, found);

  test("are chosen, and stay so while pages come", () => {
    expect(chosenIds(all)).toEqual(found);
    expect(marked(stillThere(all, list, new Set(found)))).toEqual(found);
    expect(marked(stillThere(all, list))).toEqual([10, 11, 12, 13]);
  });

  test("leave the current one what it was, and those of others out", () => {
    expect(chooseIds(chooseOne(12), found).currentId).toBe(12);
    expect(marked(chooseIds(noSelection, [10, -3]))).toEqual([10]);
  });
});

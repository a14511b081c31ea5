import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type GroupedItem, type GroupedPair, groupPictures } from "../../../src/core/duplicates/grouping.ts";

const options = { leastConfidence: 0.6 };

function items(count: number): GroupedItem[] {
  return Array.from({ length: count }, (_, id) => ({ id: id + 1, key: `k${id + 1}`, pixels: 100 }));
}

function pair(firstId: number, secondId: number, more: Partial<GroupedPair> = {}): GroupedPair {
  return { firstId, secondId, confidence: 0.9, innerId: 0, isRefuted: false, ...more };
}

/** Up to ten contents and any pairs among them, each at most once. */
const libraries = fc
  .array(
    fc.record({
      one: fc.integer({ min: 1, max: 10 }),
      other: fc.integer({ min: 1, max: 10 }),
      confidence: fc.integer({ min: 0, max: 100 }),
      inner: fc.constantFrom("none", "one", "other"),
      isRefuted: fc.boolean(),
      isWritten: fc.boolean(),
    }),
    { maxLength: 30 },
  )
  .map((rows) => {
    const byKey = new Map<string, GroupedPair>();
    for (const { one, other, confidence, inner, isRefuted, isWritten } of rows) {
      if (one === other) continue;
      const [firstId, secondId] = [Math.min(one, other), Math.max(one, other)];
      const innerId = inner === "none" ? 0 : inner === "one" ? firstId : secondId;
      const isApart = isRefuted && confidence < 20;
      byKey.set(`${firstId}/${secondId}`, {
        firstId,
        secondId,
        confidence: confidence / 100,
        innerId,
        isRefuted: isApart,
        isWritten,
      });
    }
    return [...byKey.values()];
  });

describe("grouping copies", () => {
  test("does not depend on the order of contents, pairs or ids", () => {
    fc.assert(
      fc.property(libraries, fc.integer(), (pairs, seed) => {
        const expected = groupPictures(items(10), pairs, options);
        const turnAround = seed % 2 === 0;
        const swapped = pairs.map((one) =>
          turnAround ? { ...one, firstId: one.secondId, secondId: one.firstId } : one,
        );
        const rotation = Math.abs(seed) % Math.max(1, pairs.length);
        const shuffled = [...swapped.slice(rotation), ...swapped.slice(0, rotation)].reverse();
        expect(groupPictures(items(10).reverse(), shuffled, options)).toEqual(expected);
        // Other ids for the same contents.
        const renamed = groupPictures(
          items(10).map((item) => ({ ...item, id: 1000 - item.id })),
          pairs.map((one) => ({
            ...one,
            firstId: 1000 - one.firstId,
            secondId: 1000 - one.secondId,
            innerId: one.innerId === 0 ? 0 : 1000 - one.innerId,
          })),
          options,
        );
        expect(renamed.map(({ memberIds }) => memberIds.map((id) => 1000 - id))).toEqual(
          expected.map(({ memberIds }) => memberIds),
        );
      }),
    );
  });

  test("every member was verified against the centre, and no two that are kept apart are together", () => {
    fc.assert(
      fc.property(libraries, (pairs) => {
        const between = (one: number, other: number) =>
          pairs.find(
            ({ firstId, secondId }) => firstId === Math.min(one, other) && secondId === Math.max(one, other),
          );
        for (const { centreId, memberIds, confidence } of groupPictures(items(10), pairs, options)) {
          for (const id of memberIds.filter((member) => member !== centreId)) {
            const verified = between(id, centreId);
            expect(verified?.confidence).toBeGreaterThanOrEqual(options.leastConfidence);
            expect(verified?.confidence).toBeGreaterThanOrEqual(confidence);
            expect(verified?.innerId).not.toBe(centreId);
            for (const other of memberIds) {
              // What was written on either may explain what they differ in.
              const isExplained = verified?.isWritten || between(other, centreId)?.isWritten;
              if (!isExplained) expect(between(id, other)?.isRefuted ?? false).toBe(false);
            }
          }
        }
      }),
    );
  });

  test("a content is in one group at most, and none that has a verified partner is left over needlessly", () => {
    fc.assert(
      fc.property(libraries, (pairs) => {
        const members = groupPictures(items(10), pairs, options).flatMap(({ memberIds }) => memberIds);
        expect(new Set(members).size).toBe(members.length);
        const free = new Set(
          items(10)
            .map(({ id }) => id)
            .filter((id) => !members.includes(id)),
        );
        const missed = pairs.filter(
          ({ firstId, secondId, confidence }) =>
            confidence >= options.leastConfidence && free.has(firstId) && free.has(secondId),
        );
        expect(missed).toEqual([]);
      }),
    );
  });

  test("a chain of small steps does not join its two ends", () => {
    const chain = Array.from({ length: 7 }, (_, step) => pair(step + 1, step + 2));
    const groups = groupPictures(items(8), chain, options);
    for (const { memberIds } of groups) expect(memberIds.length).toBeLessThanOrEqual(3);
    expect(groups.some(({ memberIds }) => memberIds.includes(1) && memberIds.includes(8))).toBe(false);
  });

  test("two pictures that share a cut-out are not joined by it", () => {
    const cutOut = 3;
    const groups = groupPictures(
      items(3),
      [pair(1, cutOut, { innerId: cutOut }), pair(2, cutOut, { innerId: cutOut, confidence: 0.8 })],
      options,
    );
    expect(groups.map(({ memberIds }) => memberIds)).toEqual([[1, cutOut]]);
  });

  test("two cuts of one original are copies of it, though neither shows the other", () => {
    const pairs = [pair(1, 2, { innerId: 2 }), pair(1, 3, { innerId: 3 })];
    expect(groupPictures(items(3), pairs, options)).toMatchObject([{ centreId: 1, memberIds: [1, 2, 3] }]);
  });

  test("what a person keeps apart stays apart", () => {
    const areSeparate = (one: number, other: number) => one + other === 3;
    expect(groupPictures(items(2), [pair(1, 2)], { ...options, areSeparate })).toEqual([]);
  });

  test("two copies with different writing on them are together where the others speak for both", () => {
    const pairs = [
      pair(1, 2, { isWritten: true }),
      pair(1, 3, { isWritten: true }),
      pair(2, 3, { confidence: 0, isRefuted: true }),
    ];
    // One word against another.
    expect(groupPictures(items(3), pairs, options).map(({ memberIds }) => memberIds)).toEqual([[1, 2]]);
    const others = [4, 5, 6, 7];
    const clean = others.flatMap((id) => [pair(1, id), pair(2, id), pair(3, id)]);
    const amongThem = others.flatMap((id) =>
      others.filter((other) => other > id).map((other) => pair(id, other)),
    );
    const all = [...pairs, ...clean, ...amongThem];
    expect(groupPictures(items(7), all, options).map(({ memberIds }) => memberIds)).toEqual([
      [1, 2, 3, 4, 5, 6, 7],
    ]);
    // Without writing to explain it, what they differ in keeps them apart.
    const unexplained = all.map((one) => ({ ...one, isWritten: false }));
    expect(groupPictures(items(7), unexplained, options).map(({ memberIds }) => memberIds)).toEqual([
      [1, 2, 4, 5, 6, 7],
    ]);
  });

  test("the next shot is no copy, though a copy without colours cannot tell it from the first", () => {
    const [original, grey, nextShot] = [1, 2, 7];
    const copies = [3, 4, 5, 6];
    const all = [original, grey, ...copies];
    const pairs = all.flatMap((one) => all.filter((other) => other > one).map((other) => pair(one, other)));
    const doubted = [original, ...copies].map((id) => pair(id, nextShot, { confidence: 0.5 }));
    const groups = groupPictures(items(7), [...pairs, ...doubted, pair(grey, nextShot)], options);
    expect(groups.map(({ memberIds }) => memberIds)).toEqual([all]);
  });

  test("one wrong look among many keeps no copy out", () => {
    const all = Array.from({ length: 13 }, (_, at) => at + 1);
    const pairs = all.flatMap((one) => all.filter((other) => other > one).map((other) => pair(one, other)));
    const wrong = pairs.map((one) =>
      one.firstId === 2 && one.secondId === 3 ? { ...one, confidence: 0, isRefuted: true } : one,
    );
    expect(groupPictures(items(13), wrong, options).map(({ memberIds }) => memberIds.length)).toEqual([13]);
  });

  test("a picture that lacks a thing is none with writing on it, whatever one of the copies says", () => {
    const copies = [2, 3, 4, 5].flatMap((id) => [
      pair(1, id),
      pair(6, id, { confidence: 0, isRefuted: true }),
    ]);
    const groups = groupPictures(items(6), [...copies, pair(1, 6, { isWritten: true })], options);
    expect(groups.map(({ memberIds }) => memberIds)).toEqual([[1, 2, 3, 4, 5]]);
  });
});

describe("other contents on the same form", () => {
  const other = { confidence: 0, isRefuted: true, contents: "other" } as const;

  test("keep two apart whatever all others say", () => {
    const others = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14];
    const pairs = [
      pair(1, 2, other),
      ...others.flatMap((id) => [pair(1, id, { confidence: 1 }), pair(2, id, { confidence: 0.95 })]),
    ];
    for (const { memberIds } of groupPictures(items(14), pairs, options))
      expect(memberIds.includes(1) && memberIds.includes(2)).toBe(false);
  });

  test("are outvoted where they are a doubt: a date on one copy and a mark on another of a picture that is no page", () => {
    const doubt = { confidence: 0, contents: "other" } as const;
    const copies = [2, 3, 4, 5, 6];
    const pairs = [pair(5, 6, doubt), ...copies.map((id) => pair(1, id)), pair(2, 5), pair(3, 5), pair(4, 6)];
    const groups = groupPictures(items(6), pairs, options);
    expect(groups.map(({ memberIds }) => memberIds)).toEqual([[1, 2, 3, 4, 5, 6]]);
  });

  test("leave a small copy to what it was made from, though it is like the other as well", () => {
    // 1 and 2 are a page and its copy, 3 and 4 the page scanned and a small copy of the scan.
    const pairs = [
      pair(1, 2, { confidence: 1 }),
      pair(3, 4, { confidence: 0.99 }),
      pair(1, 4, { confidence: 0.8 }),
      pair(2, 4, { confidence: 0.8 }),
      pair(1, 3, other),
      pair(2, 3, other),
    ];
    const groups = groupPictures(items(4), pairs, options);
    expect(groups.map(({ memberIds }) => memberIds)).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Collection } from "../../../src/contract/index.ts";
import {
  allQuoted,
  collectionFacts,
  datesWords,
  exportFileName,
  folderOf,
  joinPath,
  matching,
  tallyLines,
} from "../../../src/renderer/collections/collection-words.ts";

function collectionOf(name: string): Collection {
  return {
    collectionId: 1,
    name,
    photos: 3,
    bytes: 1e6,
    createdAt: "2026-11-27T10:00:00Z",
    changedAt: "2026-11-27T10:00:00Z",
    isOwnInQdrant: false,
    coverAssetIds: [],
  };
}

test("a collection is told by how much is in it", () => {
  expect(collectionFacts({ photos: 1240, bytes: 3.2e9 })).toBe("1,240 photos, 3.2 GB");
  expect(collectionFacts({ photos: 0, bytes: 0 })).toBe("No photos yet");
});

test("its dates are a span, a day, or nothing", () => {
  const [first, last] = ["2019-05-03T14:22:31", "2020-06-04"];
  expect(datesWords({ firstTakenAt: first, lastTakenAt: last })).toMatch(/3.*2019.* to .*4.*2020/);
  expect(datesWords({ firstTakenAt: first, lastTakenAt: "2019-05-03T23:00:00" })).not.toContain(" to ");
  expect(datesWords({ firstTakenAt: "1985", lastTakenAt: "1985" })).toBe("1985");
  expect(datesWords({ firstTakenAt: null, lastTakenAt: null })).toBeUndefined();
});

test("of many cameras the most frequent are named, and the others counted", () => {
  const tally = ["A", "B", "C", ""].map((value, at) => ({ value, photos: 4000 - at }));
  expect(tallyLines(tally, 2)).toEqual([
    { name: "A", photos: "4,000" },
    { name: "B", photos: "3,999" },
    { name: "2 more", photos: "7,995" },
  ]);
  expect(tallyLines(tally).at(-1)).toEqual({ name: "not known", photos: "3,997" });
});

test("names are listed as people list them", () => {
  expect(allQuoted(["A"])).toBe("“A”");
  expect(allQuoted(["A", "B", "C"])).toBe("“A”, “B” and “C”");
});

describe("the file of an export", () => {
  test("has a name that every system takes, whatever the collection is called", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 200, unit: "grapheme" }), (name) => {
        const file = exportFileName(name, "jsonl");
        expect(file).not.toMatch(/[\\/:*?"<>|\p{Cc}]/u);
        expect(file).not.toMatch(/[. ]\.jsonl$/);
        expect(file.endsWith(".jsonl")).toBe(true);
        expect(file.isWellFormed()).toBe(true);
        expect(Buffer.byteLength(file)).toBeLessThanOrEqual(255);
      }),
    );
    expect(exportFileName("Rome 24/25", "snapshot")).toBe("Rome 24-25.snapshot");
  });

  test("lies in the folder that was chosen, on any system", () => {
    expect(joinPath("/home/me", "a.jsonl")).toBe("/home/me/a.jsonl");
    expect(joinPath("/", "a.jsonl")).toBe("/a.jsonl");
    expect(joinPath("C:\\Users\\me", "a.jsonl")).toBe("C:\\Users\\me\\a.jsonl");
    expect(joinPath(folderOf("/home/me/b.snapshot"), "a.jsonl")).toBe("/home/me/a.jsonl");
  });
});

test("a collection is found by any words of its name", () => {
  const all = ["Summer in Rome", "Winter", "Rome, winter"].map(collectionOf);
  expect(matching(all, "rome WINTER").map(({ name }) => name)).toEqual(["Rome, winter"]);
  expect(matching(all, "  ")).toHaveLength(3);
});

import { describe, expect, test } from "vitest";
import type { Reason, SearchResult } from "../../../src/contract/index.ts";
import { fileNameOf, resultsList } from "../../../src/renderer/search/results-list.ts";

const results: SearchResult[] = [
  {
    rank: 1,
    score: 0.31234,
    isLikely: true,
    why: [{ signal: "keyword", text: "boat", marks: [] }],
    path: "/photos/Summer/red boat.jpg",
    assetId: 17,
    width: 4000,
    height: 3000,
    takenAt: "2019-05-03T14:22:31",
    takenAtSource: "exif",
    owner: null,
    placeholder: Buffer.from([1, 2, 3, 4, 5, 6]).toString("base64"),
  },
  {
    rank: 2,
    score: 0.2,
    isLikely: true,
    why: [{ signal: "picture", text: "looks like it", marks: [] }],
    path: "C:\\Pictures\\sea.png",
    assetId: 4,
    width: 1000,
    height: 2000,
    takenAt: null,
    takenAtSource: null,
    owner: null,
    placeholder: null,
  },
];

test("the name of a file is what comes after its folders, on any system", () => {
  expect(fileNameOf("/photos/a b/red boat.jpg")).toBe("red boat.jpg");
  expect(fileNameOf("C:\\Pictures\\sea.png")).toBe("sea.png");
  expect(fileNameOf("sea.png")).toBe("sea.png");
});

describe("search results as photos", () => {
  const list = resultsList(results, "dog");

  test("keep the order they were given", () => {
    expect(list.count).toBe(2);
    expect([0, 1].map(list.assetId)).toEqual([17, 4]);
    expect([17, 4, 99].map(list.positionOf)).toEqual([0, 1, -1]);
  });

  test("have their shapes and blurs", () => {
    expect([0, 1].map(list.aspectRatio)).toEqual([4 / 3, 0.5]);
    expect([...list.placeholder(0)]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(list.placeholder(1)).toHaveLength(0);
  });

  test("tell their score one hover away, and are read out with name and date", () => {
    expect(list.hint?.(0)).toContain("0.312");
    expect(list.hint?.(0)).toContain("red boat.jpg");
    expect(list.label(0)).toMatch(/^Result 1: red boat.jpg, taken .*2019.*, keyword: boat$/);
    expect(list.label(1)).toBe("Result 2: sea.png");
  });

  test("say where the words stand, and nothing of one that only looks like it", () => {
    expect(list.reasons?.(0).map(({ signal, text }) => [signal, text])).toEqual([["keyword", "boat"]]);
    expect(list.reasons?.(1)).toEqual([]);
    expect(list.hint?.(0)).toContain("keyword: boat");
  });

  test("are read out by what can be seen on them, where that is known, and found by it said once", () => {
    expect(list.label(0, "a boat on the sea")).toMatch(
      /^Result 1: a boat on the sea, red boat.jpg, taken .*2019.*, keyword: boat$/,
    );
    expect(list.hint?.(0, "a boat on the sea").split("\n")[1]).toBe("a boat on the sea");
    const [own] = results;
    if (!own) throw new Error("there is one");
    const marks = [{ offset: 2, length: 4 }];
    const why: Reason[] = [{ signal: "caption", text: "a boat on the sea", marks }];
    const captioned = resultsList([{ ...own, why }], "boat");
    expect(captioned.label(0)).toMatch(/, caption: a boat on the sea$/);
    expect(captioned.label(0, "a boat on the sea")).toMatch(/, found in its caption$/);
    expect(captioned.reasons?.(0)).toEqual(why);
  });

  test("of another library say whose they are and which machine has the file", () => {
    const [own, other] = results;
    if (!own || !other) throw new Error("there are two");
    const owner = { library: "Studio", machine: "atelier-2" };
    const shared = resultsList([own, { ...other, assetId: -4, owner }], "dog");
    expect(shared.owner?.(0)).toBeUndefined();
    expect(shared.owner?.(1)).toEqual(owner);
    expect(shared.label(1)).toBe("Result 2: sea.png, of Studio on atelier-2");
    expect(shared.hint?.(1)).toContain("Of Studio on atelier-2");
    expect(shared.positionOf(-4)).toBe(1);
  });

  test("have no months", () => {
    expect(list.section).toBeUndefined();
    expect(list.heading).toBeUndefined();
  });
});

describe("what is less likely", () => {
  const [first, second] = results as [SearchResult, SearchResult];
  const list = resultsList([first, { ...second, isLikely: false }], "dog");

  test("stands behind a line, and says so", () => {
    expect([0, 1].map((at) => list.section?.(at))).toEqual([0, 1]);
    expect([0, 1].map((at) => list.heading?.(at))).toEqual(["", "Less likely"]);
    expect(list.label(0)).not.toContain("less likely");
    expect(list.label(1)).toBe("Result 2: sea.png, less likely");
  });

  test("has no line where the order is another one", () => {
    const mixed = resultsList([{ ...first, isLikely: false }, second], "dog");
    expect(mixed.heading).toBeUndefined();
  });
});

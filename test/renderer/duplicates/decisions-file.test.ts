import { describe, expect, test } from "vitest";
import type { Verdict } from "../../../src/contract/index.ts";
import { inPieces, readDecisions } from "../../../src/renderer/duplicates/history/decisions-file.ts";

const verdict = (letter: string): Verdict => ({
  kind: "not-duplicates",
  contents: [letter.repeat(64), "0".repeat(64)],
  decidedAt: "2026-01-02T03:04:05.000Z",
});
const exported = { format: "shoebox-verdicts", version: 1, verdicts: [verdict("a"), verdict("b")] };
const read = (document: unknown) => readDecisions(JSON.stringify(document), "list.json");

describe("a file with decisions", () => {
  test("is read as it was written", () => {
    expect(read(exported)).toEqual(exported.verdicts);
    expect(read({ ...exported, verdicts: [] })).toEqual([]);
  });

  test.each(["", "no JSON", "null", "[]", "7", '{"format":"shoebox-verdicts"}', '{"verdicts":[]}'])(
    "is not taken for one where it is something else: %s",
    (text) => {
      expect(readDecisions(text, "holiday.json")).toMatchObject({
        message: "holiday.json holds no decisions.",
        remedy: expect.stringContaining("shoebox-decisions.json"),
      });
    },
  );

  test("of a newer version is said to be so", () => {
    expect(read({ ...exported, version: 2 })).toMatchObject({
      message: "list.json was written by a newer Shoebox.",
    });
  });

  test.each([
    null,
    { ...verdict("a"), kind: "delete-all" },
    { ...verdict("a"), contents: [] },
    { ...verdict("a"), contents: ["../../etc"] },
    { ...verdict("a"), decidedAt: 5 },
  ])("that is damaged in one place is refused as a whole, and the place is named", (damaged) => {
    expect(read({ ...exported, verdicts: [verdict("c"), damaged] })).toMatchObject({
      message: "list.json is damaged: its decision 2 cannot be understood.",
    });
  });

  test("goes to the engine in pieces that a message can hold, in order and whole", () => {
    const many = Array.from({ length: 50 }, (_, at) => verdict((at % 10).toString()));
    const pieces = inPieces(many, 1000);
    expect(pieces.flat()).toEqual(many);
    expect(pieces.length).toBeGreaterThan(5);
    for (const piece of pieces) expect(JSON.stringify(piece).length).toBeLessThan(1100);
    expect(inPieces([])).toEqual([]);
  });
});

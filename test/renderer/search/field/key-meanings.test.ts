import { describe, expect, test } from "vitest";
import { nothingRead } from "../../../../src/renderer/search/field/carry-spans.ts";
import { finishedChipBefore, takenByTab } from "../../../../src/renderer/search/field/key-meanings.ts";
import {
  completionOption,
  completionsAt,
  mendOption,
} from "../../../../src/renderer/search/field/options.ts";
import { termsOf } from "../terms.ts";

const completion = completionOption({
  offset: 0,
  length: 3,
  text: "camera:",
  label: "camera:",
  hint: "",
  count: null,
});

describe("Tab", () => {
  test("takes the likeliest value where one is being typed, and leads on from plain words", () => {
    expect(takenByTab([completion], "camera:pi", 9)).toBe(completion);
    expect(takenByTab([completion], "dog -camera:", 12)).toBe(completion);
    expect(takenByTab([completion], "dog", 3)).toBeUndefined();
    expect(takenByTab([completion], "camera:pixel dog", 16)).toBeUndefined();
    expect(takenByTab([], "camera:pi", 9)).toBeUndefined();
  });

  test("takes what was perhaps meant by a mistake", () => {
    const problem = { offset: 0, length: 5, message: "", expected: "", suggestion: "camera" };
    const mend = mendOption(problem, "camra:x");
    expect(mend?.hint).toBe("instead of “camra”");
    expect(takenByTab(mend ? [mend] : [], "camra:x", 7)).toBe(mend);
    expect(mendOption({ ...problem, suggestion: null }, "camra:x")).toBeUndefined();
  });
});

test("Backspace behind a finished chip means the chip, inside of it a letter", () => {
  const query = "dog rating:5 ";
  const read = { ...nothingRead, terms: termsOf(query, "dog", "rating:5") };
  expect(finishedChipBefore(read, query, 13)?.offset).toBe(4);
  expect(finishedChipBefore(read, query, 12)).toBeUndefined();
  expect(finishedChipBefore(read, query, 4)).toBeUndefined();
  expect(finishedChipBefore(read, query, undefined)).toBeUndefined();
});

test("while letters join a word, what could stand in its place stays", () => {
  const completion = { offset: 4, length: 3, text: "camera:", label: "camera:", hint: "", count: null };
  const known = { text: "dog cam", cursor: 7, completions: [completion] };
  expect(completionsAt(known, "dog cam", 7)).toEqual([completion]);
  expect(completionsAt(known, "dog came", 8)).toEqual([{ ...completion, length: 4 }]);
  expect(completionsAt(known, "dog camp", 8)).toEqual([]);
  expect(completionsAt(known, "dog cam e", 9)).toEqual([]);
  expect(completionsAt(known, "dog ca", 6)).toEqual([]);
  expect(completionsAt(known, "cat came", 8)).toEqual([]);
});

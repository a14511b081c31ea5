import { expect, test } from "vitest";
import { displayWidth } from "../../src/cli/display-width.ts";
import { QueryError, queryErrorLines, withQuery } from "../../src/cli/query-error.ts";

function lines(query: string, part: string, suggestion?: string): string[] {
  const offset = query.indexOf(part);
  const place = { offset, length: part.length, expected: "a filter such as camera:", suggestion };
  return queryErrorLines(new QueryError("There is no such filter", query, place));
}

test("the part that cannot be understood is underlined, with what was expected and what was perhaps meant", () => {
  expect(lines("beach camra:pixel", "camra:", "camera:")).toEqual([
    "  beach camra:pixel",
    "        ^^^^^^",
    "Expected a filter such as camera:.",
    "Did you mean camera:?",
  ]);
});

test("it stands under the part though what is before it is wide, joined, or shown another way", () => {
  expect(lines("海と山 camra:", "camra:").slice(0, 2)).toEqual(["  海と山 camra:", "         ^^^^^^"]);
  expect(lines("👨‍👩‍👧 é camra:", "camra:").slice(0, 2)).toEqual(["  👨‍👩‍👧 é camra:", "       ^^^^^^"]);
  expect(lines("a\tb\u001b camra:", "camra:").slice(0, 2)).toEqual([
    "  a\\tb\\x1b camra:",
    "           ^^^^^^",
  ]);
});

test("at the end of a query, where something is missing, one place is marked", () => {
  const place = { offset: 5, length: 0, expected: "a date" };
  const error = new QueryError("A date is missing", "date:", place);
  expect(queryErrorLines(error).slice(0, 2)).toEqual(["  date:", "       ^"]);
});

test("of a long query what is near the part is shown", () => {
  const [shown = "", marks = ""] = lines(`${"beach ".repeat(80)}camra: ${"dog ".repeat(80)}`, "camra:");
  expect(shown.length).toBeLessThan(80);
  expect(shown.slice(marks.indexOf("^")).startsWith("camra:")).toBe(true);
  expect(shown).toMatch(/^ {2}….+…$/);
});

test("where a terminal turns the text round, the part is named instead", () => {
  expect(lines("כלב camra:שלום", "camra:שלום")[1]).toBe("  here: camra:שלום");
});

test("an error without a place passes through as it is", async () => {
  const thrown = new Error("no place");
  await expect(withQuery("beach", () => Promise.reject(thrown))).rejects.toBe(thrown);
});

test.each([
  ["", 0],
  ["abc", 3],
  ["海と山", 6],
  ["한국", 4],
  ["👍🏽", 2],
  ["🇨🇭", 2],
  ["ｗｉｄｅ", 8],
])("%s fills its columns of a terminal", (text, columns) => {
  expect(displayWidth(text)).toBe(columns);
});

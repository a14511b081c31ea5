import { expect, test } from "vitest";
import { completionsOf, readQuery } from "../../../src/core/query/index.ts";
import { context } from "./played-vocabulary.ts";

/** Twice as long may take so many times as long; a reader that goes back again and again takes four times and more. */
const mostGrowth = 8;

/** Below it the clock says nothing. */
const leastMillis = 40;

test.for([
  ["quotation marks", '"'],
  ["quotations in quotations", '"a "'],
  ["typographic ones", "“a ‘b” „"],
  ["minuses", "-"],
  ["excluded words", "-a "],
  ["pipes", "|"],
  ["alternatives", "camera:a|"],
  ["colons", "a:b:"],
  ["filters", "rating:>=4 "],
  ["digits", "1"],
  ["digits and dots", "size:1.1.1 "],
  ["ranges", "1.."],
  ["months", "june 1 "],
  ["words before dates", "in the "],
  ["dates", "last summer, june 14 2019 "],
  ["negations", "without a "],
  ["words of one letter", "a "],
  ["one word", "a"],
  ["spaces", " "],
  ["characters of others", "東京 שלום 🏖️ "],
])("of %s five thousand characters are read as they come", ([, piece = ""]) => {
  const text = piece.repeat(Math.ceil(10_000 / piece.length)).slice(0, 10_000);
  const half = Math.max(
    leastMillis,
    fastestOf(() => readQuery(text.slice(0, 5000), context)),
  );
  expect(fastestOf(() => readQuery(text, context))).toBeLessThan(half * mostGrowth);
  expect(completionsOf({ text, cursor: text.length, limit: 5 }, context).length).toBeLessThanOrEqual(5);
});

function fastestOf(read: () => unknown): number {
  const times = Array.from({ length: 3 }, () => {
    const start = performance.now();
    read();
    return performance.now() - start;
  });
  return Math.min(...times);
}

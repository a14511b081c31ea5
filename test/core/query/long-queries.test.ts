import { expect, test } from "vitest";
import { completionsOf, readQuery } from "../../../src/core/query/index.ts";
import { context } from "./played-vocabulary.ts";

// A reader that goes back again and again would not come to the end of them within a test's time.
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
  ["dashes", "1-"],
  ["ranges", "1.."],
  ["months", "june 1 "],
  ["words before dates", "in the "],
  ["dates", "last summer, june 14 2019 "],
  ["negations", "without a "],
  ["words of one letter", "a "],
  ["one word", "a"],
  ["spaces", " "],
  ["letters of others", "東京 שלום 🏖️ "],
])("five thousand characters of %s are read to the end", ([, piece = ""]) => {
  const text = piece.repeat(Math.ceil(5000 / piece.length)).slice(0, 5000);
  for (const { offset, length } of readQuery(text, context).terms)
    expect(offset + length).toBeLessThanOrEqual(5000);
  expect(completionsOf({ text, cursor: text.length, limit: 5 }, context).length).toBeLessThanOrEqual(5);
});

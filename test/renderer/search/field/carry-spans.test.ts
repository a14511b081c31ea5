import fc from "fast-check";
import { expect, test } from "vitest";
import {
  carriedTo,
  nothingRead,
  withoutUnfinished,
} from "../../../../src/renderer/search/field/carry-spans.ts";
import { termsOf } from "../terms.ts";

const before = "rating:5 dog camera:canon";
const read = {
  terms: termsOf(before, "rating:5", "dog", "camera:canon"),
  problems: [],
  contradiction: null,
  canonical: before,
};

test("what was understood before and behind what is being typed stays where its text is", () => {
  const text = "rating:5 doggy camera:canon";
  const { terms } = carriedTo(text, { text: before, read });
  expect(terms.map(({ offset, length }) => text.slice(offset, offset + length))).toEqual([
    "rating:5",
    "dog",
    "camera:canon",
  ]);
});

test("what is changed itself is out until it is read again", () => {
  const { terms } = carriedTo("rating:45 dog camera:canon", { text: before, read });
  expect(terms.map(({ label }) => label)).toEqual(["dog", "camera:canon"]);
});

test("whatever becomes of a text, no part lies outside of it or on another text", () => {
  fc.assert(
    fc.property(
      fc.nat(before.length),
      fc.nat(before.length),
      fc.string({ maxLength: 8 }),
      (one, other, put) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        const text = before.slice(0, from) + put + before.slice(to);
        for (const { offset, length, label } of carriedTo(text, { text: before, read }).terms) {
          expect(text.slice(offset, offset + length)).toBe(label);
        }
      },
    ),
  );
});

test("what is not typed to its end yet is no mistake, what is behind it is", () => {
  const problem = { offset: 0, length: 7, message: "", expected: "", suggestion: null };
  const mistaken = { ...nothingRead, problems: [problem] };
  expect(withoutUnfinished("camera:", mistaken).problems).toEqual([]);
  expect(withoutUnfinished("camera: dog", mistaken).problems).toEqual([problem]);
  expect(withoutUnfinished("camra:x", mistaken).problems).toEqual([problem]);
});

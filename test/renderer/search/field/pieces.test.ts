import fc from "fast-check";
import { expect, test } from "vitest";
import { isChip, piecesOf } from "../../../../src/renderer/search/field/pieces.ts";
import { termsOf } from "../terms.ts";

const noProblems = { problems: [] };

test("filters, phrases, dates, examples and what is excluded stand as chips; words stay words", () => {
  const query = "dog rating:5 -snow like:#3 or";
  const terms = termsOf(query, "dog", "rating:5", "-snow", "like:#3", { text: "or", kind: "operator" });
  expect(terms.filter(isChip).map(({ label }) => label)).toEqual(["rating:5", "-snow", "like:#3"]);
});

test("a mistake is underlined at its place, in a chip or outside of one", () => {
  const query = "rating:9 camra:x";
  const problem = (offset: number, length: number) => ({
    offset,
    length,
    message: "",
    expected: "",
    suggestion: null,
  });
  const pieces = piecesOf(query, {
    terms: termsOf(query, "rating:9"),
    problems: [problem(7, 1), problem(9, 6)],
  });
  const marked = pieces.flatMap(({ stretches }) =>
    stretches.filter((each) => each.problem).map(({ text }) => text),
  );
  expect(marked).toEqual(["9", "camra:"]);
});

test("all pieces together are the text, whatever was understood", () => {
  const span = fc.record({ offset: fc.nat(20), length: fc.nat(12) });
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), fc.array(span), fc.array(span), (text, spans, mistakes) => {
      const terms = spans.map((each) => ({
        ...(termsOf("a:b", "a:b")[0] as ReturnType<typeof termsOf>[number]),
        ...each,
      }));
      const problems = mistakes.map((each) => ({ ...each, message: "", expected: "", suggestion: null }));
      const pieces = piecesOf(text, { terms, problems });
      expect(pieces.flatMap(({ stretches }) => stretches.map((each) => each.text)).join("")).toBe(text);
    }),
  );
  expect(piecesOf("", { terms: [], ...noProblems })).toEqual([]);
});

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { filterNames } from "../../../src/core/query/filters/registry.ts";
import { planOf, readQuery } from "../../../src/core/query/index.ts";
import { parse } from "../../../src/core/query/syntax/parse.ts";
import { print } from "../../../src/core/query/syntax/print.ts";
import { queryNodes, queryTexts, withoutPlaces } from "./arbitrary-queries.ts";
import { context } from "./played-vocabulary.ts";

const numRuns = 2000;

test("what was parsed is printed so that it parses to the same", () => {
  fc.assert(
    fc.property(queryTexts, (text) => {
      const { nodes } = parse(text, filterNames);
      const printed = print(nodes);
      expect(withoutPlaces(parse(printed, filterNames).nodes)).toEqual(withoutPlaces(nodes));
      expect(print(parse(printed, filterNames).nodes)).toBe(printed);
    }),
    { numRuns },
  );
});

test("parts that nobody typed are printed so that they parse to the same", () => {
  fc.assert(
    fc.property(queryNodes, (nodes) => {
      expect(withoutPlaces(parse(print(nodes), filterNames).nodes)).toEqual(withoutPlaces(nodes));
    }),
    { numRuns },
  );
});

test("a query as the printer writes it stays as it is and means the same", () => {
  fc.assert(
    fc.property(queryTexts, (text) => {
      const { canonical, problems } = readQuery(text, context);
      if (canonical === null) {
        expect(problems).not.toEqual([]);
        return;
      }
      expect(readQuery(canonical, context)).toMatchObject({ canonical, problems: [] });
      expect(meaningOf(canonical)).toEqual(meaningOf(text));
    }),
    { numRuns },
  );
});

function meaningOf(text: string) {
  const { terms, ...meaning } = planOf(text, context);
  return { ...meaning, labels: terms.map(({ kind, label, isExcluded }) => ({ kind, label, isExcluded })) };
}

test("every part and every problem has its place in the text, in order, with only space between parts", () => {
  fc.assert(
    fc.property(queryTexts, (text) => {
      const { terms, problems } = readQuery(text, context);
      let end = 0;
      for (const { offset, length } of terms) {
        expect(offset).toBeGreaterThanOrEqual(end);
        expect(length).toBeGreaterThan(0);
        // An empty quotation is no part.
        expect(text.slice(end, offset)).toMatch(/^[\s\p{Cf}"“”„«»|–−-]*$/u);
        end = offset + length;
      }
      expect(end).toBeLessThanOrEqual(text.length);
      for (const { offset, length, message, expected } of problems) {
        expect(offset + length).toBeLessThanOrEqual(text.length);
        expect(message).toMatch(/\.$/);
        expect(expected).not.toBe("");
      }
    }),
    { numRuns },
  );
});

test("what takes the place of a date in words means the same", () => {
  fc.assert(
    fc.property(queryTexts, (text) => {
      for (const term of readQuery(text, context).terms) {
        if (term.asFilter === null || term.kind !== "date") continue;
        const { offset, length, asFilter, label, isExcluded } = term;
        // A bare year may be written about a photo, too.
        if (/^\d{4}$/.test(text.slice(offset, offset + length))) continue;
        expect(readQuery(asFilter, context).terms).toMatchObject([{ kind: "filter", label, isExcluded }]);
        expect(planOf(asFilter, context).filter).toEqual(
          planOf(text.slice(offset, offset + length), context).filter,
        );
      }
    }),
    { numRuns },
  );
});

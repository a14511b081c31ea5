import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  applied,
  type Choice,
  choosing,
  choosingDate,
  chosenDate,
  isExcludedBy,
  withExamples,
  withoutPart,
} from "../../../src/renderer/search/query-edit.ts";
import { quotedValue } from "../../../src/renderer/search/query-values.ts";
import { termsOf } from "./terms.ts";

const pixel = 'camera:"Pixel 7"';

describe("a value of a facet", () => {
  test("joins what was typed", () => {
    expect(choosing("", [], { value: pixel }, "chosen")).toBe(pixel);
    const query = "dog ";
    expect(choosing(query, termsOf(query, "dog"), { value: pixel }, "chosen")).toBe(`dog ${pixel}`);
  });

  test("stands beside the others of its filter", () => {
    const query = "camera:canon dog";
    expect(choosing(query, termsOf(query, "camera:canon", "dog"), { value: pixel }, "chosen")).toBe(
      'camera:canon|"Pixel 7" dog',
    );
  });

  test("goes, and its filter with the last of them", () => {
    const query = 'dog camera:canon|"Pixel 7" snow';
    const left = choosing(
      query,
      termsOf(query, "dog", 'camera:canon|"Pixel 7"', "snow"),
      { value: pixel },
      "any",
    );
    expect(left).toBe("dog camera:canon snow");
    expect(
      choosing(left, termsOf(left, "dog", "camera:canon", "snow"), { value: "camera:Canon" }, "any"),
    ).toBe("dog snow");
  });

  test("that is not wanted any more changes sides", () => {
    const query = 'camera:canon|"Pixel 7" -camera:nikon';
    const terms = termsOf(query, 'camera:canon|"Pixel 7"', "-camera:nikon");
    expect(choosing(query, terms, { value: pixel }, "excluded")).toBe('camera:canon -camera:nikon|"Pixel 7"');
    expect(choosing(query, terms, { value: "camera:nikon" }, "chosen")).toBe('camera:canon|"Pixel 7"|nikon');
    expect(choosing("dog", termsOf("dog", "dog"), { value: pixel }, "excluded")).toBe(`dog -${pixel}`);
  });

  test("is known to be excluded", () => {
    const query = "-camera:Canon|nikon";
    const terms = termsOf(query, query);
    expect(isExcludedBy(query, terms, "camera:nikon")).toBe(true);
    expect(isExcludedBy(query, terms, pixel)).toBe(false);
  });

  test("that is asked for by another name goes, and the others that are meant by it stay", () => {
    const query = "dog camera:pixel snow";
    const terms = termsOf(query, "dog", "camera:pixel", "snow");
    const asked = { value: pixel, chosen: [pixel, 'camera:"Pixel 6"'] };
    expect(choosing(query, terms, asked, "any")).toBe('dog camera:"Pixel 6" snow');
    expect(choosing(query, terms, { value: pixel, chosen: [pixel] }, "any")).toBe("dog snow");
    expect(
      choosing(
        "rating:>=4",
        termsOf("rating:>=4", "rating:>=4"),
        { value: "rating:5", chosen: ["rating:5", "rating:4"] },
        "any",
      ),
    ).toBe("rating:4");
  });

  test("with a backslash at its end is one value", () => {
    const query = String.raw`in:"C:\My photos\"|Rome`;
    const value = String.raw`in:"C:\My photos\"`;
    expect(choosing(query, termsOf(query, query), { value }, "any")).toBe("in:Rome");
  });

  test("with a bar or quotation marks in it stays one", () => {
    const odd = `tag:${quotedValue('a|b "c"')}`;
    const query = `tag:x|${odd.slice(4)}`;
    expect(choosing(query, termsOf(query, query), { value: odd }, "any")).toBe("tag:x");
  });

  test("chosen and let go again leaves the query as it was", () => {
    const value = fc.constantFrom("a", '"b c"', '"d|e"', "ÄÖ");
    const values = fc.uniqueArray(value, { maxLength: 3 });
    const choice = fc.constantFrom<Choice>("chosen", "excluded");
    fc.assert(
      fc.property(values, values, value, choice, (wanted, unwanted, one, how) => {
        const others = (list: string[]) => list.filter((each) => each !== one);
        const parts = [
          "sea",
          ...(others(wanted).length > 0 ? [`tag:${others(wanted).join("|")}`] : []),
          ...(others(unwanted).length > 0 ? [`-tag:${others(unwanted).join("|")}`] : []),
        ];
        const query = parts.join(" ");
        const chosen = choosing(query, termsOf(query, ...parts), { value: `tag:${one}` }, how);
        const chosenParts = chosen.match(/-?tag:(?:"[^"]*"|[^\s"])+/g) ?? [];
        const back = choosing(chosen, termsOf(chosen, "sea", ...chosenParts), { value: `tag:${one}` }, "any");
        expect(back).toBe(query);
      }),
    );
  });
});

describe("days", () => {
  test("take the place of others, typed or in words", () => {
    const query = "dog last summer date:2019";
    const terms = termsOf(query, "dog", { text: "last summer", kind: "date", name: "date" }, "date:2019");
    expect(choosingDate(query, terms, "2020-01..2020-03")).toBe("dog date:2020-01..2020-03");
    expect(choosingDate(query, terms, undefined)).toBe("dog");
    expect(choosingDate("dog", termsOf("dog", "dog"), "2020")).toBe("dog date:2020");
  });

  test("that are asked for are known", () => {
    const words = termsOf("last summer", {
      text: "last summer",
      kind: "date",
      asFilter: "date:2025-06..2025-08",
    });
    expect(chosenDate("last summer", words)).toBe("2025-06..2025-08");
    expect(chosenDate("-date:2019", termsOf("-date:2019", "-date:2019"))).toBeUndefined();
  });
});

test("a part that is taken out takes one space with it", () => {
  expect(applied("a b c", withoutPart("a b c", { offset: 2, length: 1 }))).toBe("a c");
  expect(applied("a b", withoutPart("a b", { offset: 2, length: 1 }))).toBe("a");
  expect(applied("a", withoutPart("a", { offset: 0, length: 1 }))).toBe("");
});

test("examples join once", () => {
  expect(withExamples("at night", ["like:#3", "like:#4"])).toBe("at night like:#3 like:#4");
  expect(withExamples("like:#3", ["like:#3"])).toBe("like:#3");
});

import { describe, expect, test } from "vitest";
import { isShoeboxError } from "../../../src/core/errors.ts";
import { planOf, readQuery } from "../../../src/core/query/index.ts";
import { context } from "./played-vocabulary.ts";

/** The part that is underlined, and what could take its place. */
type Mistake = [query: string, underlined: string, message: string, suggestion: string | null];

const mistakes: Mistake[] = [
  ["beach camra:pixel", "camra:", "There is no filter “camra”.", "camera:"],
  ["-camra:pixel", "camra:", "There is no filter “camra”.", "camera:"],
  ["ratin:5", "ratin:", "There is no filter “ratin”.", "rating:"],
  ["keyward:dog", "keyward:", "There is no filter “keyward”.", "tag:"],
  ["zzzzzz:1", "zzzzzz:", "There is no filter “zzzzzz”.", null],
  ["rating:9", "9", "“9” is no number of stars.", null],
  ["rating:>=", ">=", "“>=” is no number of stars.", null],
  ["rating:4|many", "many", "“many” is no number of stars.", null],
  ["size:5", "5", "“5” is no size.", "5MB"],
  ["size:>5", ">5", "“>5” is no size.", ">5MB"],
  ["size:big", "big", "“big” is no size.", null],
  ["pixels:-1", "-1", "“-1” is no number of pixels.", null],
  ["date:2019-13", "2019-13", "“2019-13” is no date.", null],
  ["date:2019-02-30", "2019-02-30", "“2019-02-30” is no date.", null],
  ["date:sumer", "sumer", "“sumer” is no date.", "summer"],
  ["date:..", "..", "“..” is no date.", null],
  ["is:favrite", "favrite", "There is no is:favrite.", "favourite"],
  ["has:locatoin", "locatoin", "There is no has:locatoin.", "location"],
  ["type:screnshot", "screnshot", "There is no type:screnshot.", "screenshot"],
  ["format:jepg", "jepg", "There is no format:jepg.", "jpeg"],
  ['near:"91,2"', '"91,2"', "A latitude lies between -90 and 90, and 91 does not.", null],
  ["near:1,181", "1,181", "A longitude lies between -180 and 180, and 181 does not.", null],
  ["near:paris", "paris", "“paris” is no point on the map.", null],
  ["near:1,2,far", "1,2,far", "“far” is no distance.", null],
  // Decimal commas, of which no half is taken for the whole.
  ['near:"47,5 9,4"', '"47,5 9,4"', "“94” is no distance.", null],
  ['near:"1,2,3km" 5km', '"1,2,3km"', "There is more than one distance: “3km” and “5km”.", null],
  ["like:#123", "#123", "There is no photo 123.", null],
  ["like:#99999999999999999999", "#99999999999999999999", "There is no photo 99999999999999999999.", null],
  ["like:@ffffffffffff", "@ffffffffffff", "This picture is not kept any more.", null],
  ["like:boat", "boat", "“boat” is no photo.", null],
  ["camera:", "camera:", "Nothing stands behind “camera:”.", null],
  ['camera:"" dog', "camera:", "Nothing stands behind “camera:”.", null],
  ["camera: pixel", "camera: pixel", "Nothing stands behind “camera:”.", "camera:pixel"],
  ["camera:canon | rating:5", "|", "“|” stands between values of one filter.", null],
  ["rating:5 or camera:canon", "or", "“or” stands between parts that all have to fit.", null],
  ['"a" or "b"', "or", "“or” stands between parts that all have to fit.", null],
  ['beach "red boat rating:5', '"', "This quotation mark is never closed.", null],
];

describe("a mistake is underlined, with what was expected and what was perhaps meant", () => {
  test.for(mistakes)("%s", ([query, underlined, message, suggestion]) => {
    const { problems, canonical } = readQuery(query, context);
    expect(problems).toMatchObject([{ message, suggestion }]);
    expect(canonical).toBeNull();
    const [{ offset = 0, length = 0, expected } = {}] = problems;
    expect(query.slice(offset, offset + length)).toBe(underlined);
    expect(expected).toMatch(/\w/);
    const error = errorOf(() => planOf(query, context));
    expect(error).toMatchObject({ code: "QUERY_INVALID", message, place: { offset, length, expected } });
  });

  test("a suggestion in the place of what is underlined is understood", () => {
    for (const [query, , , suggestion] of mistakes) {
      const [problem] = readQuery(query, context).problems;
      if (!problem || suggestion === null) continue;
      const { offset, length } = problem;
      const mended = `${query.slice(0, offset)}${suggestion}${query.slice(offset + length)}`;
      expect(readQuery(mended, context).problems).toEqual([]);
    }
  });

  test("of several the first is the error, and all are underlined", () => {
    const query = "camra:x rating:9 is:nothing";
    expect(readQuery(query, context).problems.map(({ offset }) => offset)).toEqual([0, 15, 20]);
    expect(errorOf(() => planOf(query, context))).toMatchObject({ message: "There is no filter “camra”." });
  });
});

test("what is still being typed is no mistake", () => {
  for (const query of [
    '"summer hou',
    'camera:"pix',
    "camra",
    "camra:",
    "-",
    "without",
    "camera:canon|",
    "no",
  ])
    expect(readQuery(query, context).problems).toEqual([]);
});

function errorOf(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return isShoeboxError(error) ? error : undefined;
  }
}

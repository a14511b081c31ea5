import { expect, test } from "vitest";
import { completionsAt } from "../../../../src/renderer/search/field/options.ts";

const lens = {
  offset: 0,
  length: 3,
  text: 'lens:"back camera"',
  label: "back camera",
  hint: "lens",
  count: 5,
};
const known = { text: "cam", cursor: 3, completions: [lens] };

test("what could stand in the place of a word stays while letters join it, and takes their place too", () => {
  expect(completionsAt(known, "came", 4)).toEqual([{ ...lens, length: 4 }]);
  expect(completionsAt(known, "cameo", 5)).toEqual([]);
});

/** Tab right behind "camera:" took the lens that was offered for "cam", before the cameras had come. */
test.each(["camera:", "cam|", 'cam"', "cam "])(
  "nothing of it stays behind %j: that begins something else",
  (text) => {
    expect(completionsAt(known, text, text.length)).toEqual([]);
  },
);

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { completionsOf, readQuery } from "../../../src/core/query/index.ts";
import { queryTexts } from "./arbitrary-queries.ts";
import { context } from "./played-vocabulary.ts";

/** What the text becomes with each of what is offered. @param typed with "^" where the cursor is, else it is at the end */
function offers(typed: string, limit = 12): string[] {
  const cursor = typed.includes("^") ? typed.indexOf("^") : typed.length;
  const text = typed.replace("^", "");
  return completionsOf({ text, cursor, limit }, context).map(
    (offer) => text.slice(0, offer.offset) + offer.text + text.slice(offer.offset + offer.length),
  );
}

describe("names of filters are offered", () => {
  test("with what they are for, where nothing is typed yet", () => {
    const [first, second] = completionsOf({ text: "", cursor: 0, limit: 50 }, context);
    expect(first).toEqual({
      offset: 0,
      length: 0,
      text: "in:",
      label: "in:",
      hint: "folder, album or collection",
      count: null,
    });
    expect(second?.text).toBe("date:");
    expect(offers("red boat ", 2)).toEqual(["red boat in:", "red boat date:"]);
    expect(offers("-", 1)).toEqual(["-in:"]);
  });

  test.for([
    ["cam", "camera:"],
    ["CAM", "camera:"],
    ["-rat", "-rating:"],
    ["beach siz", "beach size:"],
    ["keyw", "tag:"],
    ["ca^m", "camera:"],
    ["cam^era:canon", "camera:canon"],
  ])("%s", ([typed = "", completed]) => {
    expect(offers(typed)[0]).toBe(completed);
  });
});

describe("values are offered, the most frequent first", () => {
  test("with how many photos have them", () => {
    expect(completionsOf({ text: "camera:", cursor: 7, limit: 2 }, context)).toEqual([
      { offset: 7, length: 0, text: '"Google Pixel 7"', label: "Google Pixel 7", hint: "camera", count: 400 },
      {
        offset: 7,
        length: 0,
        text: '"Canon EOS 5D Mark IV"',
        label: "Canon EOS 5D Mark IV",
        hint: "camera",
        count: 350,
      },
    ]);
  });

  test.for<[typed: string, ...completed: string[]]>([
    ["camera:pix", 'camera:"Google Pixel 7"', 'camera:"Google Pixel 70"'],
    ['camera:"goo', 'camera:"Google Pixel 7"', 'camera:"Google Pixel 70"'],
    ["camera:ca^non dog", 'camera:"Canon EOS 5D Mark IV" dog'],
    ["camera:canon|ip", 'camera:canon|"Apple iPhone 12"'],
    ["camera:canon | ip", 'camera:canon | "Apple iPhone 12"'],
    ["-tag:do", "-tag:dog", '-tag:"dog show"'],
    ["tag:show", 'tag:"dog show"'],
    ["in:koe", "in:Köln"],
    ["place:sao", 'place:"São Paulo"'],
    ["is:f", "is:favourite"],
    ["has:loc", "has:location"],
    ["type:scr", "type:screenshot"],
    ["date:jun", "date:june"],
    ["date:last-s", "date:last-summer"],
    ["rating:>", "rating:>=4"],
    ["in:norw"],
  ])("%s", ([typed, ...completed]) => {
    if (completed.length > 0) expect(offers(typed)).toEqual(completed);
  });

  test("a value that is asked for already is not offered again", () => {
    expect(offers('camera:"Google Pixel 7"|')).not.toContain('camera:"Google Pixel 7"|"Google Pixel 7"');
  });
});

describe("plain words that begin a value become its filter", () => {
  test.for<[typed: string, completed: string]>([
    ["pix", 'camera:"Google Pixel 7"'],
    ["italy 20", 'in:"Italy 2019"'],
    ["boats ital", 'boats in:"Italy 2019"'],
    ["-fam", "-tag:family"],
    ["summ", "date:summer"],
    ["boats in jun", "boats in date:june"],
    ["fav", "is:favourite"],
    ["screen", "type:screenshot"],
    ["portu", "place:Portugal"],
    ["anna", 'person:"Anna Müller"'],
  ])("%s", ([typed, completed]) => {
    expect(offers(typed)).toContain(completed);
  });

  test("but not where words are in quotation marks, and not of a single letter", () => {
    expect(offers('"pix')).toEqual([]);
    expect(offers("boats g")).not.toContain('boats camera:"Google Pixel 7"');
  });
});

test("whatever is offered stands within the text and is understood", () => {
  fc.assert(
    fc.property(queryTexts, fc.nat(200), (text, place) => {
      const cursor = Math.min(place, text.length);
      for (const offer of completionsOf({ text, cursor, limit: 5 }, context)) {
        expect(offer.offset).toBeLessThanOrEqual(cursor);
        expect(offer.offset + offer.length).toBeLessThanOrEqual(text.length);
        const isWholeFilter = /^[a-z]+:./.test(offer.text);
        if (isWholeFilter) expect(readQuery(offer.text, context).problems).toEqual([]);
      }
    }),
    { numRuns: 1000 },
  );
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchExpressionsOf } from "../../../src/core/words/match-expressions.ts";
import { queryTermsOf } from "../../../src/core/words/query-terms.ts";
import { indexedTokens } from "../../../src/core/words/written-text.ts";

const tokens = (text: string) => indexedTokens([text]).split(" ");

describe("what is kept of a text", () => {
  it.each([
    ["IMG_1234.jpg", ["img", "1234", "jpg"]],
    ["DogAtBeach2019", ["dog", "at", "beach", "2019", "¶", "dogatbeach", "2019"]],
    ["HTMLPage", ["html", "page", "¶", "htmlpage"]],
    ["iPhone12Pro", ["i", "phone", "12", "pro", "¶", "iphone", "12", "pro"]],
    ["Café Zürich", ["cafe", "zurich", "¶", "cafe", "zuerich"]],
    ["Łódź, Đà Nẵng, Straße", ["lodz", "da", "nang", "strasse"]],
    ["ΟΔΟΣ", ["οδοσ"]],
    ["愛犬と散歩", ["愛犬", "犬と", "と散", "散歩", "歩"]],
    ["2019年の旅", ["2019", "年の", "の旅", "旅"]],
    ["ｶﾒﾗ Ａ１", ["カメ", "メラ", "ラ", "a", "1"]],
    ["🏖️ Rimini", ["🏖", "rimini"]],
    ["кошка ёлка", ["кошка", "елка"]],
  ])("%s", (text, kept) => {
    expect(tokens(text)).toEqual(kept);
  });

  it("is found by itself, however it is written: any text of letters and digits leads to itself", () => {
    const word = fc.stringMatching(/^[\p{L}\p{N}_-]{1,20}$/u);
    fc.assert(
      fc.property(word, (text) => {
        const kept = ` ${indexedTokens([text])} `;
        for (const { forms } of queryTermsOf(text)) {
          const isThere = forms.some((phrases) =>
            phrases.every(({ tokens: wanted, isPrefix }) =>
              kept.includes(isPrefix ? ` ${wanted.join(" ")}` : ` ${wanted.join(" ")} `),
            ),
          );
          expect(isThere, text).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("what a query asks for", () => {
  const ask = (query: string, longer: string[] = []) =>
    matchExpressionsOf(queryTermsOf(query), () => longer) ?? { exact: "nothing", loose: undefined };

  it("is all its words, the last of them perhaps not typed to its end", () => {
    expect(ask("dog beac")).toEqual({ exact: '("dog" AND "beac")', loose: '("dog" AND "beac" *)' });
  });

  it("is not what stands between words, unless there is nothing else", () => {
    expect(ask("a dog by the sea").exact).toBe('("dog" AND "sea")');
    expect(ask("the who").exact).toBe('"who"');
    expect(ask("die der das").exact).toBe('("die" AND "der" AND "das")');
  });

  it("may lack one of three or more words", () => {
    expect(ask("Oma Geburtstag 2019").loose).toContain('("oma" AND "2019")');
    expect(ask("red dress").loose).toBe('("red" AND "dress" *)');
  });

  it("is also in longer words", () => {
    expect(ask("Hund", ["schaferhund"]).loose).toBe('("hund" * OR "schaferhund")');
  });

  it("is every part of a name in its order", () => {
    expect(ask("IMG_1234.jpg").exact).toBe('"img 1234 jpg"');
  });

  it("is nothing where there are no words", () => {
    for (const query of ["", "  ", "!?.,;", '"*"', "( AND )"].slice(0, 4)) {
      expect(matchExpressionsOf(queryTermsOf(query), () => [])).toBeUndefined();
    }
  });

  it("has bounds, whatever is typed", () => {
    const query = Array.from({ length: 400 }, (_, index) => `w${index}`).join(" ");
    expect(queryTermsOf(query)).toHaveLength(16);
  });
});

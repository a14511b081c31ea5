import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { QuerySpan } from "../../../src/contract/query.ts";
import { matchedTexts } from "../../../src/core/words/matched-texts.ts";
import { readingsOf, tokensOf } from "../../../src/core/words/pieces.ts";
import { placedReadingsOf } from "../../../src/core/words/placed-tokens.ts";
import { type QueryTerm, queryTermsOf } from "../../../src/core/words/query-terms.ts";
import type { WrittenText } from "../../../src/core/words/written-text.ts";

const long = `${"We walked for hours. ".repeat(20)}Then a heron flew over the reeds! ${"It rained. ".repeat(20)}`;

function bracketed(text: string, marks: readonly QuerySpan[]): string {
  return marks.reduceRight(
    (all, { offset, length }) =>
      `${all.slice(0, offset)}[${all.slice(offset, offset + length)}]${all.slice(offset + length)}`,
    text,
  );
}

const texts: WrittenText[] = [
  { signal: "title", text: "Evening at the sea" },
  { signal: "keyword", text: "dog" },
  { signal: "keyword", text: "Schäferhund" },
  { signal: "description", text: long },
  { signal: "name", text: "DogAtBeach2019.jpg" },
  { signal: "folder", text: "Beach 2019" },
];

/** Signals and texts, with the marked parts in brackets. */
const found = (query: string) =>
  matchedTexts(texts, queryTermsOf(query)).map(({ signal, text, marks }) => [signal, bracketed(text, marks)]);

describe("why a photo was found", () => {
  it("is the text that has the word, what people wrote before the name of the file", () => {
    expect(found("dog")).toEqual([["keyword", "[dog]"]]);
    expect(found("beach")).toEqual([["name", "DogAt[Beach]2019.jpg"]]);
  });

  it("is one text for each word, none twice", () => {
    expect(found("sea dog evening")).toEqual([
      ["title", "[Evening] at the [sea]"],
      ["keyword", "[dog]"],
    ]);
  });

  it("is the sentence of a long text", () => {
    expect(found("heron")).toEqual([["description", "Then a [heron] flew over the reeds!"]]);
  });

  it("is the longer word that has it inside, and the one that begins with it", () => {
    expect(found("hund")).toEqual([["keyword", "Schäfer[hund]"]]);
    expect(found("even")).toEqual([["title", "[Even]ing at the sea"]]);
  });

  it("is marked as it is written: with accents, in other letters, between digits and capitals, in any script", () => {
    const marked = (text: string, query: string) =>
      matchedTexts([{ signal: "title", text }], queryTermsOf(query)).map((one) =>
        bracketed(one.text, one.marks),
      );
    expect(marked("Mu\u0308nchen, München", "munchen")).toEqual(["[Mu\u0308nchen], [München]"]);
    expect(marked("München", "muenchen")).toEqual(["[München]"]);
    expect(marked("Große Straße", "strasse")).toEqual(["Große [Straße]"]);
    expect(marked("愛犬と散歩", "散歩")).toEqual(["愛犬と[散歩]"]);
    expect(marked("愛犬と散歩", "犬")).toEqual(["愛[犬]と散歩"]);
    expect(marked("IMG1234.jpg", "1234")).toEqual(["IMG[1234].jpg"]);
    expect(marked("my iPhone", "iphone")).toEqual(["my [iPhone]"]);
    expect(marked("New York by night", "newyork")).toEqual([]);
    expect(marked("NewYork by night", "new york")).toEqual(["[New][York] by night"]);
    expect(marked("👩‍👧 Mia", "👩‍👧")).toEqual(["[👩‍👧] Mia"]);
    expect(marked("🐕 Rex", "rex")).toEqual(["🐕 [Rex]"]);
    expect(marked("חוף הים בתל אביב", "הים")).toEqual(["חוף [הים] בתל אביב"]);
    expect(marked("한글 사진", "사진")).toEqual(["한글 [사진]"]);
    expect(marked("한글 사진".normalize("NFD"), "사진")).toEqual([
      `${"한글".normalize("NFD")} [${"사진".normalize("NFD")}]`,
    ]);
    // A syllable whose letters are a circled one and a half-width one.
    expect(marked("\u3260\uffc2 1", "\uac00")).toEqual(["[\u3260\uffc2] 1"]);
  });

  it("is what is around the word where a sentence is long", () => {
    const endless = `${"and on and on ".repeat(30)}past the heron ${"and on and on ".repeat(30)}`;
    const [one] = matchedTexts([{ signal: "description", text: endless }], queryTermsOf("heron"));
    expect(one?.text).toMatch(/^….*past the heron.*…$/);
    expect(one?.text.length).toBeLessThanOrEqual(162);
    expect(one?.marks.map(({ offset, length }) => one.text.slice(offset, offset + length))).toEqual([
      "heron",
    ]);
  });

  it("leaves out what is nowhere", () => {
    expect(found("dog elephant")).toEqual([["keyword", "[dog]"]]);
  });
});

const fragments = fc.constantFrom(
  ..."dog Dog DOG Hund Schäferhund Sandstrand strand MÜNCHEN Łódź Cafe\u0301 café Straße İstanbul 2019 IMG 愛犬 散歩 と 犬 บ้าน".split(
    " ",
  ),
  ..."한글 👩‍👧 🐕 ❤️ שָׁלוֹם كِتاب newYork HTMLPage - _ . , ﬁsh ﬀ Ａ１ ½".split(" "),
);
const text = fc.array(fc.tuple(fragments, fc.constantFrom("", " ", "_", "-")), { maxLength: 12 });

describe("marks of any text", () => {
  it("go by the very words that the index holds of it", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          text.map((parts) => parts.flat().join("")),
          fc.string({ unit: "grapheme" }),
        ),
        (written) => {
          const placed = placedReadingsOf(written).map((tokens) => tokens.map(({ word }) => word));
          expect(placed.filter((words) => words.length > 0)).toEqual(readingsOf(written).map(tokensOf));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("lie in it one after the other, and what is marked reads as what was looked for", () => {
    fc.assert(
      fc.property(text, fragments, (parts, query) => {
        const written = parts.flat().join("");
        const terms = queryTermsOf(query);
        for (const { text: shown, marks } of matchedTexts([{ signal: "title", text: written }], terms)) {
          let end = 0;
          expect(marks.length).toBeGreaterThan(0);
          for (const { offset, length } of marks) {
            expect(offset).toBeGreaterThanOrEqual(end);
            expect(length).toBeGreaterThan(0);
            end = offset + length;
            expect(end).toBeLessThanOrEqual(shown.length);
            expect(readsAs(shown.slice(offset, end), terms), JSON.stringify([shown, query])).toBe(true);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });
});

/** Whether a part of a text is one of the forms of a query, or the beginning or the inside of a word that is. */
function readsAs(marked: string, terms: readonly QueryTerm[]): boolean {
  const readings = readingsOf(marked).map((pieces) => tokensOf(pieces).join(" "));
  return terms.some(({ forms, part }) =>
    readings.some(
      (reading) =>
        reading === part ||
        forms.some((phrases) => phrases.some(({ tokens }) => reading.startsWith(tokens.join(" ")))),
    ),
  );
}

import { describe, expect, it } from "vitest";
import { matchedTexts } from "../../../src/core/words/matched-texts.ts";
import { queryTermsOf } from "../../../src/core/words/query-terms.ts";
import type { WrittenText } from "../../../src/core/words/written-text.ts";

const long = `${"We walked for hours. ".repeat(20)}Then a heron flew over the reeds! ${"It rained. ".repeat(20)}`;

const texts: WrittenText[] = [
  { signal: "title", text: "Evening at the sea" },
  { signal: "keyword", text: "dog" },
  { signal: "keyword", text: "Schäferhund" },
  { signal: "description", text: long },
  { signal: "name", text: "DogAtBeach2019.jpg" },
  { signal: "folder", text: "Beach 2019" },
];

const found = (query: string) => matchedTexts(texts, queryTermsOf(query));

describe("why a photo was found", () => {
  it("is the text that has the word, what people wrote before the name of the file", () => {
    expect(found("dog")).toEqual([{ signal: "keyword", text: "dog" }]);
    expect(found("beach")).toEqual([{ signal: "name", text: "DogAtBeach2019.jpg" }]);
  });

  it("is one text for each word, none twice", () => {
    expect(found("sea dog evening")).toEqual([
      { signal: "title", text: "Evening at the sea" },
      { signal: "keyword", text: "dog" },
    ]);
  });

  it("is the sentence of a long text", () => {
    expect(found("heron")).toEqual([{ signal: "description", text: "Then a heron flew over the reeds!" }]);
  });

  it("is the longer word that has it inside, and the one that begins with it", () => {
    expect(found("hund")).toEqual([{ signal: "keyword", text: "Schäferhund" }]);
    expect(found("even")).toEqual([{ signal: "title", text: "Evening at the sea" }]);
  });

  it("leaves out what is nowhere", () => {
    expect(found("dog elephant")).toEqual([{ signal: "keyword", text: "dog" }]);
  });
});

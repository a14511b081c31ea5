import { describe, expect, test } from "vitest";
import type { InheritedField } from "../../../src/contract/index.ts";
import { acceptedRules, inheritWords } from "../../../src/renderer/duplicates/clean-up/take-over-rules.ts";
import { offersOf, takeOvers, ticked } from "../../../src/renderer/duplicates/compare/take-overs.ts";
import { offerWords } from "../../../src/renderer/duplicates/words.ts";

const fields: InheritedField[] = [
  {
    field: "rating",
    kept: null,
    offered: [
      { assetId: 2, value: "4 of 5 stars" },
      { assetId: 3, value: "5 of 5 stars" },
      { assetId: 4, value: "4 of 5 stars" },
    ],
  },
  { field: "title", kept: "Sea", offered: [{ assetId: 2, value: "Anna" }] },
  {
    field: "keywords",
    kept: null,
    offered: [
      { assetId: 2, value: "Anna" },
      { assetId: 3, value: "beach" },
    ],
  },
  { field: "camera", kept: null, offered: [{ assetId: 2, value: "Canon A70" }] },
];
const offers = offersOf(fields);
const nameOf = (assetId: number) => `IMG_${assetId}.jpg`;

describe("what the photo that stays takes over", () => {
  test("is proposed where it has nothing, and never where it has something", () => {
    expect(takeOvers(1, offers, new Map())).toEqual([
      { keep: 1, from: 2, field: "rating" },
      { keep: 1, from: 2, field: "keywords" },
      { keep: 1, from: 3, field: "keywords" },
    ]);
  });

  test("is one value of each field, of those that a person ticked; keywords add up", () => {
    const [four, five, title, anna] = offers;
    if (!four || !five || !title || !anna) throw new Error("Offers are missing.");
    let ticks = ticked(1, five, offers, new Map());
    ticks = ticked(1, title, offers, ticks);
    ticks = ticked(1, anna, offers, ticks);
    expect(takeOvers(1, offers, ticks)).toEqual([
      { keep: 1, from: 3, field: "rating" },
      { keep: 1, from: 2, field: "title" },
      { keep: 1, from: 3, field: "keywords" },
    ]);
    // What was ticked for one photo says nothing of another.
    expect(takeOvers(9, offers, ticks)).toHaveLength(3);
  });

  test("is said in words: of whom, and instead of what", () => {
    expect(offers.map((offer) => offerWords(offer, nameOf))).toEqual([
      "The rating 4 of 5 stars of 2 others",
      "The rating 5 of 5 stars of IMG_3.jpg",
      "The title Anna of IMG_2.jpg, instead of Sea",
      "The keywords Anna of IMG_2.jpg",
      "The keywords beach of IMG_3.jpg",
    ]);
  });

  test("by rules is only what is shown and ticked, and is said again before it is done", () => {
    const inheritance = [
      { field: "rating" as const, empty: 3, different: 0 },
      { field: "title" as const, empty: 0, different: 2 },
      { field: "keywords" as const, empty: 1, different: 1 },
    ];
    const proposed = acceptedRules(inheritance, new Map());
    expect(proposed).toEqual([
      { field: "rating", where: "empty" },
      { field: "keywords", where: "empty" },
    ]);
    expect(inheritWords(proposed)).toBe(
      "What stays takes over where it has none: rating, keywords. This is kept in the library; no file is written to.",
    );
    const chosen = new Map([
      ["rating empty", false],
      ["title different", true],
      ["keywords different", true],
      ["location empty", true],
    ]);
    expect(acceptedRules(inheritance, chosen)).toEqual([
      { field: "title", where: "different" },
      { field: "keywords", where: "empty" },
      { field: "keywords", where: "different" },
    ]);
    expect(inheritWords([])).toBe("");
  });
});

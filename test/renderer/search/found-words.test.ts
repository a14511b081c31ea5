import { expect, test } from "vitest";
import type { SearchAnswer } from "../../../src/contract/index.ts";
import { foundWords as wordsOf } from "../../../src/renderer/search/found-words.ts";
import { markedPieces } from "../../../src/renderer/search/reasons.tsx";
import { termsOf } from "./terms.ts";

const foundWords = (one: SearchAnswer) => Object.values(wordsOf(one)).join("");

const answer: SearchAnswer = {
  query: "dog",
  tookMs: 5,
  total: 128,
  ranked: 1128,
  terms: termsOf("dog", "dog"),
  contradiction: null,
  sort: "relevance",
  snapshot: "1",
  withWords: 0,
  model: { id: "m", name: "M", origin: "shipped" } as unknown as SearchAnswer["model"],
  isModelLoading: false,
  photosWaiting: 0,
  answeredBy: null,
  results: [],
};

test("the number on top is the number above the line", () => {
  expect(foundWords(answer)).toBe("128 photos by relevance, then 1,000 less likely ones");
  expect(foundWords({ ...answer, ranked: 128 })).toBe("128 photos by relevance");
  expect(foundWords({ ...answer, total: 0, ranked: 1000 })).toBe(
    "No photo is a good match; 1,000 less likely ones below",
  );
  expect(foundWords({ ...answer, total: 0, ranked: 0 })).toBe("No photo is found");
});

test("it is said how many of them have the words", () => {
  expect(foundWords({ ...answer, total: 1, ranked: 400, withWords: 1 })).toBe(
    "1 photo with these words, then 399 less likely ones",
  );
  expect(foundWords({ ...answer, total: 41, ranked: 41, withWords: 1 })).toBe(
    "41 photos, 1 of them with these words",
  );
});

test("filters alone, or another order, rank nothing", () => {
  const filters = { ...answer, terms: termsOf("rating:5", "rating:5"), total: 9, ranked: 9 };
  expect(foundWords(filters)).toBe("9 photos");
  expect(foundWords({ ...answer, sort: "date", ranked: 128 })).toBe("128 photos");
});

test("the words that were looked for are marked where they stand", () => {
  const marks = [
    { offset: 10, length: 3 },
    { offset: 2, length: 3 },
    { offset: 4, length: 2 },
  ];
  const pieces = markedPieces("a dogs on dog", marks).map(({ piece, isMarked }) =>
    isMarked ? `[${piece}]` : piece,
  );
  expect(pieces.join("")).toBe("a [dog][s] on [dog]");
});

import { expect, test } from "vitest";
import { storeWords } from "../../../src/renderer/search/store-words.ts";

const answered = { store: "qdrant", isFallback: false, message: null, photosWaiting: 0 } as const;

test("nothing is said of a store that knows all and answers", () => {
  expect(storeWords(null)).toEqual([]);
  expect(storeWords(answered)).toEqual([]);
});

test("a server that is away is said to be stood in for, and why", () => {
  expect(storeWords({ ...answered, isFallback: true, message: "It does not answer." })).toEqual([
    "Qdrant is away: the library’s own vectors were searched, every one of them. It does not answer.",
  ]);
});

test("photos that wait for the server are counted; what that means depends on whether it answered", () => {
  expect(storeWords({ ...answered, photosWaiting: 1204 })).toEqual([
    "1,204 photos wait for Qdrant: they are found by looks once they are there.",
  ]);
  expect(storeWords({ ...answered, isFallback: true, photosWaiting: 1 })[1]).toBe(
    "1 photo waits for Qdrant: it is sent when it is back.",
  );
});

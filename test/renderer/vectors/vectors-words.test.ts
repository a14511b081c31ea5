import { describe, expect, test } from "vitest";
import type { VectorsCheck, VectorsStatus } from "../../../src/contract/index.ts";
import { errorCodes, errorDefinitions } from "../../../src/contract/index.ts";
import {
  checkWords,
  fillingWords,
  isAmiss,
  keyWords,
  partFilled,
  pointsWords,
  refusedWords,
  stateWords,
  storeName,
  troubleWords,
  waitingWords,
} from "../../../src/renderer/vectors/vectors-words.ts";

const qdrant: NonNullable<VectorsStatus["qdrant"]> = {
  url: "http://localhost:6333",
  collection: "shoebox-1234abcd",
  state: "connected",
  serverVersion: "1.18.3",
  keyKeptIn: null,
  trouble: null,
  retryAt: null,
  waiting: 0,
  refused: 0,
  refusal: null,
  points: 12_400,
  allPoints: 12_400,
};
const check: VectorsCheck = {
  store: "qdrant",
  photos: 12_400,
  stored: 12_400,
  missing: 0,
  unknown: 0,
  differing: 0,
  compared: 200,
  differences: [],
  isRepaired: false,
};

test("the store in use is named by where it is", () => {
  expect(storeName("embedded", qdrant)).toBe("In this library’s folder");
  expect(storeName("qdrant", qdrant)).toBe("Qdrant at http://localhost:6333");
});

describe("a store that is being filled", () => {
  const filling = { photosDone: 3120, photosTotal: 12_400, perSecond: 310.4, secondsLeft: 300 };

  test("tells how far, how fast, how long still", () => {
    expect(fillingWords(filling)).toBe("3,120 of 12,400 photos · 310 photos a second · about 5 minutes left");
    expect(fillingWords({ ...filling, perSecond: 0, secondsLeft: null })).toBe("3,120 of 12,400 photos");
    expect(partFilled(filling)).toBeCloseTo(0.25, 2);
  });

  test("of an empty library is full at once", () => {
    expect(partFilled({ ...filling, photosDone: 0, photosTotal: 0 })).toBe(1);
  });
});

describe("a server", () => {
  test("is away, and says when it is tried again", () => {
    expect(stateWords(qdrant)).toBe("Connected");
    const away = { ...qdrant, state: "away", retryAt: "2026-11-27T14:22:05Z" } as const;
    expect(stateWords(away)).toMatch(/^Away, tried again at \d{1,2}:\d\d:05/);
  });

  test("is owed photos, by their number", () => {
    expect(waitingWords(qdrant)).toBeUndefined();
    expect(waitingWords({ ...qdrant, waiting: 1204 })).toBe("1,204 photos wait for Qdrant");
    expect(waitingWords({ ...qdrant, waiting: 1, state: "away" })).toBe(
      "1 photo waits for Qdrant: it is sent when it is back",
    );
  });

  test("refuses photos for a reason that is said with the remedy", () => {
    expect(refusedWords(qdrant)).toBeUndefined();
    const refusal = { code: "VECTOR_STORE_FULL", message: "Its disk is full" } as const;
    expect(refusedWords({ ...qdrant, refused: 12, refusal })).toBe(
      "Qdrant refuses 12 photos: Its disk is full. Free some space on its disk; what waits is sent then.",
    );
  });

  test("holds photos of this library, and of others that share its collection", () => {
    expect(pointsWords(qdrant)).toBe("12,400 photos of this library");
    expect(pointsWords({ ...qdrant, allPoints: 30_000 })).toBe(
      "12,400 photos of this library, 30,000 in the collection",
    );
    expect(pointsWords({ ...qdrant, points: null, allPoints: null })).toBeUndefined();
  });

  test("has a key that is never shown, only where it is kept", () => {
    expect(keyWords(null)).toBeUndefined();
    expect(keyWords(qdrant)).toBeUndefined();
    for (const place of ["keychain", "file", "environment"] as const) {
      expect(keyWords({ ...qdrant, keyKeptIn: place })).toMatch(/key/);
    }
  });
});

test("every trouble is told with what to do about it, once", () => {
  for (const code of errorCodes) {
    const { meaning, remedy } = errorDefinitions[code];
    const words = troubleWords({ code, message: meaning });
    expect(words.split(remedy)).toHaveLength(2);
    expect(troubleWords({ code, message: `${meaning} ${remedy}` })).toBe(`${meaning} ${remedy}`);
  }
});

describe("a check", () => {
  test("that finds nothing amiss says so", () => {
    expect(checkWords(check)).toBe(
      "All 12,400 photos are there, and nothing else. 200 vectors compared by value.",
    );
    expect(isAmiss(check)).toBe(false);
  });

  test("lists what differs, and what was mended", () => {
    const amiss = { ...check, missing: 3, unknown: 1, differing: 2 };
    expect(checkWords(amiss)).toBe(
      "Found: 3 photos missing, 1 that is not in the library and 2 with another vector. 200 vectors compared by value.",
    );
    expect(checkWords({ ...amiss, isRepaired: true })).toMatch(/^Repaired: 3 photos missing, /);
    expect(isAmiss(amiss)).toBe(true);
  });
});

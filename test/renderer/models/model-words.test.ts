import { describe, expect, test } from "vitest";
import {
  downloadWords,
  fillingWords,
  isWhole,
  languageWords,
  meanwhileWords,
  speedWords,
  timeForAll,
  underWay,
  vectorBytes,
} from "../../../src/renderer/models/model-words.ts";
import { download, filling, modelCard } from "./cards.ts";

const speed = (photosPerSecond: number) => ({ photosPerSecond, queryMillis: 5, measuredAt: "" });

test("languages have names, a few of them are listed, a hundred are not", () => {
  expect(languageWords(["en"])).toBe("English");
  expect(languageWords(["en", "de", "fr"])).toBe("English, German, French");
  expect(languageWords(["en", "de", "fr", "it", "pt-BR"])).toBe("English, German, French and 2 more");
  expect(languageWords(["en", "mul"])).toBe("About a hundred");
});

test("a speed is told in the unit that makes it a number to remember", () => {
  expect(speedWords(speed(1234.4))).toBe("1,234 photos a second");
  expect(speedWords(speed(5.24))).toBe("5.2 photos a second");
  expect(speedWords(speed(0.66))).toBe("40 photos a minute");
  expect(speedWords(speed(0.001))).toBe("1 photo a minute");
});

test("a speed means a time for the photos there are", () => {
  expect(timeForAll(modelCard({ speed: speed(5.2) }), 12_400)).toBe(
    "about 40 minutes for your 12,400 photos",
  );
  expect(timeForAll(modelCard({ speed: speed(5.2) }), 0)).toBeUndefined();
  expect(timeForAll(modelCard(), 12_400)).toBeUndefined();
});

describe("what is under way", () => {
  test("of a download: how far, how fast, how long still, as far as the server lets it be known", () => {
    expect(downloadWords(download)).toBe("210 MB of 605 MB · 12 MB a second · under a minute left");
    expect(downloadWords({ ...download, bytesTotal: null, bytesPerSecond: 0, secondsLeft: null })).toBe(
      "210 MB so far",
    );
  });

  test("of a switch: the same, why it stands still, and what was left out", () => {
    expect(fillingWords(filling)).toBe("3,120 of 12,400 photos · 31 photos a second · about 5 minutes left");
    expect(fillingWords({ ...filling, state: "paused", photosFailed: 1 })).toBe(
      "3,120 of 12,400 photos · paused · 1 photo could not be read",
    );
    expect(fillingWords({ ...filling, state: "waiting" })).toBe(
      "3,120 of 12,400 photos · waits for what goes first",
    );
    expect(fillingWords({ ...filling, state: "waiting", waitsFor: "disk" })).toBe(
      "3,120 of 12,400 photos · waiting for a disk that is not connected",
    );
  });

  test("search goes on with the model in use, where there is one", () => {
    const starter = modelCard({ name: "Starter", isInUse: true });
    expect(meanwhileWords({ models: [starter, modelCard()], photos: 5 }, modelCard())).toBe(
      "Search goes on with Starter meanwhile.",
    );
    expect(meanwhileWords({ models: [modelCard()], photos: 5 }, modelCard())).toBe(
      "Search begins when it is ready.",
    );
    expect(meanwhileWords({ models: [starter], photos: 5 }, starter)).toBe(
      "Photos can be found as soon as it knows them.",
    );
  });

  test("the rail shows the one that is least far", () => {
    const filled = modelCard({ filling });
    const half = modelCard({ download: { ...download, bytesDone: 302_500_000 } });
    expect(underWay({ models: [modelCard()], photos: 5 })).toBeUndefined();
    expect(underWay({ models: [half, filled], photos: 5 })).toBe("25 %");
    expect(
      underWay({ models: [modelCard({ download: { ...download, bytesTotal: null } })], photos: 5 }),
    ).toBe("…");
    expect(underWay({ models: [modelCard({ filling: { ...filling, photosTotal: 0 } })], photos: 0 })).toBe(
      "0 %",
    );
  });
});

test("vectors are two bytes a component, and whole when there is one for each photo", () => {
  const card = modelCard({ vectors: 1000, dimensions: 512 });
  expect(vectorBytes(card)).toBe(1_024_000);
  expect(isWhole(card, 1000)).toBe(true);
  expect(isWhole(card, 1001)).toBe(false);
});

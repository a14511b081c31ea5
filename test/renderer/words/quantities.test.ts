import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  coordinates,
  dimensions,
  duration,
  exposure,
  fileSize,
  photos,
} from "../../../src/renderer/words/quantities.ts";

describe("file sizes", () => {
  test.each([
    [0, "0 bytes"],
    [1, "1 byte"],
    [999, "999 bytes"],
    [1000, "1.0 kB"],
    [3_440_000, "3.4 MB"],
    [34_400_000, "34 MB"],
    [999_999, "1.0 MB"],
    [2.5e15, "2500 TB"],
  ])("%d is %s", (bytes, words) => {
    expect(fileSize(bytes)).toBe(words);
  });

  test("never have more than three digits before their unit, up to a petabyte", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (bytes) => {
        fc.pre(bytes < 999e12);
        expect(fileSize(bytes)).toMatch(/^(\d{1,3}|\d\.\d) (bytes?|kB|MB|GB|TB)$/);
      }),
    );
  });
});

describe("how long still", () => {
  test.each([
    [0, "a few seconds"],
    [30, "under a minute"],
    [59, "about a minute"],
    [150, "about 3 minutes"],
    [3500, "about 58 minutes"],
    [3600, "about an hour"],
    [7300, "about 2 hours"],
  ])("%d seconds are %s", (seconds, words) => {
    expect(duration(seconds)).toBe(words);
  });
});

test("one photo is not called photos", () => {
  expect([0, 1, 2].map(photos)).toEqual(["0 photos", "1 photo", "2 photos"]);
});

test("exposures are said as cameras show them", () => {
  expect([0.004, 0.0125, 0.3, 0.5, 2].map(exposure)).toEqual(["1/250 s", "1/80 s", "1/3 s", "0.5 s", "2 s"]);
});

test("dimensions come with their megapixels", () => {
  expect(dimensions(4032, 3024)).toBe("4032 × 3024 (12 megapixels)");
  expect(dimensions(1600, 1200)).toBe("1600 × 1200 (1.9 megapixels)");
  expect(dimensions(320, 80)).toBe("320 × 80");
});

test("places are said by hemisphere", () => {
  expect(coordinates({ latitude: 48.65123, longitude: -2.0213 })).toBe("48.6512° N, 2.0213° W");
  expect(coordinates({ latitude: -33.9, longitude: 18.42 })).toBe("33.9000° S, 18.4200° E");
});

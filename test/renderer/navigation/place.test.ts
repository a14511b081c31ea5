import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { duplicateTiers } from "../../../src/contract/duplicates.ts";
import {
  keptLooking,
  type Looking,
  likePhoto,
  type Place,
  parsePlace,
  printPlace,
  screens,
} from "../../../src/renderer/navigation/place.ts";

const assetId = fc.integer({ min: 1, max: 1_000_000_000 });
const query = fc
  .string({ minLength: 1, maxLength: 60, unit: "grapheme" })
  .filter((text) => text.trim() !== "");
const looking: fc.Arbitrary<Looking> = fc.oneof(
  fc.constant({ kind: "nothing" } as const),
  query.map((text) => ({ kind: "text", query: text }) as const),
  assetId.map(likePhoto),
);
const photo = fc.option(
  fc.oneof(
    assetId,
    assetId.map((id) => -id),
  ),
  { nil: undefined },
);
const place: fc.Arbitrary<Place> = fc.oneof(
  fc.record({ screen: fc.constantFrom(...screens), looking, photo }),
  fc.record({ screen: fc.constant("collections" as const), looking, photo, collectionId: assetId }),
  fc.record({
    screen: fc.constant("duplicates" as const),
    looking,
    photo,
    tier: fc.constantFrom(undefined, ...duplicateTiers),
    over: fc.constantFrom(undefined, "clean-up" as const, "history" as const),
  }),
  fc.record({
    screen: fc.constant("duplicates" as const),
    looking,
    photo,
    over: fc.constant("comparing" as const),
    group: fc.string({ minLength: 1 }),
  }),
  fc.record({
    screen: fc.constant("collections" as const),
    looking,
    photo,
    over: fc.constant("history" as const),
  }),
);

test("what looked like a photo in an earlier version still does", () => {
  expect(parsePlace("?like=4")?.looking).toEqual(likePhoto(4));
  expect(keptLooking({ kind: "similar", assetId: 4 })).toEqual({ kind: "text", query: "like:#4" });
  expect(keptLooking({ kind: "text", query: "dog" })).toEqual({ kind: "text", query: "dog" });
});

describe("the order of what was found", () => {
  const found: Place = { screen: "photos", looking: { kind: "text", query: "dog" }, photo: undefined };

  test("is in the address, unless it is the usual one", () => {
    expect(printPlace({ ...found, sort: "date" })).toBe("?q=dog&sort=date");
    expect(parsePlace("?q=dog&sort=date")).toEqual({ ...found, sort: "date" });
    expect(parsePlace("?q=dog&sort=relevance")).toEqual(found);
    expect(parsePlace("?q=dog&sort=colour")).toEqual(found);
  });

  test("is nothing where nothing is looked for", () => {
    expect(printPlace({ ...found, looking: { kind: "nothing" }, sort: "date" })).toBe("?screen=photos");
    expect(parsePlace("?screen=photos&sort=date")?.sort).toBeUndefined();
  });
});

describe("the address of the page", () => {
  test("leads back to where one was, whatever that is", () => {
    fc.assert(
      fc.property(place, (one) => {
        expect(parsePlace(printPlace(one))).toEqual(one);
      }),
    );
  });

  test("is short and can be read", () => {
    const nowhere = { screen: "photos", looking: { kind: "nothing" }, photo: undefined } as const;
    expect(printPlace(nowhere)).toBe("?screen=photos");
    expect(printPlace({ ...nowhere, looking: { kind: "text", query: "red boat" }, photo: 17 })).toBe(
      "?q=red+boat&photo=17",
    );
    expect(printPlace({ ...nowhere, screen: "duplicates" })).toBe("?screen=duplicates");
    expect(
      printPlace({ ...nowhere, screen: "duplicates", tier: "identical", over: "comparing", group: "7f3a" }),
    ).toBe("?screen=duplicates&tier=identical&group=7f3a");
    expect(printPlace({ ...nowhere, screen: "collections", over: "history" })).toBe(
      "?screen=collections&open=history",
    );
    expect(printPlace({ ...nowhere, photo: -5 })).toBe("?shared=5");
    const collection = { ...nowhere, screen: "collections", collectionId: 3 } as const;
    expect(printPlace(collection)).toBe("?collection=3");
    expect(printPlace({ ...collection, looking: { kind: "text", query: "boat" } })).toBe(
      "?collection=3&q=boat",
    );
  });

  test("says nothing of a place where it says nothing", () => {
    for (const empty of ["", "?", "?token=abc"]) expect(parsePlace(empty)).toBeUndefined();
  });

  test("that somebody wrote by hand leads as far as it can be understood", () => {
    const wrong = "?screen=cellar&photo=-1&like=x&q=%20%20";
    expect(parsePlace(wrong)).toEqual({ screen: "photos", looking: { kind: "nothing" }, photo: undefined });
    for (const lost of [
      "?open=history",
      "?screen=models&open=clean-up&group=1",
      "?collection=3&open=history",
    ]) {
      expect(parsePlace(lost)?.over).toBeUndefined();
    }
    expect(parsePlace("?screen=duplicates&open=comparing&tier=cousins")).toEqual({
      screen: "duplicates",
      looking: { kind: "nothing" },
      photo: undefined,
    });
    const long = parsePlace(`?q=${"a".repeat(5000)}`);
    expect(long?.looking).toEqual({ kind: "text", query: "a".repeat(1000) });
  });
});

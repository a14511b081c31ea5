import { describe, expect, test } from "vitest";
import { planOf, readQuery } from "../../../src/core/query/index.ts";
import type { QueryFilter } from "../../../src/core/vectors/query-filter.ts";
import { context } from "./played-vocabulary.ts";

const filterOf = (query: string) => planOf(query, context).filter;
const is = (field: "camera" | "lens" | "keyword" | "folder" | "format" | "type", ...values: string[]) =>
  ({ kind: "is", field, values }) satisfies QueryFilter;

describe("a value is", () => {
  test.for<[query: string, filter: QueryFilter]>([
    ["camera:canon", is("camera", "Canon EOS 5D Mark IV")],
    ["camera:CANON", is("camera", "Canon EOS 5D Mark IV")],
    ['camera:"mark iv"', is("camera", "Canon EOS 5D Mark IV")],
    ["camera:5d", is("camera", "Canon EOS 5D Mark IV")],
    ["camera:pixel", is("camera", "Google Pixel 7", "Google Pixel 70")],
    ["camera:pixel7", is("camera", "Google Pixel 7")],
    ["camera:goo", is("camera", "Google Pixel 7", "Google Pixel 70")],
    ["camera:canon|pixel7", is("camera", "Canon EOS 5D Mark IV", "Google Pixel 7")],
    ["camera:canon | pixel7", is("camera", "Canon EOS 5D Mark IV", "Google Pixel 7")],
    ["camera:canon | camera:pixel7", is("camera", "Canon EOS 5D Mark IV", "Google Pixel 7")],
    ["camera:canon or camera:pixel7", is("camera", "Canon EOS 5D Mark IV", "Google Pixel 7")],
    ["camera:canon OR Camera:pixel7", is("camera", "Canon EOS 5D Mark IV", "Google Pixel 7")],
    ["lens:50mm", is("lens", "EF50mm f/1.8 STM")],
    ["lens:24-105", is("lens", "EF24-105mm f/4L IS USM")],
    ["tag:dog", is("keyword", "dog")],
    ["tag:show", is("keyword", "dog show")],
    ["keyword:cafe", is("keyword", "Café")],
    ["tag:東京", is("keyword", "東京")],
    ["tag:🏔️", is("keyword", "🏔")],
  ])("a known one whatever its case, accents and other words: %s", ([query, filter]) => {
    expect(filterOf(query)).toEqual(filter);
  });

  test.for<[query: string, filter: QueryFilter]>([
    ["in:norway", is("folder", "/photos/2018/Norway")],
    ["in:fjords", is("folder", "/photos/2018/Norway")],
    ["in:koeln", is("folder", "/home/mia/Bilder/Köln")],
    ["in:Köln", is("folder", "/home/mia/Bilder/Köln")],
    ["in:/photos/2018", is("folder", "/photos/2018")],
    ["in:/photos/2018/", is("folder", "/photos/2018")],
    ["in:2018/norway", is("folder", "/photos/2018/Norway")],
    ["in:/home/mia", is("folder", "/home/mia")],
    ["in:C:\\Bilder", is("folder", "C:\\Bilder")],
    ['in:"C:\\Bilder\\"', is("folder", "C:\\Bilder")],
    ["in:wedding", { kind: "is", field: "collection", values: ["Wedding"] }],
    [
      "in:italy",
      {
        kind: "any",
        of: [
          is("folder", "/photos/Italy 2019"),
          { kind: "is", field: "collection", values: ["Best of Italy"] },
        ],
      },
    ],
  ])("a folder, an album or a collection: %s", ([query, filter]) => {
    expect(filterOf(query)).toEqual(filter);
  });

  test.for<[query: string, filter: QueryFilter]>([
    ["rating:4", { kind: "range", field: "rating", from: 4, to: 4 }],
    ["rating:>3", { kind: "range", field: "rating", from: 4 }],
    ["rating:<=2", { kind: "range", field: "rating", to: 2 }],
    ["rating:3..", { kind: "range", field: "rating", from: 3 }],
    ["rating:..3", { kind: "range", field: "rating", to: 3 }],
    ["rating:3-5", { kind: "range", field: "rating", from: 3, to: 5 }],
    ["rating:4+", { kind: "range", field: "rating", from: 4 }],
    ["rating:★★★", { kind: "range", field: "rating", from: 3, to: 3 }],
    ["rating:none", { kind: "not", of: { kind: "has", field: "rating" } }],
    ["size:>5MB", { kind: "range", field: "sizeBytes", from: 5_000_001 }],
    ["size:>=5MiB", { kind: "range", field: "sizeBytes", from: 5_242_880 }],
    ["size:1mb..5mb", { kind: "range", field: "sizeBytes", from: 1_000_000, to: 5_000_000 }],
    ["size:1..5mb", { kind: "range", field: "sizeBytes", from: 1_000_000, to: 5_000_000 }],
    ["size:5MB", { kind: "range", field: "sizeBytes", from: 4_500_000, to: 5_499_999 }],
    ["size:1,5gb", { kind: "range", field: "sizeBytes", from: 1_450_000_000, to: 1_549_999_999 }],
    ["size:<100kB", { kind: "range", field: "sizeBytes", to: 99_999 }],
    ["pixels:<1mp", { kind: "range", field: "pixels", to: 999_999 }],
    ["pixels:12mp", { kind: "range", field: "pixels", from: 11_500_000, to: 12_499_999 }],
    ["pixels:>1920x1080", { kind: "range", field: "pixels", from: 2_073_601 }],
    ["width:1920", { kind: "range", field: "width", from: 1920, to: 1920 }],
    ["height:>=3000px", { kind: "range", field: "height", from: 3000 }],
  ])("a number, or so many: %s", ([query, filter]) => {
    expect(filterOf(query)).toEqual(filter);
  });

  test.for<[query: string, filter: QueryFilter]>([
    ["format:jpg", is("format", "jpeg")],
    ["format:heif|TIF", is("format", "heic", "tiff")],
    ["format:nef", is("format", "raw")],
    ["type:raw|live", is("type", "raw", "live")],
    ["type:screenshots", is("type", "screenshot")],
    ["is:favorite", { kind: "isFavorite" }],
    ["is:favourite", { kind: "isFavorite" }],
    ["is:edited", { kind: "isEdited" }],
    ["is:offline", { kind: "isOffline" }],
    ["is:duplicate", { kind: "isDuplicate" }],
    ["has:location", { kind: "has", field: "location" }],
    ["has:gps", { kind: "has", field: "location" }],
    ["-has:keywords", { kind: "not", of: { kind: "has", field: "keyword" } }],
    ["has:date", { kind: "has", field: "takenAt" }],
    ["has:album", { kind: "has", field: "collection" }],
    ["name:IMG_12*", { kind: "named", pattern: "IMG_12*" }],
    ["name:IMG_12", { kind: "named", pattern: "*IMG_12*" }],
    ['text:"invoice"', { kind: "says", phrase: "invoice", signals: ["text"] }],
    ['"summer house"', { kind: "says", phrase: "summer house" }],
    ["“summer house”", { kind: "says", phrase: "summer house" }],
    ['"say ""cheese"""', { kind: "says", phrase: 'say "cheese"' }],
    ["near:48.85,2.35", { kind: "near", latitude: 48.85, longitude: 2.35, radiusMeters: 5000 }],
    ['near:"48.85,2.35" 5km', { kind: "near", latitude: 48.85, longitude: 2.35, radiusMeters: 5000 }],
    ['near:"48.85, 2.35" 300 m', { kind: "near", latitude: 48.85, longitude: 2.35, radiusMeters: 300 }],
    ["near:-33.9,18.4,2mi", { kind: "near", latitude: -33.9, longitude: 18.4, radiusMeters: 3218.688 }],
    ['near:"48,85; 2,35" 300m', { kind: "near", latitude: 48.85, longitude: 2.35, radiusMeters: 300 }],
    ["near:33.9S,18.4E", { kind: "near", latitude: -33.9, longitude: 18.4, radiusMeters: 5000 }],
  ])("one of what the filter knows: %s", ([query, filter]) => {
    expect(filterOf(query)).toEqual(filter);
  });
});

test("all filters have to fit, and an excluded one must not", () => {
  expect(filterOf("rating:5 -camera:canon|pixel7 beach")).toEqual({
    kind: "all",
    of: [
      { kind: "range", field: "rating", from: 5, to: 5 },
      { kind: "not", of: is("camera", "Canon EOS 5D Mark IV", "Google Pixel 7") },
    ],
  });
});

test("a word between filters describes nothing", () => {
  expect(planOf("rating:5 and camera:canon", context)).toMatchObject({
    description: "",
    terms: [{ kind: "filter" }, { kind: "operator", label: "and" }, { kind: "filter" }],
  });
  expect(planOf("cats and dogs", context).description).toBe("cats and dogs");
  expect(planOf("rating:5 or", context).description).toBe("or");
});

test("examples are what is meant and what is not, with the words beside them", () => {
  expect(planOf("like:#12 like:@0a1b2c3d4e5f -like:#77 at night", context)).toMatchObject({
    description: "at night",
    likes: [
      { kind: "asset", assetId: 12 },
      { kind: "given", givenId: "0a1b2c3d4e5f" },
    ],
    unlikes: [{ kind: "asset", assetId: 77 }],
  });
  expect(planOf("like:#12|13", context).likes).toHaveLength(2);
});

test("a query of nothing is all photos", () => {
  for (const query of ["", "   ", '"', '""'])
    expect(planOf(query, context)).toMatchObject({ description: "", filter: undefined, contradiction: null });
});

test.for([
  "http://example.org/a?b=1:2",
  "https://example.org",
  "mailto:mia@example.org",
  "12:30",
  "C:\\photos\\2019",
  ":-) :smile:",
  "16:9",
  "a:b",
  "t-shirt black-and-white",
  "a - b -- c -> d -",
  '5" screen',
  "🏖️ 👨‍👩‍👧",
  "東京タワー",
  "שלום עולם",
  "شاطئ البحر",
  "note: milk",
  "|",
])("%s is words and nothing else", (query) => {
  expect(readQuery(query, context)).toMatchObject({ terms: [{ kind: "words", label: query }], problems: [] });
});

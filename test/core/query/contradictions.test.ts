import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readQuery } from "../../../src/core/query/index.ts";
import { contradictionOf } from "../../../src/core/query/meaning/contradiction.ts";
import type { QueryPart } from "../../../src/core/query/meaning/query-part.ts";
import type { PhotoFilter } from "../../../src/core/vectors/photo-filter.ts";
import { matchesFilter } from "../../helpers/matches-filter.ts";
import { photoFilters, photosFacts } from "../../helpers/photo-facts.ts";
import { context } from "./played-vocabulary.ts";

describe("it is said why nothing can match", () => {
  test.for([
    ["rating:5 rating:<3", "5 stars and fewer than 3 stars"],
    ["rating:5..3", "5 to 3 stars"],
    ["rating:<0", "fewer than 0 stars"],
    ["rating:none rating:>=1", "without stars and 1 star and more"],
    ["rating:4 -rating:3..5", "4 stars and not 3 to 5 stars"],
    ["rating:1|2 rating:4|5", "1 star or 2 stars and 4 stars or 5 stars"],
    ["size:>5MB size:<1MB", "larger than 5 MB and smaller than 1 MB"],
    ["date:2019 date:2020", "2019 and 2020"],
    ["date:2020..2019", "2020 to 2019"],
    ["date:summer date:2019-12", "June to August of any year and December 2019"],
    ["last summer date:winter", "June to August 2026 and December to February of any year"],
    ["date:2019 -has:date", "2019 and not with a date"],
    ["date:none date:2019", "without a date and 2019"],
    ["camera:canon camera:pixel7", "Canon EOS 5D Mark IV and Google Pixel 7"],
    ["-camera:canon camera:canon", "Canon EOS 5D Mark IV and not Canon EOS 5D Mark IV"],
    ["camera:canon -has:camera", "Canon EOS 5D Mark IV and not with a known camera"],
    ["format:jpeg format:heic", "JPEG and HEIC"],
    ["is:offline -is:offline", "on a disk that is not connected and not on a disk that is not connected"],
    ["tag:dog -tag:dog", "keyword dog and not keyword dog"],
    ["tag:dog -tag:dog|family", "keyword dog and not keyword dog or keyword family"],
    ["place:lisbon -has:place", "Lisbon and not with a named place"],
    ["in:norway -in:norway", "in Norway and not in Norway"],
    ["like:#7 -like:#7", "like IMG_0007.jpg and not like IMG_0007.jpg"],
    ['"summer house" -"summer house"', "“summer house” and not “summer house”"],
    ["snow -snow", "snow and not snow"],
  ])("%s", ([query, clash]) => {
    expect(readQuery(query ?? "", context).contradiction).toBe(`Nothing can match this: ${clash}.`);
  });

  test.for([
    ['camera:"pixle 7"', "No photo has a camera like “pixle 7”; there is “Google Pixel 7”."],
    ["camera:nikon", "No photo has a camera like “nikon”."],
    ["tag:famliy", "No photo has a keyword like “famliy”; there is “family”."],
    ["place:lisbn", "No photo was taken in a place like “lisbn”; there is “Lisbon”."],
    ['in:"Itlay 2019"', "There is no folder, album or collection like “Itlay 2019”; there is “Italy 2019”."],
    ["format:gif", "No photo is in the format GIF."],
  ])("%s, which no photo has", ([query, contradiction]) => {
    expect(readQuery(query ?? "", context)).toMatchObject({ contradiction, problems: [] });
  });

  test("without a library of dates no part of a year can be meant", () => {
    const undated = { ...context, vocabulary: { ...context.vocabulary, years: () => undefined } };
    expect(readQuery("date:summer", undated).contradiction).toBe("No photo has a known date.");
    expect(readQuery("march", undated).contradiction).toBe("No photo has a known date.");
    expect(readQuery("date:2019", undated).contradiction).toBeNull();
  });
});

test.for([
  "rating:5 rating:>=3",
  "rating:3|none -rating:3",
  "tag:dog tag:family",
  "tag:dog|family -tag:dog",
  "type:raw type:panorama",
  "-camera:nikon",
  "camera:nikon|canon",
  "date:summer 2019",
  "date:winter date:2019-12",
  "place:lisbon place:portugal",
  "red boat -blue boat",
  "in:2018 -in:norway",
])("%s can be matched", (query) => {
  expect(readQuery(query, context).contradiction).toBeNull();
});

test("what is said to be impossible is no photo", () => {
  const parts = fc.array(fc.record({ filter: photoFilters, isExcluded: fc.boolean() }), {
    minLength: 1,
    maxLength: 4,
  });
  let impossible = 0;
  fc.assert(
    fc.property(parts, photosFacts({ maxLength: 12 }), (typed, photos) => {
      if (contradictionOf(typed.map(partOf)) === null) return;
      impossible += 1;
      const of = typed.map(
        ({ filter, isExcluded }): PhotoFilter => (isExcluded ? { kind: "not", of: filter } : filter),
      );
      expect(photos.filter((facts) => matchesFilter(facts, { kind: "all", of }))).toEqual([]);
    }),
    { numRuns: 2000 },
  );
  expect(impossible).toBeGreaterThan(20);
});

test("between a bound with a fraction and a whole one there may be a photo: 3,000 pixels are fewer than 3,000.5", () => {
  const parts = [
    { filter: { kind: "range", field: "height", from: 3000.5 }, isExcluded: true },
    { filter: { kind: "range", field: "height", from: 3000 }, isExcluded: false },
  ] as const;
  expect(contradictionOf(parts.map(partOf))).toBeNull();
});

function partOf({ filter, isExcluded }: { filter: PhotoFilter; isExcluded: boolean }): QueryPart {
  const label = JSON.stringify(filter);
  const term = { kind: "filter", offset: 0, length: 1, isExcluded, name: null, label } as const;
  return { term: { ...term, asFilter: null, asWords: null, assetId: null }, filter };
}

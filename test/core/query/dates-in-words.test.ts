import { describe, expect, test } from "vitest";
import { planOf, readQuery } from "../../../src/core/query/index.ts";
import { captionedPhotographs, keptBackPhotographs } from "../../helpers/real-photographs.ts";
import { context } from "./played-vocabulary.ts";

/** As they are shown, with what is left of the description. */
function read(query: string, now = context.now) {
  const { terms } = readQuery(query, { ...context, now });
  const words = (isDate: boolean) =>
    terms.filter(({ kind }) => (kind === "date") === isDate).map(({ label }) => label);
  return { dates: words(true), words: words(false).join(" ") };
}

describe("on 27 November 2026, a date in words is seen as", () => {
  test.for<[query: string, date: string, rest?: string]>([
    ["last summer", "June to August 2026"],
    ["this summer", "June to August 2026"],
    ["last winter", "December 2025 to February 2026"],
    ["last christmas", "24 to 26 December 2025"],
    ["last march", "March 2026"],
    ["last december", "December 2025"],
    ["christmas 2018", "24 to 26 December 2018"],
    ["2018 christmas", "24 to 26 December 2018"],
    ["new year's eve 2019", "31 December 2019"],
    ["easter 2019", "19 to 22 April 2019"],
    ["halloween 2020", "31 October 2020"],
    ["summer of 2019", "June to August 2019"],
    ["in the summer of 2019", "June to August 2019"],
    ["summer '19", "June to August 2019"],
    ["winter 2019/20", "December 2019 to February 2020"],
    ["winter 2019/2020", "December 2019 to February 2020"],
    ["march", "March of any year"],
    ["may", "May of any year"],
    ["boats in may", "May of any year", "boats"],
    ["boats in september", "September of any year", "boats"],
    ["june 2019", "June 2019"],
    ["June, 2019", "June 2019"],
    ["14 june 2019", "14 June 2019"],
    ["june 14, 2019", "14 June 2019"],
    ["14th of june 2019", "14 June 2019"],
    ["14.06.2019", "14 June 2019"],
    ["2019-06-14", "14 June 2019"],
    ["2019-06", "June 2019"],
    ["2019", "2019"],
    ["lisbon 2019", "2019", "lisbon"],
    ["2019 lisbon", "2019", "lisbon"],
    ["june 14", "14 June of any year"],
    ["from june to august 2019", "June to August 2019"],
    ["from june to august", "June to August of any year"],
    ["between 2015 and 2018", "2015 to 2018"],
    ["2015-2018", "2015 to 2018"],
    ["since 2018", "since 2018"],
    ["before june 2019", "until May 2019"],
    ["after 2018", "since 2019"],
    ["until 2015", "until 2015"],
    ["in the 90s", "1990 to 1999"],
    ["the 2010s", "2010 to 2019"],
    ["in 1965", "1965"],
    ["three years ago", "2023"],
    ["a year ago", "2025"],
    ["2 months ago", "September 2026"],
    ["two weeks ago", "9 to 15 November 2026"],
    ["5 days ago", "22 November 2026"],
    ["last 3 years", "27 November 2023 to 27 November 2026"],
    ["last 30 days", "28 October to 27 November 2026"],
    ["yesterday", "26 November 2026"],
    ["the day before yesterday", "25 November 2026"],
    ["today", "27 November 2026"],
    ["last night", "26 to 27 November 2026"],
    ["last week", "16 to 22 November 2026"],
    ["this week", "23 to 29 November 2026"],
    ["last weekend", "21 to 22 November 2026"],
    ["last month", "October 2026"],
    ["this year", "2026"],
    ["dog from last year", "2025", "dog"],
    ["dog last summer on the beach", "June to August 2026", "dog on the beach"],
    ["yesterday evening", "26 November 2026", "evening"],
    ["letzten Sommer", "June to August 2026"],
    ["Weihnachten 2018", "24 to 26 December 2018"],
    ["im März", "March of any year"],
    ["März 2019", "March 2019"],
    ["14. Juni 2019", "14 June 2019"],
    ["vor drei Jahren", "2023"],
    ["gestern", "26 November 2026"],
    ["letztes Jahr", "2025"],
    ["seit 2018", "since 2018"],
    ["2018 or 2019", "2018 or 2019"],
    ["boats in 2015 or 2018 or last summer", "2015 or 2018 or June to August 2026", "boats"],
    ["june or july", "June of any year or July of any year"],
    ["in june or july at night", "June of any year or July of any year", "at night"],
    ["Weihnachten 2018 oder Ostern 2019", "24 to 26 December 2018 or 19 to 22 April 2019"],
  ])("%s", ([query, date, rest = ""]) => {
    expect(read(query)).toEqual({ dates: [date], words: rest });
  });

  test("last summer is the last that is over", () => {
    expect(read("last summer", new Date(2026, 6, 14)).dates).toEqual(["June to August 2025"]);
    expect(read("last summer", new Date(2026, 2, 1)).dates).toEqual(["June to August 2025"]);
    expect(read("last winter", new Date(2026, 0, 5)).dates).toEqual(["December 2024 to February 2025"]);
    expect(read("this winter", new Date(2026, 0, 5)).dates).toEqual(["December 2025 to February 2026"]);
    expect(read("this summer", new Date(2026, 2, 1)).dates).toEqual(["June to August 2026"]);
    expect(read("last christmas", new Date(2026, 11, 25)).dates).toEqual(["24 to 26 December 2025"]);
  });
});

test.for([
  "christmas tree",
  "christmas",
  "summer dress",
  "autumn leaves",
  "the march",
  "protest march in the city",
  "people may march in the sun",
  "a second dog",
  "sun and moon",
  "sat on a bench",
  "at night",
  "in the morning",
  "sunday best",
  "two 1950s cars",
  "a crowd of 2000 people",
  "a 1965 mustang",
  "3/4 view",
  "12:30",
  "5 o'clock",
  "tomorrow",
  "now",
  "number 7",
  "a day at the beach",
  "the last supper",
  "past the bridge",
  "fall",
  "mar and dec",
  "june bug",
  "IMG_2019",
])("%s is what is on the picture", (query) => {
  expect(read(query)).toEqual({ dates: [], words: query });
});

test("of dates with “or” between them one is enough, and with “without” before them none is meant", () => {
  const [meant, excluded] = ["may 2015 or may 2018", "without 2018 or 2019"].map((query) =>
    readQuery(query, context),
  );
  expect(meant?.terms).toMatchObject([
    { kind: "date", offset: 0, length: 20, isExcluded: false, asFilter: "date:2015-05|2018-05" },
  ]);
  expect(meant?.contradiction).toBeNull();
  expect(excluded?.terms).toMatchObject([
    { kind: "date", offset: 0, length: 20, isExcluded: true, asFilter: "-date:2018|2019" },
  ]);
  expect(readQuery("may 2015 may 2018", context).contradiction).not.toBeNull();
});

test("a season or a feast alone is a description, beside which its date is offered", () => {
  expect(readQuery("christmas", context).terms).toMatchObject([
    { kind: "words", asFilter: "date:christmas" },
  ]);
  expect(readQuery("winter", context).terms).toMatchObject([{ kind: "words", asFilter: "date:winter" }]);
  expect(readQuery("red boat", context).terms).toMatchObject([{ kind: "words", asFilter: null }]);
});

test("a bare year is a date where photos were taken then, and then also what is written", () => {
  expect(planOf("lisbon 2019", context)).toMatchObject({
    description: "lisbon 2019",
    filter: {
      kind: "any",
      of: [
        { kind: "takenAt", from: "2019" },
        { kind: "says", phrase: "2019" },
      ],
    },
  });
  expect(planOf("lisbon in 2019", context).filter).toMatchObject({ kind: "takenAt", from: "2019" });
  expect(planOf("lisbon 2010", context)).toMatchObject({ description: "lisbon 2010", filter: undefined });
  const undated = { ...context, vocabulary: { ...context.vocabulary, years: () => undefined } };
  expect(planOf("2019", undated)).toMatchObject({ description: "2019", filter: undefined });
});

test("photos of a time are all photos of that time", () => {
  for (const query of ["photos from last year", "all my pictures of 2019", "Fotos von 2019", "last year"])
    expect(planOf(query, context).description).toBe("");
  expect(planOf("photos", context).description).toBe("photos");
  expect(planOf("photos of boats from 2019", context).description).toBe("photos of boats");
});

test("taken as words it filters nothing any more", () => {
  const [, date] = readQuery("beach last summer", context).terms;
  expect(date?.asWords).toBe('looks:"last summer"');
  expect(planOf(`beach ${date?.asWords}`, context)).toMatchObject({
    description: "beach last summer",
    filter: undefined,
  });
});

test("of what people write about photographs almost nothing is read as a date", async ({ skip }) => {
  const sets = await Promise.all([
    captionedPhotographs(),
    keptBackPhotographs("flickr"),
    keptBackPhotographs("coco"),
  ]);
  const captions = sets.flatMap((photographs) => photographs ?? []).flatMap(({ queries }) => queries);
  skip(captions.length === 0, "There are no captions here: ../shared is not part of this repository.");
  const dated = captions.filter((caption) =>
    readQuery(caption, context).terms.some(({ kind }) => kind === "date"),
  );
  expect(dated.length / captions.length).toBeLessThan(0.002);
});

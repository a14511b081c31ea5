import { expect, test } from "vitest";
import { barsOf, barsWithin, rangeText } from "../../../../src/renderer/search/facets/histogram.ts";

test("each month has a bar, those without photos too", () => {
  expect(
    barsOf([
      { month: "2019-11", count: 2 },
      { month: "2020-02", count: 5 },
    ]),
  ).toEqual([
    { period: "2019-11", count: 2 },
    { period: "2019-12", count: 0 },
    { period: "2020-01", count: 0 },
    { period: "2020-02", count: 5 },
  ]);
  expect(barsOf([])).toEqual([]);
});

test("of many years each has a bar", () => {
  const bars = barsOf([
    { month: "1998-05", count: 1 },
    { month: "2020-02", count: 5 },
    { month: "2020-03", count: 1 },
  ]);
  expect(bars).toHaveLength(23);
  expect(bars.at(-1)).toEqual({ period: "2020", count: 6 });
});

test("a range is written as a filter has it, from either end", () => {
  expect(rangeText("2020-02", "2019-06")).toBe("2019-06..2020-02");
  expect(rangeText("2019", "2019")).toBe("2019");
});

test("what a filter asks for is found among months and among years", () => {
  const months = barsOf([
    { month: "2019-01", count: 1 },
    { month: "2020-12", count: 1 },
  ]);
  expect(barsWithin(months, "2019-06..2020-02")).toEqual({ from: 5, to: 13 });
  expect(barsWithin(months, "2020")).toEqual({ from: 12, to: 23 });
  expect(barsWithin(months, "2019-06-03")).toEqual({ from: 5, to: 5 });
  expect(barsWithin(months, "2020-11..")).toEqual({ from: 22, to: 23 });
  expect(barsWithin(months, "..2019-02")).toEqual({ from: 0, to: 1 });
  const years = barsOf([
    { month: "2000-01", count: 1 },
    { month: "2020-12", count: 1 },
  ]);
  expect(barsWithin(years, "2019-06..2020-02")).toEqual({ from: 19, to: 20 });
  for (const other of ["summer", "<2015", "", "1950"]) expect(barsWithin(months, other)).toBeUndefined();
});

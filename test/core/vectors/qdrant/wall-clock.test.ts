import * as fc from "fast-check";
import { expect, it } from "vitest";
import { wallClockOf } from "../../../../src/core/vectors/qdrant/wall-clock.ts";
import { wallClockSeconds } from "../../../helpers/matches-filter.ts";

it("a date is what the clock on the wall showed, of a year or a month its beginning", () => {
  expect(wallClockOf("1985")).toBe("1985-01-01T00:00:00Z");
  expect(wallClockOf("1985-07")).toBe("1985-07-01T00:00:00Z");
  expect(wallClockOf("1985-07-14")).toBe("1985-07-14T00:00:00Z");
  expect(wallClockOf("1985-07-14T10:20:30")).toBe("1985-07-14T10:20:30Z");
  expect(wallClockOf("1985-07-14T10:20:30.999+02:00")).toBe("1985-07-14T10:20:30Z");
  expect(wallClockOf("0001-01-01")).toBe("0001-01-01T00:00:00Z");
  expect(wallClockOf("9999-12-31T23:59:59-11:00")).toBe("9999-12-31T23:59:59Z");
});

it("of a moment whose clock is not known, it is what the clock here showed", () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date("1970-01-02"), max: new Date("2100-01-01"), noInvalidDate: true }),
      (date) => {
        const moment = `${date.toISOString().slice(0, 19)}Z`;
        expect(Date.parse(wallClockOf(moment) as string) / 1000).toBe(wallClockSeconds(moment));
      },
    ),
  );
});

it("what is no date has no time", () => {
  for (const text of ["", "yesterday", "2019-13", "2019-02-01T25:00:00", "20190614", "Z"]) {
    expect(wallClockOf(text), text).toBeUndefined();
  }
});

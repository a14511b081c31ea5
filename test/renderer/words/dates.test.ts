import fc from "fast-check";
import { expect, test } from "vitest";
import { dateTimeOf, dayOf, monthNumber, monthOf } from "../../../src/renderer/words/dates.ts";

/** Dates are written as the person's own country does it. */
const written = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(undefined, options).format(new Date(2019, 4, 3, 14, 22, 31));

const minutesOf = (wallClock: string) => Date.parse(`${wallClock}Z`) / 60_000;

test("a month is named by the clock of the camera", () => {
  const may = written({ month: "long", year: "numeric" });
  expect(monthOf(minutesOf("2019-05-01T00:00"))).toBe(may);
  expect(monthOf(minutesOf("2019-05-31T23:59"))).toBe(may);
  expect(monthOf(minutesOf("2019-06-01T00:00"))).not.toBe(may);
  expect(dayOf(minutesOf("2019-05-03T23:59"))).toBe(written({ dateStyle: "long" }));
});

test("a month's number is the same for all of the month and rises with time", () => {
  const anyMinutes = fc.integer({ min: minutesOf("1900-01-01T00:00"), max: minutesOf("2100-01-01T00:00") });
  fc.assert(
    fc.property(anyMinutes, anyMinutes, (one, other) => {
      expect(monthNumber(one) === monthNumber(other)).toBe(monthOf(one) === monthOf(other));
      if (one < other) expect(monthNumber(one)).toBeLessThanOrEqual(monthNumber(other));
    }),
  );
});

test("a time with an offset, or with none, is shown as the camera's clock had it", () => {
  const shown = dateTimeOf("2019-05-03T14:22:31");
  expect(shown).toBe(`${written({ dateStyle: "long" })}, ${written({ timeStyle: "short" })}`);
  expect(dateTimeOf("2019-05-03T14:22:31+09:00")).toBe(shown);
  expect(dateTimeOf("2019-05-03T14:22:31-07:30")).toBe(shown);
  expect(dateTimeOf("2019-05-03T14:22:31.250+02:00")).toBe(shown);
});

test("a time in UTC is shown in the time of this place", () => {
  const here = new Date(2019, 4, 3, 14, 22, 31);
  expect(dateTimeOf(here.toISOString())).toBe(dateTimeOf("2019-05-03T14:22:31"));
});

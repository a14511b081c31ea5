import { type CalendarDate, dayOf, daysAfter, lastDayOf, monthOf, type Span, weekdayOf } from "./calendar.ts";
import { monthNames } from "./month-names.ts";

/** A part of every year: a season, a month, a feast. */
export interface NamedTime {
  /** As the printer writes it. */
  name: string;
  /** For a chip, without a year: "June to August", "Easter". */
  label: string;
  /** What of it lies within a year, in order: of winter its beginning and its end. */
  within(year: number): Span[];
  /** The one that begins in a year: the winter of 2019 ends in 2020. */
  beginningIn(year: number): { from: CalendarDate; to: CalendarDate };
}

/** Whole months, 1 to 12; those of a range that passes the new year go on into the next. */
export function monthsTime(name: string, first: number, last: number): NamedTime {
  const [from = "", to = ""] = [monthNames[first - 1], monthNames[last - 1]];
  return {
    name,
    label: first === last ? from : `${from} to ${to}`,
    within: (year) =>
      first <= last
        ? [{ from: monthOf(year, first), to: monthOf(year, last) }]
        : [
            { from: monthOf(year, 1), to: monthOf(year, last) },
            { from: monthOf(year, first), to: monthOf(year, 12) },
          ],
    beginningIn: (year) => ({
      from: monthOf(year, first),
      to: monthOf(first <= last ? year : year + 1, last),
    }),
  };
}

/** A day of every year that has it. */
export function dayTime(name: string, month: number, day: number): NamedTime {
  const has = (year: number) => day <= lastDayOf(year, month);
  return {
    name,
    label: `${day} ${monthNames[month - 1]}`,
    within: (year) => (has(year) ? [{ from: dayOf(year, month, day), to: dayOf(year, month, day) }] : []),
    beginningIn: (year) => ({ from: dayOf(year, month, day), to: dayOf(year, month, day) }),
  };
}

/** Days that lie within one year. */
function daysTime(
  name: string,
  label: string,
  daysIn: (year: number) => [CalendarDate, CalendarDate],
): NamedTime {
  const beginningIn = (year: number) => {
    const [from, to] = daysIn(year);
    return { from, to };
  };
  return { name, label, beginningIn, within: (year) => [beginningIn(year)] };
}

const newYear: NamedTime = {
  name: "new-year",
  label: "31 December and 1 January",
  within: (year) => [
    { from: dayOf(year, 1, 1), to: dayOf(year, 1, 1) },
    { from: dayOf(year, 12, 31), to: dayOf(year, 12, 31) },
  ],
  beginningIn: (year) => ({ from: dayOf(year, 12, 31), to: dayOf(year + 1, 1, 1) }),
};

/**
 * Sunday after the first full moon of spring, by the anonymous Gregorian computus (Nature 13, 1876, p. 487; Meeus,
 * "Astronomical Algorithms", chapter 8).
 */
export function easterSunday(year: number): CalendarDate {
  const golden = year % 19;
  const [century, yearOfCentury] = [Math.floor(year / 100), year % 100];
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday =
    (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * late + 114;
  return dayOf(year, Math.floor(days / 31), (days % 31) + 1);
}

function thanksgiving(year: number): CalendarDate {
  const first = dayOf(year, 11, 1);
  return daysAfter(first, ((3 - weekdayOf(first) + 7) % 7) + 21);
}

/** Seasons are those of the north, in whole months, as meteorologists count them. */
const [spring, summer, autumn, winter] = [
  monthsTime("spring", 3, 5),
  monthsTime("summer", 6, 8),
  monthsTime("autumn", 9, 11),
  monthsTime("winter", 12, 2),
];

const christmas = daysTime("christmas", "24 to 26 December", (year) => [
  dayOf(year, 12, 24),
  dayOf(year, 12, 26),
]);
const easter = daysTime("easter", "Easter", (year) => {
  const sunday = easterSunday(year);
  return [daysAfter(sunday, -2), daysAfter(sunday, 1)];
});
const thanksgivingDay = daysTime("thanksgiving", "Thanksgiving", (year) => [
  thanksgiving(year),
  daysAfter(thanksgiving(year), 3),
]);

/** What people call them, folded, in English and German; the first name is what the printer writes. */
const called: [NamedTime, string[]][] = [
  [spring, ["spring", "springtime", "fruhling", "fruehling", "fruhjahr", "fruehjahr"]],
  [summer, ["summer", "summertime", "sommer"]],
  [autumn, ["autumn", "fall", "herbst"]],
  [winter, ["winter", "wintertime"]],
  [christmas, ["christmas", "xmas", "x-mas", "christmastime", "weihnachten", "weihnacht"]],
  [dayTime("christmas-eve", 12, 24), ["christmas eve", "heiligabend", "heiliger abend"]],
  [dayTime("christmas-day", 12, 25), ["christmas day"]],
  [newYear, ["new year", "new years", "jahreswechsel"]],
  [dayTime("new-years-eve", 12, 31), ["new years eve", "new year eve", "nye", "silvester"]],
  [dayTime("new-years-day", 1, 1), ["new years day", "neujahr"]],
  [dayTime("halloween", 10, 31), ["halloween"]],
  [dayTime("valentines-day", 2, 14), ["valentines day", "valentines", "valentinstag"]],
  [easter, ["easter", "ostern"]],
  [thanksgivingDay, ["thanksgiving"]],
];

/** By what they are called. */
export const namedTimes: ReadonlyMap<string, NamedTime> = new Map(
  called.flatMap(([time, names]) => names.map((name): [string, NamedTime] => [name, time])),
);

import type { ParsedComponents, ParsedResult } from "chrono-node";
import { casual as german } from "chrono-node/de";
import { casual as english } from "chrono-node/en";
import {
  type CalendarDate,
  calendarDateOf,
  dayOf,
  daysAfter,
  lastDayIn,
  monthOf,
  today,
  weekdayOf,
  yearOf,
} from "./calendar.ts";
import { monthWord } from "./month-names.ts";
import { dayTime } from "./named-times.ts";
import type { When } from "./when.ts";

/** A date in a text, in UTF-16 code units. */
export interface FoundDate {
  offset: number;
  length: number;
  when: When;
}

/** Nothing of a text without these is a date to chrono that is one to us; most descriptions are read no further. */
const hints =
  /\d|\b(?:ago|last|past|yesterday|today|this|gestern|vorgestern|heute|vor|letzte[nmrs]?|diese[nmrs]?)\b/iu;
const germanHints =
  /gestern|heute|\bvor |letzte|diese[nmrs]?\b|januar|februar|m[aä]rz|\bmai\b|\bjuni\b|\bjuli\b|oktober|dezember|\d\.\s/iu;

/** Dates that chrono-node finds, those that photos can have: "three years ago", "14 june 2019", "gestern". */
export function chronoDates(text: string, now: Date): FoundDate[] {
  if (!hints.test(text)) return [];
  const days = withoutTimesOfDay(text);
  const results = english.parse(days, now);
  if (germanHints.test(days)) results.push(...german.parse(days, now));
  return results.flatMap((result) => {
    const when = whenOf(result, now);
    return when ? [{ offset: result.index, length: result.text.length, when }] : [];
  });
}

/** "night" is on the picture; and of "the morning of september 11" chrono would read the morning of today. */
function withoutTimesOfDay(text: string): string {
  const times =
    /\b(?:morning|afternoon|evening|night|tonight|noon|midday|midnight|now|morgen|abend|nacht|mittag)\b/gi;
  return text.replace(times, (word) => "x".repeat(word.length));
}

function whenOf(result: ParsedResult, now: Date): When | undefined {
  if (isNumber(result)) return undefined;
  const when = isRelative(result) ? relative(result, now) : absolute(result, now);
  if (when?.kind !== "span") return when;
  // Photos of tomorrow are not meant.
  const isFuture = when.from !== undefined && lastDayIn(when.from) > today(now) && when.from > today(now);
  return isFuture ? undefined : when;
}

/** "1.5" and "3/4" are numbers: without a word only a whole date with its year is one. */
function isNumber({ text }: ParsedResult): boolean {
  return !/\p{L}/u.test(text) && !/\d{4}/.test(text);
}

const units: [RegExp, "year" | "month" | "week" | "day"][] = [
  [/year|jahr/i, "year"],
  [/month|monat/i, "month"],
  [/week|woche/i, "week"],
  [/\bdays?\b|\btage?n?\b/i, "day"],
];
const counted =
  /^(?:the |den |die )?(?:last|past|previous|letzten?)\s+(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|few|couple|zwei|drei|vier|f[uü]nf|sechs|sieben|acht|neun|zehn|paar)/i;

const thisOne = /^(?:this|diese)/i;
const weekend = /^(?:last|past|this) weekend$/i;
const namedDay = /\b(?:vorgestern|gestern|heute|yesterday|today)\b/i;

function isRelative(result: ParsedResult): boolean {
  const { text } = result;
  return (
    result.tags().has("result/relativeDate") ||
    namedDay.test(text) ||
    thisOne.test(text) ||
    weekend.test(text)
  );
}

/** "three years ago" is all of that year, "last 3 years" all since. */
function relative(result: ParsedResult, now: Date): When | undefined {
  const { text, start } = result;
  if (namedDay.test(text)) return onDay(dayIn(start));
  if (weekend.test(text)) {
    const monday = daysAfter(dayIn(start), -weekdayOf(dayIn(start)));
    return { kind: "span", from: daysAfter(monday, 5), to: daysAfter(monday, 6) };
  }
  const unit = units.find(([pattern]) => pattern.test(text))?.[1];
  if (unit === undefined) return undefined;
  // chrono's weeks begin on Sundays.
  const day = thisOne.test(text) ? today(now) : dayIn(start);
  if (counted.test(text)) return { kind: "span", from: day, to: today(now) };
  return wholeUnit(unit, day);
}

function wholeUnit(unit: "year" | "month" | "week" | "day", day: CalendarDate): When {
  const [year = 0, month = 1] = day.split("-").map(Number);
  if (unit === "year") return { kind: "span", from: yearOf(year), to: yearOf(year) };
  if (unit === "month") return { kind: "span", from: monthOf(year, month), to: monthOf(year, month) };
  if (unit === "day") return onDay(day);
  const monday = daysAfter(day, -weekdayOf(day));
  return { kind: "span", from: monday, to: daysAfter(monday, 6) };
}

const onDay = (day: CalendarDate): When => ({ kind: "span", from: day, to: day });

function dayIn(parts: ParsedComponents): CalendarDate {
  return dayOf(parts.get("year") ?? 1, parts.get("month") ?? 1, parts.get("day") ?? 1);
}

/** What is said of a year, a month or a day; times of the day and days of the week alone are nothing. */
function absolute({ text, start, end }: ParsedResult, now: Date): When | undefined {
  if (start.isCertain("weekday") && !start.isCertain("day"))
    return /^(?:last|past|letzte[nrs]?) /i.test(text) && dayIn(start) < today(now)
      ? onDay(dayIn(start))
      : undefined;
  if (start.isCertain("hour") && !start.isCertain("day")) return undefined;
  const isYearSaid = start.isCertain("year") || (end?.isCertain("year") ?? false);
  const [month, day] = [start.get("month"), start.get("day")];
  if (!isYearSaid) {
    // A month alone may be another word; that is for `matchDate` to tell.
    if (!start.isCertain("day") || !start.isCertain("month") || end || month === null || day === null)
      return undefined;
    return { kind: "named", time: dayTime(`${day}-${monthWord(month)}`, month, day) };
  }
  const from = dateOf(start);
  const to = end ? dateOf(end) : from;
  return from !== undefined && to !== undefined && from <= to ? { kind: "span", from, to } : undefined;
}

/** As precise as what was said. */
function dateOf(parts: ParsedComponents): CalendarDate | undefined {
  const [year, month, day] = [parts.get("year"), parts.get("month"), parts.get("day")];
  if (year === null) return undefined;
  return calendarDateOf(
    year,
    parts.isCertain("month") ? (month ?? undefined) : undefined,
    parts.isCertain("month") && parts.isCertain("day") ? (day ?? undefined) : undefined,
  );
}

import { type CalendarDate, calendarDateOf, following, partsOf, preceding } from "./calendar.ts";
import { afterWords, beforeWords, sinceWords } from "./date-words.ts";
import { monthNumberOf, monthWord } from "./month-names.ts";
import { monthsTime, type NamedTime } from "./named-times.ts";
import type { When } from "./when.ts";

/** "2019", "'19" */
export function yearIn(word: string): number | undefined {
  if (/^(?:18|19|20)\d\d$/.test(word)) return Number(word);
  const short = /^'(\d\d)$/.exec(word);
  if (!short) return undefined;
  return Number(short[1]) < 70 ? 2000 + Number(short[1]) : 1900 + Number(short[1]);
}

/** "2019-06-14", "2019-06", "2019/06/14", "14.06.2019" */
export function exactDate(word: string): CalendarDate | undefined {
  const [, year, month, day] = /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?$/.exec(word) ?? [];
  if (year !== undefined)
    return calendarDateOf(Number(year), Number(month), day === undefined ? undefined : Number(day));
  const [, date, ofMonth, ofYear] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(word) ?? [];
  return date === undefined ? undefined : calendarDateOf(Number(ofYear), Number(ofMonth), Number(date));
}

export function whenInYear(time: NamedTime, year: number): When {
  const [only, ...others] = time.within(year);
  const isPlain = monthNumberOf(time.name) !== undefined;
  return isPlain && only && others.length === 0 ? { kind: "span", ...only } : { kind: "named", time, year };
}

export function monthsWhen(first: number, last: number): When {
  const name = first === last ? monthWord(first) : `${monthWord(first)}..${monthWord(last)}`;
  return { kind: "named", time: monthsTime(name, first, last) };
}

/** "june" before "august 2019" is that of the same year. */
export function sameYear(month: number, to: CalendarDate | undefined): CalendarDate | undefined {
  return to === undefined ? undefined : calendarDateOf(partsOf(to)[0], month);
}

export function beginningOf(when: When): CalendarDate | undefined {
  if (when.kind === "span") return when.from;
  return when.kind === "named" && when.year !== undefined ? when.time.beginningIn(when.year).from : undefined;
}

export function endOf(when: When): CalendarDate | undefined {
  if (when.kind === "span") return when.to;
  return when.kind === "named" && when.year !== undefined ? when.time.beginningIn(when.year).to : undefined;
}

/** @param word "since", "after", "before", "until" */
export function boundedBy(word: string, when: When): When | undefined {
  const [from, to] = [beginningOf(when), endOf(when)];
  if (sinceWords.has(word)) return from === undefined ? undefined : { kind: "span", from };
  if (afterWords.has(word)) return to === undefined ? undefined : { kind: "span", from: following(to) };
  if (beforeWords.has(word)) return from === undefined ? undefined : { kind: "span", to: preceding(from) };
  return to === undefined ? undefined : { kind: "span", to };
}

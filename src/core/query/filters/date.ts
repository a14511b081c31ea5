import { calendarDateOf, following, preceding } from "../dates/calendar.ts";
import { beginningOf, endOf, exactDate, monthsWhen } from "../dates/date-points.ts";
import { readDateWords } from "../dates/find-dates.ts";
import { monthNames, monthNumberOf, monthWord } from "../dates/month-names.ts";
import { filterOfWhen, labelOfWhen, printWhen, type When } from "../dates/when.ts";
import { type Comparison, comparisonOf } from "./comparison.ts";
import { type FilterKind, misunderstood, type QueryContext } from "./filter-kind.ts";
import { foldText } from "./fold.ts";
import { nearestOf } from "./nearest.ts";
import { offeredChoices } from "./offered-values.ts";

const unknown = new Set(["none", "unknown", "undated", "no"]);

const offered: readonly [value: string, hint: string][] = [
  ["today", "taken today"],
  ["yesterday", "taken yesterday"],
  ["this-week", "Monday to Sunday"],
  ["last-week", "the week before this one"],
  ["this-month", "this month"],
  ["last-month", "the month before this one"],
  ["this-year", "this year"],
  ["last-year", "the year before this one"],
  ...["spring", "summer", "autumn", "winter"].map((name): [string, string] => [name, "of any year"]),
  ...["christmas", "new-year", "easter", "halloween"].map((name): [string, string] => [name, "of any year"]),
  ...monthNames.map((_, index): [string, string] => [monthWord(index + 1), "of any year"]),
  ["last-summer", "the last one"],
  ["last-winter", "the last one"],
  ["none", "without a date"],
];

/** When it was taken, by the clock on the wall. */
export const date: FilterKind = {
  name: "date",
  aliases: ["taken", "year", "month", "day", "when"],
  purpose: "when it was taken",
  expected: "a date such as 2019, 2019-06, 2019-06..2020-02, <2015, summer or last-year",
  isOfferedForWords: true,
  read(value, context) {
    const when = unknown.has(foldText(value)) ? ({ kind: "unknown" } as const) : whenOf(value, context);
    if (!when) {
      const nearest = nearestOf(
        value,
        offered.map(([name]) => name),
      );
      return misunderstood(`“${value}” is no date.`, nearest === undefined ? {} : { suggestion: nearest });
    }
    const years = context.vocabulary.years();
    const isAnyYear = when.kind === "named" && when.year === undefined;
    return {
      kind: "understood",
      canonical: canonicalOf(value, when),
      label: labelOfWhen(when),
      filter: filterOfWhen(when, years),
      ...(isAnyYear && !years && { nothing: "No photo has a known date." }),
    };
  },
  offer(typed, { vocabulary }) {
    const { first, last } = vocabulary.years() ?? { first: 1, last: 0 };
    const years = Array.from({ length: Math.min(Math.max(0, last - first + 1), 200) }, (_, at) => last - at);
    const all = [...years.map((year): [string, string] => [String(year), "taken in this year"]), ...offered];
    return offeredChoices(typed.replace(/ /g, "-"), all);
  },
};

/** What is said by the day on which it is read stays so: "last-summer" of a saved search goes along. */
function canonicalOf(value: string, when: When): string {
  const words = foldText(value).replace(/[-_\s]+/g, "-");
  return /\p{L}/u.test(words) && when.kind === "span" && !/\d{4}/.test(words) ? words : printWhen(when);
}

function whenOf(value: string, context: QueryContext): When | undefined {
  if (!/\.\.|^\s*[<>≤≥]/.test(value)) return readWords(value, context);
  const months = /^\s*(\p{L}+)\s*\.\.\s*(\p{L}+)\s*$/u.exec(value);
  const [first, last] = [months?.[1], months?.[2]].map((name) => monthNumberOf(foldText(name ?? "")));
  if (first !== undefined && last !== undefined) return monthsWhen(first, last);
  const comparison = comparisonOf(value.replace(/\s+/g, "-"), (text) => readWords(text, context));
  return comparison && compared(comparison);
}

/** "2019", "2019-06", "last-year", "three years ago" */
function readWords(value: string, { now, vocabulary }: QueryContext): When | undefined {
  const text = value.trim();
  const exact = exactDate(text) ?? (/^\d{4}$/.test(text) ? calendarDateOf(Number(text)) : undefined);
  if (exact !== undefined) return { kind: "span", from: exact, to: exact };
  if (/^[-\d./]*$/.test(text)) return undefined;
  const years = vocabulary.years();
  const words = text.replace(/(?<!\d)[-_]|[-_](?!\d)/g, " ").replace(/(?<=\p{L})-(?=\d)/gu, " ");
  return readDateWords(words, { now, years }) ?? readDateWords(text, { now, years });
}

function compared(comparison: Comparison<When>): When | undefined {
  if (comparison.shape === "between") {
    const [from, to] = [beginningOf(comparison.from), endOf(comparison.to)];
    return from === undefined || to === undefined ? undefined : { kind: "span", from, to };
  }
  const [from, to] = [beginningOf(comparison.of), endOf(comparison.of)];
  if (from === undefined || to === undefined) return undefined;
  switch (comparison.shape) {
    case "is":
      return comparison.of;
    case "above":
      return { kind: "span", from: following(to) };
    case "from":
      return { kind: "span", from };
    case "below":
      return { kind: "span", to: preceding(from) };
    case "upTo":
      return { kind: "span", to };
  }
}

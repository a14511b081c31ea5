import type { QueryFilter } from "../../vectors/query-filter.ts";
import { type CalendarDate, following, partsOf, type Span } from "./calendar.ts";
import { monthNames } from "./month-names.ts";
import type { NamedTime } from "./named-times.ts";

/** When photos were taken, as a query says it. */
export type When =
  | ({ kind: "span" } & Span)
  /** Of every year where none is said. */
  | { kind: "named"; time: NamedTime; year?: number }
  /** Nobody knows when. */
  | { kind: "unknown" };

/** Niépce's, of the view from his window. */
const firstPhotograph = 1826;

/** Where a camera's clock can get to: FAT counts to 2107. */
const lastBelieved = 2107;

/** @param years of the photos of the library; undefined where no date is known */
export function filterOfWhen(when: When, years: { first: number; last: number } | undefined): QueryFilter {
  if (when.kind === "unknown") return { kind: "not", of: { kind: "has", field: "takenAt" } };
  if (when.kind === "span") return takenWithin(when);
  if (when.year !== undefined) return anyOf(when.time.within(when.year));
  if (!years) return anyOf([]);
  const [first, last] = [Math.max(years.first, firstPhotograph), Math.min(years.last, lastBelieved)];
  const count = Math.max(0, last - first + 1);
  return anyOf(Array.from({ length: count }, (_, at) => when.time.within(first + at)).flat());
}

function anyOf(spans: readonly Span[]): QueryFilter {
  const [only, ...others] = spans.map(takenWithin);
  return only && others.length === 0 ? only : { kind: "any", of: only ? [only, ...others] : [] };
}

function takenWithin({ from, to }: Span): QueryFilter {
  return {
    kind: "takenAt",
    ...(from !== undefined && { from }),
    ...(to !== undefined && { before: following(to) }),
  };
}

/** As it is typed behind "date:". */
export function printWhen(when: When): string {
  if (when.kind === "unknown") return "none";
  if (when.kind === "named")
    return when.year === undefined ? when.time.name : `${when.time.name}-${when.year}`;
  const { from = "", to = "" } = when;
  return from === to ? from : `${from}..${to}`;
}

/** For a chip: "June to August 2025". */
export function labelOfWhen(when: When): string {
  if (when.kind === "unknown") return "without a date";
  if (when.kind === "span") return labelOfSpan(when);
  if (when.year === undefined) return `${when.time.label} of any year`;
  return when.time.within(when.year).map(labelOfSpan).join(" and ") || `${when.time.label} ${when.year}`;
}

function labelOfSpan({ from, to }: Span): string {
  if (from === undefined) return to === undefined ? "any date" : `until ${labelOfDate(to)}`;
  if (to === undefined) return `since ${labelOfDate(from)}`;
  if (from === to) return labelOfDate(from);
  const [left, right] = [partsOf(from), partsOf(to)];
  const isSameYear = left[0] === right[0] && left.length === right.length && left.length > 1;
  const isSameMonth = isSameYear && left.length === 3 && left[1] === right[1];
  const beginning = isSameMonth ? String(left[2]) : labelOfDate(from, isSameYear);
  return `${beginning} to ${labelOfDate(to)}`;
}

function labelOfDate(date: CalendarDate, isWithoutYear = false): string {
  const [year, month, day] = partsOf(date);
  const words = [
    day,
    month === undefined ? undefined : monthNames[month - 1],
    isWithoutYear ? undefined : year,
  ];
  return words.filter((word) => word !== undefined).join(" ");
}

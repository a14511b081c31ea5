/** Photos of one month ("2019-06"). */
export interface MonthCount {
  month: string;
  count: number;
}

/** One bar: a month, or a year. */
export interface Bar {
  /** As a filter has it: "2019-06", "2019". */
  period: string;
  count: number;
}

/** More bars are too thin to be hit. */
const mostBars = 48;

/** Every month from the first to the last, those without photos too; years where that would be too many. */
export function barsOf(months: readonly MonthCount[]): Bar[] {
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) return [];
  const isByMonth = numberOf(last.month) - numberOf(first.month) < mostBars;
  const periodOf = (month: string) => (isByMonth ? month : month.slice(0, 4));
  const counts = new Map<string, number>();
  for (const { month, count } of months) {
    const period = periodOf(month);
    counts.set(period, (counts.get(period) ?? 0) + count);
  }
  return periodsBetween(periodOf(first.month), periodOf(last.month)).map((period) => ({
    period,
    count: counts.get(period) ?? 0,
  }));
}

/** @param month "2019-06" @returns months since the year 0 */
function numberOf(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

function periodsBetween(first: string, last: string): string[] {
  const isYear = first.length === 4;
  const [from, to] = isYear ? [Number(first), Number(last)] : [numberOf(first), numberOf(last)];
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const at = from + index;
    if (isYear) return String(at).padStart(4, "0");
    return `${String(Math.floor(at / 12)).padStart(4, "0")}-${String((at % 12) + 1).padStart(2, "0")}`;
  });
}

/** "2019", "2019-06..2020-02": the range as a filter has it, whichever end was taken hold of first. */
export function rangeText(one: string, other: string): string {
  const [from, to] = one <= other ? [one, other] : [other, one];
  return from === to ? from : `${from}..${to}`;
}

/** The first and the last bar that a filter of dates means; undefined where it means something else. */
export function barsWithin(bars: readonly Bar[], range: string): { from: number; to: number } | undefined {
  const match = /^(\d{4}(?:-\d\d(?:-\d\d)?)?)?(?:(\.\.)(\d{4}(?:-\d\d(?:-\d\d)?)?)?)?$/.exec(range);
  if (!match || range === "" || range === "..") return undefined;
  const [, first = "", dots, second] = match;
  const last = dots === undefined ? first : (second ?? "9999");
  const isWithin = ({ period }: Bar) => isAtLeast(period, first) && isAtMost(period, last);
  const from = bars.findIndex(isWithin);
  return from < 0 ? undefined : { from, to: bars.findLastIndex(isWithin) };
}

/** Of periods of different lengths only what both have is compared: June lies within the year, the year holds June. */
function isAtLeast(period: string, first: string): boolean {
  const length = Math.min(period.length, first.length);
  return period.slice(0, length) >= first.slice(0, length);
}

function isAtMost(period: string, last: string): boolean {
  const length = Math.min(period.length, last.length);
  return period.slice(0, length) <= last.slice(0, length);
}

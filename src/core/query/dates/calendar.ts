/** A year, a month or a day of the Gregorian calendar: "2019", "2019-06", "2019-06-14". */
export type CalendarDate = string;

/** From the first moment of `from` to the last of `to`; open where one is left out. */
export interface Span {
  from?: CalendarDate;
  to?: CalendarDate;
}

const two = (number: number) => String(number).padStart(2, "0");
const four = (number: number) => String(number).padStart(4, "0");

export const yearOf = (year: number): CalendarDate => four(year);
export const monthOf = (year: number, month: number): CalendarDate => `${four(year)}-${two(month)}`;
export const dayOf = (year: number, month: number, day: number): CalendarDate =>
  `${four(year)}-${two(month)}-${two(day)}`;

/** @returns undefined for what no calendar has: "2019-13", "2019-02-30" */
export function calendarDateOf(year: number, month?: number, day?: number): CalendarDate | undefined {
  if (!(year >= 1 && year <= 9998)) return undefined;
  if (month === undefined) return yearOf(year);
  if (!(month >= 1 && month <= 12)) return undefined;
  if (day === undefined) return monthOf(year, month);
  return day >= 1 && day <= lastDayOf(year, month) ? dayOf(year, month, day) : undefined;
}

export function lastDayOf(year: number, month: number): number {
  return utc(year, month + 1, 0).getUTCDate();
}

/** Year, and month and day where the date has them. */
export function partsOf(
  date: CalendarDate,
): [year: number, month: number | undefined, day: number | undefined] {
  const [year = 0, month, day] = date.split("-").map(Number);
  return [year, month, day];
}

/** What follows a year, a month or a day: "2019" -> "2020", "2019-12" -> "2020-01". */
export function following(date: CalendarDate): CalendarDate {
  const [year, month, day] = partsOf(date);
  if (month === undefined) return yearOf(year + 1);
  if (day === undefined) return month === 12 ? monthOf(year + 1, 1) : monthOf(year, month + 1);
  return daysAfter(date, 1);
}

/** What lies before it: "2019" -> "2018", "2020-01" -> "2019-12". */
export function preceding(date: CalendarDate): CalendarDate {
  const [year, month, day] = partsOf(date);
  if (month === undefined) return yearOf(year - 1);
  if (day === undefined) return month === 1 ? monthOf(year - 1, 12) : monthOf(year, month - 1);
  return daysAfter(date, -1);
}

/** @param day with all three parts */
export function daysAfter(day: CalendarDate, count: number): CalendarDate {
  const [year, month = 1, date = 1] = partsOf(day);
  const moved = utc(year, month, date + count);
  return dayOf(moved.getUTCFullYear(), moved.getUTCMonth() + 1, moved.getUTCDate());
}

/** 0 is Monday. @param day with all three parts */
export function weekdayOf(day: CalendarDate): number {
  const [year, month = 1, date = 1] = partsOf(day);
  return (utc(year, month, date).getUTCDay() + 6) % 7;
}

export const firstDayOf = (date: CalendarDate): CalendarDate => {
  const [year, month = 1, day = 1] = partsOf(date);
  return dayOf(year, month, day);
};

/** The last day of a year or a month. */
export function lastDayIn(date: CalendarDate): CalendarDate {
  const [year, month = 12, day] = partsOf(date);
  return dayOf(year, month, day ?? lastDayOf(year, month));
}

/** By the clock on the wall. */
export function today(now: Date): CalendarDate {
  return dayOf(now.getFullYear(), now.getMonth() + 1, now.getDate());
}

/** Years below 100 are what they are. */
function utc(year: number, month: number, day: number): Date {
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return date;
}

/** Months since the beginning of the year 0; -1 for a date of which no month is known, and for none. */
export function monthNumberOf(date: string | null): number {
  if (date === null) return -1;
  if (date.endsWith("Z")) {
    const moment = new Date(date);
    return Number.isNaN(moment.getTime()) ? -1 : moment.getFullYear() * 12 + moment.getMonth();
  }
  const [, year, month] = /^(\d{4})-(\d\d)/.exec(date) ?? [];
  return year === undefined ? -1 : Number(year) * 12 + Number(month) - 1;
}

/** "2019-06" */
export function monthOfNumber(number: number): string {
  const year = Math.floor(number / 12);
  return `${String(year).padStart(4, "0")}-${String((number % 12) + 1).padStart(2, "0")}`;
}

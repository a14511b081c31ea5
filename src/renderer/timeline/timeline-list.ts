import type { PhotoList } from "../grid/photo-list.ts";
import { dayOf, monthNumber, monthOf, yearOf } from "../words/dates.ts";
import { type PhotoColumns, placeholderOf } from "./columns.ts";

/** All photos by date, under months. */
export function timelineList(photos: PhotoColumns): PhotoList {
  const minutes = (position: number): number => photos.takenAtMinutes[position] ?? 0;
  const coarse = (position: number) => photos.coarseDates?.get(photos.assetIds[position] ?? 0);
  const month = monthsOf(photos);
  return {
    count: photos.count,
    assetId: (position) => photos.assetIds[position] ?? 0,
    aspectRatio: (position) => (photos.aspectRatios[position] ?? 1000) / 1000,
    placeholder: (position) => placeholderOf(photos, position),
    positionOf: (assetId) => photos.assetIds.indexOf(assetId),
    label: (position, sentence) => {
      const taken = words[coarse(position) ?? "day"](minutes(position));
      return sentence === undefined ? `Photo taken ${taken}` : `${sentence}, taken ${taken}`;
    },
    section: (position) => month(position) - (coarse(position) === "year" ? yearsAside : 0),
    heading: (position) => (coarse(position) === "year" ? yearOf : monthOf)(minutes(position)),
  };
}

/** "1985" stands under a heading of its own, behind January 1985. */
const yearsAside = 0.5;

const words = { year: yearOf, month: monthOf, day: dayOf } as const;

/** The month of each photo. Dates are costly, and neighbours mostly share a day: each day is looked up once. */
function monthsOf(photos: PhotoColumns): (position: number) => number {
  const byDay = new Map<number, number>();
  return (position) => {
    const minutes = photos.takenAtMinutes[position] ?? 0;
    const day = Math.floor(minutes / 1440);
    const known = byDay.get(day);
    if (known !== undefined) return known;
    const month = monthNumber(minutes);
    byDay.set(day, month);
    return month;
  };
}

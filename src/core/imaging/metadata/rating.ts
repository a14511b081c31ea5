import { type RatingField, ratingFields, rejectionFields } from "./precedence.ts";
import { number, type WrittenTags } from "./written-tags.ts";

export function readRating(tags: WrittenTags): { rating: number | null; isRejected: boolean } {
  const isRejected = rejectionFields.some(({ field, value }) => number(tags, field) === value);
  for (const { field, unit } of ratingFields) {
    const stars = starsOf(number(tags, field), unit);
    if (stars !== undefined) return { rating: stars, isRejected };
  }
  return { rating: null, isRejected };
}

function starsOf(value: number | undefined, unit: RatingField["unit"]): number | undefined {
  if (value === undefined || value < 0 || value > 100) return undefined;
  // Some programs write percent where stars are meant.
  if (unit === "stars" && value <= 5) return Math.round(value);
  return percentToStars(value);
}

/** As Windows does it: 1 to 12 is one star, 13 to 37 two, 38 to 62 three, 63 to 87 four. Source: System.Rating. */
function percentToStars(percent: number): number {
  return percent === 0 ? 0 : Math.min(5, Math.floor((percent + 12) / 25) + 1);
}

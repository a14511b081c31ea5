import type { QueryFilter } from "../../vectors/query-filter.ts";
import { type Comparison, numbersCompared, printComparison } from "./comparison.ts";
import { type FilterKind, misunderstood } from "./filter-kind.ts";
import { foldText } from "./fold.ts";
import { offeredChoices } from "./offered-values.ts";

const mostStars = 5;
const unrated = new Set(["none", "unrated", "no"]);

export const rating: FilterKind = {
  name: "rating",
  aliases: ["stars", "rated"],
  purpose: "stars, 0 to 5",
  expected: "a number of stars from 0 to 5 such as 4, >=4, 3..5 or none",
  isOfferedForWords: false,
  read(value) {
    if (unrated.has(foldText(value)))
      return {
        kind: "understood",
        canonical: "none",
        label: "without stars",
        filter: { kind: "not", of: { kind: "has", field: "rating" } },
      };
    const comparison = numbersCompared(value, starsOf);
    if (!comparison) return misunderstood(`“${value}” is no number of stars.`);
    return {
      kind: "understood",
      canonical: printComparison(comparison, String),
      label: labelOf(comparison),
      filter: filterOf(comparison),
    };
  },
  offer: (typed) =>
    offeredChoices(typed, [
      [">=4", "4 stars and more"],
      ["5", "5 stars"],
      ["4", "4 stars"],
      ["3", "3 stars"],
      ["2", "2 stars"],
      ["1", "1 star"],
      ["none", "without stars"],
      ["<3", "fewer than 3 stars"],
      ["3..5", "3 to 5 stars"],
    ]),
};

/** "4", "4stars", "★★★★" */
function starsOf(text: string): number | undefined {
  if (/^[★⭐]+$/u.test(text)) return [...text].length <= mostStars ? [...text].length : undefined;
  const [, digits] = /^(\d+)(?:stars?|★|⭐)?$/u.exec(text.toLowerCase()) ?? [];
  const stars = Number(digits);
  return digits !== undefined && stars <= mostStars ? stars : undefined;
}

function filterOf(comparison: Comparison<number>): QueryFilter {
  const range = { kind: "range", field: "rating" } as const;
  switch (comparison.shape) {
    case "is":
      return { ...range, from: comparison.of, to: comparison.of };
    case "above":
      return { ...range, from: comparison.of + 1 };
    case "from":
      return { ...range, from: comparison.of };
    case "below":
      return { ...range, to: comparison.of - 1 };
    case "upTo":
      return { ...range, to: comparison.of };
    case "between":
      return { ...range, from: comparison.from, to: comparison.to };
  }
}

function labelOf(comparison: Comparison<number>): string {
  switch (comparison.shape) {
    case "is":
      return stars(comparison.of);
    case "above":
      return `more than ${stars(comparison.of)}`;
    case "from":
      return comparison.of === mostStars ? stars(mostStars) : `${stars(comparison.of)} and more`;
    case "below":
      return `fewer than ${stars(comparison.of)}`;
    case "upTo":
      return `at most ${stars(comparison.of)}`;
    case "between":
      return `${comparison.from} to ${stars(comparison.to)}`;
  }
}

const stars = (count: number) => (count === 1 ? "1 star" : `${count} stars`);

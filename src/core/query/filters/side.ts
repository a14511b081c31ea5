import { numbersCompared, printComparison } from "./comparison.ts";
import { type FilterKind, misunderstood } from "./filter-kind.ts";
import { decimalOf, type Quantity, rangeLabel, rangeOf } from "./number-range.ts";
import { offeredChoices } from "./offered-values.ts";

export const width = sideKind("width", { more: "wider", less: "narrower", of: "wide" });
export const height = sideKind("height", { more: "higher", less: "lower", of: "high" });

/** A side of the picture as it is shown, in pixels. */
function sideKind(name: "width" | "height", words: { more: string; less: string; of: string }): FilterKind {
  return {
    name,
    aliases: [],
    purpose: `${name} in pixels`,
    expected: "a number of pixels such as 1920 or >=3000",
    isOfferedForWords: false,
    read(value) {
      const comparison = numbersCompared(value, quantityOf);
      if (!comparison) return misunderstood(`“${value}” is no number of pixels.`);
      const isCompared = comparison.shape === "above" || comparison.shape === "below";
      const label = rangeLabel(comparison, { ...words, unit: "pixels" });
      return {
        kind: "understood",
        canonical: printComparison(comparison, ({ printed }) => printed),
        label: isCompared ? label : `${label} ${words.of}`,
        filter: rangeOf(name, comparison),
      };
    },
    offer: (typed) =>
      offeredChoices(typed, [
        [">=3000", `at least 3000 pixels ${words.of}`],
        ["<1000", `${words.less} than 1000 pixels`],
      ]),
  };
}

function quantityOf(text: string): Quantity | undefined {
  const [, digits] = /^(\d{1,7})(?:px)?$/i.exec(text) ?? [];
  const decimal = digits === undefined ? undefined : decimalOf(digits);
  return decimal && { ...decimal, tolerance: 0, label: decimal.printed };
}

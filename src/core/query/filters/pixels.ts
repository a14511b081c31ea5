import type { QueryFilter } from "../../vectors/query-filter.ts";
import { numbersCompared, printComparison } from "./comparison.ts";
import { type FilterKind, misunderstood } from "./filter-kind.ts";
import { decimalOf, type Quantity, rangeLabel, rangeOf } from "./number-range.ts";
import { offeredChoices } from "./offered-values.ts";
import { unitsShared } from "./size.ts";

const pixelsOf: Readonly<Record<string, [name: string, pixels: number]>> = {
  "": ["", 1],
  px: ["", 1],
  k: ["k", 1e3],
  m: ["mp", 1e6],
  mp: ["mp", 1e6],
  mpx: ["mp", 1e6],
};

/** How many pixels a picture has; or its width and height, whichever way it is turned. */
export const pixels: FilterKind = {
  name: "pixels",
  aliases: ["megapixels", "resolution", "mp"],
  purpose: "how many pixels",
  expected: "a number of pixels such as <1mp, 12mp or 4000x3000",
  isOfferedForWords: false,
  read(value) {
    const sides = sidesOf(value);
    if (sides) {
      const [width, height] = sides;
      return {
        kind: "understood",
        canonical: `${width}x${height}`,
        label: `${width} × ${height} pixels`,
        filter: {
          kind: "any",
          of: width === height ? [ofSides(width, height)] : [ofSides(width, height), ofSides(height, width)],
        },
      };
    }
    const comparison = numbersCompared(unitsShared(value), quantityOf);
    if (!comparison) return misunderstood(`“${value}” is no number of pixels.`);
    return {
      kind: "understood",
      canonical: printComparison(comparison, ({ printed }) => printed),
      label: rangeLabel(comparison, { more: "more", less: "fewer" }),
      filter: rangeOf("pixels", comparison),
    };
  },
  offer: (typed) =>
    offeredChoices(typed, [
      ["<1mp", "fewer than 1 megapixel"],
      [">=12mp", "12 megapixels and more"],
      [">24mp", "more than 24 megapixels"],
      ["1920x1080", "Full HD"],
    ]),
};

function sidesOf(value: string): [number, number] | undefined {
  const match = /^(\d{1,6})\s*[x×*]\s*(\d{1,6})(?:px)?$/i.exec(value.trim());
  return match ? [Number(match[1]), Number(match[2])] : undefined;
}

function ofSides(width: number, height: number): QueryFilter {
  return {
    kind: "all",
    of: [
      { kind: "range", field: "width", from: width, to: width },
      { kind: "range", field: "height", from: height, to: height },
    ],
  };
}

function quantityOf(text: string): Quantity | undefined {
  const sides = sidesOf(text);
  if (sides) {
    const [width, height] = sides;
    return {
      value: width * height,
      tolerance: 0,
      printed: `${width}x${height}`,
      label: `${width} × ${height} pixels`,
    };
  }
  const [, number = "", letters = ""] = /^([\d.,]+)([a-z]*)$/i.exec(text) ?? [];
  const unit = pixelsOf[letters.toLowerCase()];
  const decimal = decimalOf(number);
  if (!decimal || !unit) return undefined;
  const [name, factor] = unit;
  const words = name === "mp" ? (decimal.value === 1 ? " megapixel" : " megapixels") : `${name} pixels`;
  return {
    value: decimal.value * factor,
    tolerance: factor === 1 ? 0 : decimal.tolerance * factor,
    printed: `${decimal.printed}${name}`,
    label: `${decimal.printed}${words}`,
  };
}

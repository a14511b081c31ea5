import type { NumberField } from "../../vectors/photo-filter.ts";
import type { QueryFilter } from "../../vectors/query-filter.ts";
import type { Comparison } from "./comparison.ts";

/** A number that was typed to so many digits: "5MB" is any size that rounds to it. */
export interface Quantity {
  value: number;
  /** Half of what its last digit stands for. */
  tolerance: number;
  /** As the printer writes it. */
  printed: string;
  /** For a chip: "5 MB". */
  label: string;
}

/** Whole numbers within the bounds. */
export function rangeOf(field: NumberField, comparison: Comparison<Quantity>): QueryFilter {
  const range = { kind: "range", field } as const;
  switch (comparison.shape) {
    case "is": {
      const { value, tolerance } = comparison.of;
      if (tolerance === 0) return { ...range, from: value, to: value };
      return { ...range, from: Math.ceil(value - tolerance), to: Math.ceil(value + tolerance) - 1 };
    }
    case "above":
      return { ...range, from: Math.floor(comparison.of.value) + 1 };
    case "from":
      return { ...range, from: Math.ceil(comparison.of.value) };
    case "below":
      return { ...range, to: Math.ceil(comparison.of.value) - 1 };
    case "upTo":
      return { ...range, to: Math.floor(comparison.of.value) };
    case "between":
      return {
        ...range,
        from: Math.ceil(comparison.from.value),
        to: Math.floor(comparison.to.value),
      };
  }
}

/** "larger than 5 MB" */
export function rangeLabel(
  comparison: Comparison<Quantity>,
  words: { more: string; less: string; unit?: string },
): string {
  const unit = words.unit === undefined ? "" : ` ${words.unit}`;
  switch (comparison.shape) {
    case "is":
      return `${comparison.of.tolerance === 0 ? "" : "about "}${comparison.of.label}${unit}`;
    case "above":
      return `${words.more} than ${comparison.of.label}${unit}`;
    case "from":
      return `at least ${comparison.of.label}${unit}`;
    case "below":
      return `${words.less} than ${comparison.of.label}${unit}`;
    case "upTo":
      return `at most ${comparison.of.label}${unit}`;
    case "between":
      return `${comparison.from.label} to ${comparison.to.label}${unit}`;
  }
}

/** "12.5" or "12,5" -> what was typed, and half of what its last digit stands for. */
export function decimalOf(text: string): { value: number; tolerance: number; printed: string } | undefined {
  const match = /^(\d{1,15})(?:[.,](\d{1,6}))?$/.exec(text);
  if (!match) return undefined;
  const [, whole = "", fraction = ""] = match;
  const printed = fraction === "" ? String(Number(whole)) : `${Number(whole)}.${fraction}`;
  return { value: Number(printed), tolerance: 0.5 / 10 ** fraction.length, printed };
}

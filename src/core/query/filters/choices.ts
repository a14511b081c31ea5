import type { QueryFilter } from "../../vectors/query-filter.ts";
import { type FilterKind, misunderstood, type OfferedValue, type ReadValue } from "./filter-kind.ts";
import { foldText } from "./fold.ts";
import { nearestOf } from "./nearest.ts";

/** One of a few things that a filter can ask for. */
export interface Choice {
  name: string;
  /** Other words for it, folded. */
  aliases: readonly string[];
  /** For a chip, and beside it in a list. */
  label: string;
  filter: QueryFilter;
}

/** A filter of a few fixed values: `is`, `has`, `type`, `format`. */
export function choiceKind(
  kind: Pick<FilterKind, "name" | "aliases" | "purpose" | "expected" | "isOfferedForWords"> & {
    choices: readonly Choice[];
    /** Added to what a choice means, by what is known of the library. */
    known?: (choice: Choice, context: Parameters<FilterKind["read"]>[1]) => { nothing?: string };
  },
): FilterKind {
  const { choices, known, ...rest } = kind;
  const byName = new Map(
    choices.flatMap((choice) => [choice.name, ...choice.aliases].map((name) => [name, choice])),
  );
  return {
    ...rest,
    read(value, context): ReadValue {
      const choice = byName.get(foldText(value));
      if (choice) {
        const { name, label, filter } = choice;
        return { kind: "understood", canonical: name, label, filter, ...known?.(choice, context) };
      }
      const nearest = nearestOf(value, byName.keys());
      return misunderstood(`There is no ${rest.name}:${value.trim()}.`, {
        ...(nearest !== undefined && { suggestion: byName.get(nearest)?.name ?? nearest }),
      });
    },
    offer(typed): OfferedValue[] {
      const text = foldText(typed);
      return choices
        .filter(({ name, aliases }) => [name, ...aliases].some((word) => word.startsWith(text)))
        .map(({ name, label }) => ({ value: name, label: name, hint: label, count: null }));
    },
  };
}

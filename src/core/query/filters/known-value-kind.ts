import type { FacetField } from "../../../contract/query.ts";
import type { WordField } from "../../vectors/photo-filter.ts";
import type { KnownValue } from "../vocabulary.ts";
import type { FilterKind } from "./filter-kind.ts";
import { fittingValues } from "./fitting-values.ts";
import { nearestKnown, nearestOf } from "./nearest.ts";
import { offeredOf } from "./offered-values.ts";

/** A filter whose values are what photos of the library have: cameras, keywords, ... */
export function knownValueKind(kind: {
  name: string;
  aliases: readonly string[];
  purpose: string;
  expected: string;
  field: FacetField & WordField;
  /** "No photo has a camera like" */
  missing: string;
  /** For a chip. */
  labelOf?: (value: string) => string;
}): FilterKind {
  const { name, aliases, purpose, expected, field, missing, labelOf = (value) => value } = kind;
  return {
    name,
    aliases,
    purpose,
    expected,
    isOfferedForWords: true,
    read(value, { vocabulary }) {
      const known = vocabulary.valuesOf(field);
      const fitting = fittingValues(value, known);
      const [only, ...others] = fitting;
      return {
        kind: "understood",
        canonical: value.trim(),
        label: labelOf(only && others.length === 0 ? only.label : value.trim()),
        filter: { kind: "is", field, values: fitting.map((each) => each.value) },
        ...(fitting.length === 0 && { nothing: nothingOf(missing, value, known) }),
      };
    },
    offer: (typed, { vocabulary }) => offeredOf(typed, vocabulary.valuesOf(field), name),
  };
}

/** "No photo has a camera like “pixle 7”; there is “Google Pixel 7”." @param known lists that are kept */
export function nothingOf(missing: string, value: string, ...known: (readonly KnownValue[])[]): string {
  const near = known.flatMap((values) => nearestKnown(value, values) ?? []);
  const nearest = nearestOf(value, near);
  const hint = nearest === undefined ? "" : `; there is “${nearest}”`;
  return `${missing} “${value.trim()}”${hint}.`;
}

import { type FacetField, type Facets, type FacetValue, facetFields } from "../../contract/query.ts";
import { type KnownValue, printFilter } from "../query/index.ts";
import type { QueryFilter } from "../vectors/query-filter.ts";
import { countMonths, countValues } from "./counting.ts";
import type { Mask } from "./evaluate.ts";
import type { FactTable } from "./fact-table.ts";
import { tellingFolders } from "./telling-folders.ts";
import { type Counted, isAskedFor, withoutOwnTerms } from "./without-own-terms.ts";

/** How a query names what a facet counts. */
const filterNames: Record<FacetField, string> = {
  folder: "in",
  collection: "in",
  camera: "camera",
  lens: "lens",
  format: "format",
  type: "type",
  rating: "rating",
  place: "place",
  keyword: "tag",
  person: "person",
};

export interface FacetsAsked {
  filter: QueryFilter | undefined;
  /** The rows that are counted for a query that has this filter in place of its own. */
  rowsOf: (filter: QueryFilter | undefined) => Promise<Mask>;
  valuesPerField: number;
}

/**
 * How many photos of what a query finds have each value. A facet leaves out the query's own conditions of its field, so
 * that its counts say what another choice would find, and several can be chosen.
 */
export async function facetsOf(table: FactTable, asked: FacetsAsked): Promise<Omit<Facets, "tookMs">> {
  const { filter, rowsOf, valuesPerField } = asked;
  const all = await rowsOf(filter);
  const rowsFor = async (counted: Counted): Promise<Mask> => {
    const others = withoutOwnTerms(filter, counted);
    return others === filter ? all : rowsOf(others);
  };
  const fields: Facets["fields"] = [];
  for (const field of facetFields) {
    const rows = await rowsFor(field);
    const counted = countValues(table, rows, field);
    const values = field === "folder" ? tellingFolders(counted) : counted;
    fields.push({ field, ...shown(field, values, asked), more: Math.max(0, values.length - valuesPerField) });
  }
  return {
    total: all.reduce((sum, isMeant) => sum + isMeant, 0),
    ...countMonths(table, await rowsFor("month")),
    fields,
  };
}

function shown(
  field: FacetField,
  values: readonly KnownValue[],
  { filter, valuesPerField }: FacetsAsked,
): { values: FacetValue[] } {
  const chosen = values.filter(({ value }) => isAskedFor(filter, field, value));
  const others = values
    .filter((known) => !chosen.includes(known))
    .slice(0, Math.max(0, valuesPerField - chosen.length));
  const shownAs =
    (isChosen: boolean) =>
    ({ value, label, count }: KnownValue): FacetValue => ({
      value,
      label,
      count,
      term: printFilter({ name: filterNames[field], values: [{ text: value }] }),
      isChosen,
    });
  return { values: [...chosen.slice(0, valuesPerField).map(shownAs(true)), ...others.map(shownAs(false))] };
}

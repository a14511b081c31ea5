import { type FacetField, type Facets, type FacetValue, facetFields } from "../../contract/query.ts";
import { type KnownValue, printFilter } from "../query/index.ts";
import type { QueryFilter } from "../vectors/query-filter.ts";
import { countMonths, countsOf } from "./counting.ts";
import { type Counts, mostOf } from "./counts.ts";
import type { Mask } from "./evaluate.ts";
import type { FactTable } from "./fact-table.ts";
import { countOf } from "./row-set.ts";
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
  /** What "in:" takes for the folder of a path. */
  folderText: (path: string) => string;
  valuesPerField: number;
}

/**
 * How many photos of what a query finds have each value. A facet leaves out the query's own conditions of its field, so
 * that its counts say what another choice would find, and several can be chosen.
 */
export async function facetsOf(table: FactTable, asked: FacetsAsked): Promise<Omit<Facets, "tookMs">> {
  const { filter, rowsOf } = asked;
  const all = await rowsOf(filter);
  const rowsFor = async (counted: Counted): Promise<Mask> => {
    const others = withoutOwnTerms(filter, counted);
    return others === filter ? all : rowsOf(others);
  };
  const fields: Facets["fields"] = [];
  for (const field of facetFields) {
    const counted = countsOf(table, await rowsFor(field), field);
    fields.push(shown(field, counted, table, asked));
  }
  return {
    total: countOf(all),
    ...countMonths(table, await rowsFor("month")),
    fields,
  };
}

function shown(
  field: FacetField,
  counted: Counts,
  { folders }: FactTable,
  { filter, folderText, valuesPerField }: FacetsAsked,
): Facets["fields"][number] {
  const hasOwnTerms = withoutOwnTerms(filter, field) !== filter;
  const isWanted = hasOwnTerms ? (value: string) => isAskedFor(filter, field, value) : undefined;
  const telling = field === "folder" ? tellingFolders(counted.counts, folders.parents) : counted.counts;
  // What was chosen is shown, whatever it tells.
  const counts = isWanted
    ? telling.map((count, at) =>
        isWanted(counted.valueOf(at) ?? "") ? (counted.counts[at] as number) : count,
      )
    : telling;
  const { wanted, others, total } = mostOf({ ...counted, counts }, { limit: valuesPerField, isWanted });
  const withTerm = (known: KnownValue, isChosen: boolean): FacetValue => {
    const text = field === "folder" ? folderText(known.value) : known.value;
    const term = printFilter({ name: filterNames[field], values: [{ text }] });
    return { ...known, term, isChosen };
  };
  const values = [
    ...wanted.map((known) => withTerm(known, true)),
    ...others.map((known) => withTerm(known, false)),
  ];
  return { field, values, more: total - values.length };
}

import type { FacetField } from "../../contract/query.ts";
import { photoTypes } from "../vectors/photo-filter.ts";
import type { Counts } from "./counts.ts";
import type { Mask } from "./evaluate.ts";
import type { FactTable, ListField } from "./fact-table.ts";
import { monthOfNumber } from "./month-number.ts";

const itself = (value: string) => value;

/** How many of the rows have each value of a field. */
export function countsOf(table: FactTable, mask: Mask, field: FacetField): Counts {
  const { columns } = table;
  switch (field) {
    case "format":
    case "camera":
    case "lens": {
      const codes = table.codes[field];
      const counts = countCodes(columns[field], mask, codes.size);
      return { counts, valueOf: (code) => codes.valueOf(code), labelOf: itself };
    }
    case "type":
      return { counts: countTypes(columns.types, mask), valueOf: (bit) => photoTypes[bit], labelOf: itself };
    case "rating":
      return { counts: countRatings(columns.rating, mask), valueOf: String, labelOf: starsOf };
    case "keyword":
    case "person":
    case "place": {
      const members = table.members[field];
      return {
        counts: countMembers(table, mask, field),
        valueOf: (code) => members.valueOf(code),
        labelOf: itself,
      };
    }
    case "collection": {
      const nameOf = (code: number) => table.collections.get(table.members.collection.valueOf(code) ?? 0);
      return { counts: countMembers(table, mask, field), valueOf: nameOf, labelOf: itself };
    }
    case "folder":
      return {
        counts: countFolders(table, mask),
        valueOf: (node) => table.folders.pathOf(node),
        labelOf: (path) => table.folders.labelOf(path),
      };
  }
}

const starsOf = (rating: string) => (rating === "1" ? "1 star" : `${rating} stars`);

/** How many rows have each code; 0 stands for none. */
function countCodes(column: Uint8Array | Uint32Array, mask: Mask, size: number): Float64Array {
  const counts = new Uint32Array(size);
  for (let row = 0; row < mask.length; row++) {
    const code = column[row] as number;
    counts[code] = (counts[code] as number) + (mask[row] as number);
  }
  counts[0] = 0;
  return Float64Array.from(counts);
}

function countRatings(ratings: Int8Array, mask: Mask): Float64Array {
  const counts = new Float64Array(6);
  for (let row = 0; row < mask.length; row++) {
    const rating = ratings[row] as number;
    if (mask[row] === 1 && rating >= 0) counts[rating] = (counts[rating] as number) + 1;
  }
  return counts;
}

function countTypes(types: Uint8Array, mask: Mask): Float64Array {
  const byBits = countCodes(types, mask, 1 << photoTypes.length);
  return Float64Array.from(photoTypes, (_, bit) =>
    byBits.reduce((sum, count, bits) => ((bits & (1 << bit)) === 0 ? sum : sum + count), 0),
  );
}

/** Counted by lists, and for each list by what is in it. */
function countMembers(table: FactTable, mask: Mask, field: ListField): Float64Array {
  const lists = table.lists[field];
  const ofLists = countCodes(table.columns[field], mask, lists.size);
  const counts = new Float64Array(table.members[field].size);
  lists.spread(ofLists, counts);
  return counts;
}

/** By node: a photo counts once for every folder around its files. */
function countFolders(table: FactTable, mask: Mask): Float64Array {
  const { folders, members } = table;
  const lists = table.lists.folder;
  const ofLists = countCodes(table.columns.folder, mask, lists.size);
  const counts = new Float64Array(folders.size);
  /** Which list a node was counted for last. */
  const countedFor = new Uint32Array(folders.size);
  for (let list = 1; list < ofLists.length; list++) {
    const count = ofLists[list] as number;
    if (count === 0) continue;
    for (const member of lists.listOf(list)) {
      let node = folders.nodeOf(members.folder.valueOf(member) ?? 0);
      while (node >= 0 && countedFor[node] !== list) {
        countedFor[node] = list;
        counts[node] = (counts[node] as number) + count;
        node = folders.parents[node] as number;
      }
    }
  }
  return counts;
}

/** Months since the year 0 that a date can have, and one for none. */
const mostMonths = 12 * 10_000;

/** Ascending; and how many of the rows have no month that is known. */
export function countMonths(
  table: FactTable,
  mask: Mask,
): { months: { month: string; count: number }[]; withoutDate: number } {
  const { month } = table.columns;
  const counts = new Uint32Array(mostMonths + 1);
  for (let row = 0; row < mask.length; row++) {
    const at = (month[row] as number) + 1;
    counts[at] = (counts[at] as number) + (mask[row] as number);
  }
  const months: { month: string; count: number }[] = [];
  for (let at = 1; at < counts.length; at++) {
    const count = counts[at] as number;
    if (count > 0) months.push({ month: monthOfNumber(at - 1), count });
  }
  return { months, withoutDate: counts[0] as number };
}

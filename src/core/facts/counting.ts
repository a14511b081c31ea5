import type { FacetField } from "../../contract/query.ts";
import type { KnownValue } from "../query/vocabulary.ts";
import { photoTypes } from "../vectors/photo-filter.ts";
import type { Mask } from "./evaluate.ts";
import type { FactTable, ListField } from "./fact-table.ts";
import { monthOfNumber } from "./month-number.ts";

/** How many of the rows have each value of a field, the most frequent first; of equal counts by label. */
export function countValues(table: FactTable, mask: Mask, field: FacetField): KnownValue[] {
  return labelled(table, field, countsOf(table, mask, field)).sort(byCount);
}

const byCount = (left: KnownValue, right: KnownValue) =>
  right.count - left.count || (left.label < right.label ? -1 : left.label > right.label ? 1 : 0);

function countsOf(table: FactTable, mask: Mask, field: FacetField): Map<string, number> {
  const { columns } = table;
  switch (field) {
    case "format":
    case "camera":
    case "lens": {
      const counts = countCodes(columns[field], mask, table.codes[field].size);
      return named(counts, (code) => table.codes[field].valueOf(code));
    }
    case "type":
      return countTypes(columns.types, mask);
    case "rating":
      return named(countCodes(columns.rating, mask, 6), String, true);
    case "keyword":
    case "person":
    case "place":
      return named(countMembers(table, mask, field), (code) => table.members[field].valueOf(code));
    case "collection":
      return named(countMembers(table, mask, field), (code) =>
        table.collections.get(table.members.collection.valueOf(code) ?? 0),
      );
    case "folder":
      return countFolders(table, mask);
  }
}

/** How many rows have each code; what is below zero counts as none. */
function countCodes(column: ArrayLike<number>, mask: Mask, size: number): Float64Array {
  const counts = new Float64Array(size);
  for (let row = 0; row < mask.length; row++) {
    const code = column[row] as number;
    if (mask[row] === 1 && code >= 0) counts[code] = (counts[code] as number) + 1;
  }
  return counts;
}

/** Counted by lists, and for each list by what is in it. */
function countMembers(table: FactTable, mask: Mask, field: ListField): Float64Array {
  const lists = table.lists[field];
  const ofLists = countCodes(table.columns[field], mask, lists.size);
  const counts = new Float64Array(table.members[field].size);
  for (let list = 1; list < ofLists.length; list++) {
    const count = ofLists[list] as number;
    if (count === 0) continue;
    for (const member of lists.listOf(list)) counts[member] = (counts[member] as number) + count;
  }
  return counts;
}

function named(
  counts: Float64Array,
  nameOf: (code: number) => string | undefined,
  isWithZero = false,
): Map<string, number> {
  const byName = new Map<string, number>();
  for (let code = isWithZero ? 0 : 1; code < counts.length; code++) {
    const name = (counts[code] as number) > 0 ? nameOf(code) : undefined;
    if (name !== undefined) byName.set(name, (byName.get(name) ?? 0) + (counts[code] as number));
  }
  return byName;
}

function countTypes(types: Uint8Array, mask: Mask): Map<string, number> {
  const byBits = countCodes(types, mask, 1 << photoTypes.length);
  return new Map(
    photoTypes.flatMap((type, bit) => {
      const count = byBits.reduce((sum, each, bits) => ((bits & (1 << bit)) === 0 ? sum : sum + each), 0);
      return count === 0 ? [] : [[type, count] as const];
    }),
  );
}

/** A photo counts once for every folder around its files. */
function countFolders(table: FactTable, mask: Mask): Map<string, number> {
  const lists = table.lists.folder;
  const ofLists = countCodes(table.columns.folder, mask, lists.size);
  const foldersAround = (directory: number) =>
    table.folders.around(table.members.folder.valueOf(directory) ?? 0);
  const counts = new Map<string, number>();
  for (let list = 1; list < ofLists.length; list++) {
    const count = ofLists[list] as number;
    if (count === 0) continue;
    const directories = lists.listOf(list);
    const folders =
      directories.length === 1
        ? foldersAround(directories[0] as number)
        : new Set([...directories].flatMap(foldersAround));
    for (const folder of folders) counts.set(folder, (counts.get(folder) ?? 0) + count);
  }
  return counts;
}

function labelled(table: FactTable, field: FacetField, counts: ReadonlyMap<string, number>): KnownValue[] {
  if (field !== "folder") return [...counts].map(([value, count]) => ({ value, label: value, count }));
  const titles = table.folders.titles();
  return [...counts].map(([value, count]) => ({
    value,
    label: titles.get(value) ?? lastPartOf(value),
    count,
  }));
}

function lastPartOf(folder: string): string {
  const isOfWindows = /^([A-Za-z]:|\\\\)/.test(folder);
  const end = Math.max(folder.lastIndexOf("/"), isOfWindows ? folder.lastIndexOf("\\") : -1);
  return folder.slice(end + 1) || folder;
}

/** Ascending; and how many of the rows have no month that is known. */
export function countMonths(
  table: FactTable,
  mask: Mask,
): { months: { month: string; count: number }[]; withoutDate: number } {
  const { month } = table.columns;
  const counts = new Map<number, number>();
  let [last, lastCount] = [-1, 0];
  // Photos of a month come one after the other: a map is asked when it ends.
  for (let row = 0; row < mask.length; row++) {
    if (mask[row] !== 1) continue;
    if (month[row] !== last) {
      if (lastCount > 0) counts.set(last, (counts.get(last) ?? 0) + lastCount);
      [last, lastCount] = [month[row] as number, 0];
    }
    lastCount += 1;
  }
  if (lastCount > 0) counts.set(last, (counts.get(last) ?? 0) + lastCount);
  const known = [...counts].filter(([number]) => number >= 0).sort(([left], [right]) => left - right);
  return {
    months: known.map(([number, count]) => ({ month: monthOfNumber(number), count })),
    withoutDate: counts.get(-1) ?? 0,
  };
}

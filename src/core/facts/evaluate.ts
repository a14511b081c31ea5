import type { CatalogFilter } from "../catalog/photo-filter-sql.ts";
import { typeBitsOf } from "../catalog/photo-filter-sql.ts";
import { checkedPlace, checkedSeconds } from "../vectors/checked-bounds.ts";
import type { NumberField, OptionalField, WordField } from "../vectors/photo-filter.ts";
import { Glob } from "../words/glob.ts";
import { metersFrom } from "./distance.ts";
import { type CodeField, type FactTable, flagBits, type ListField } from "./fact-table.ts";
import { rowOf } from "./row-ids.ts";
import type { Turns } from "./turns.ts";

/** 1 for each row that is meant, 0 for others; whether its photo is there does not count. */
export type Mask = Uint8Array;

/** What columns do not hold: who has it names the photos. */
export type Elsewhere = (filter: Extract<CatalogFilter, { kind: "is" | "says" }>) => Iterable<number>;

/**
 * Which rows a filter means: a column for each of its leaves, laid over each other. What changes while it gives way is
 * seen as it was or as it is.
 * @throws QUERY_INVALID for a date or a place that is none
 */
export async function evaluate(
  table: FactTable,
  filter: CatalogFilter,
  how: { rows: number; turns: Turns; elsewhere: Elsewhere },
): Promise<Mask> {
  await how.turns.giveWay();
  switch (filter.kind) {
    case "all":
    case "any": {
      const isAll = filter.kind === "all";
      const mask = new Uint8Array(how.rows).fill(isAll ? 1 : 0);
      for (const part of filter.of) {
        const other = await evaluate(table, part, how);
        if (isAll)
          for (let row = 0; row < how.rows; row++) mask[row] = (mask[row] as number) & (other[row] as number);
        else
          for (let row = 0; row < how.rows; row++) mask[row] = (mask[row] as number) | (other[row] as number);
      }
      return mask;
    }
    case "not": {
      const mask = await evaluate(table, filter.of, how);
      for (let row = 0; row < how.rows; row++) mask[row] = (mask[row] as number) ^ 1;
      return mask;
    }
    case "oneOf":
      return ofIds(table, how.rows, filter.assetIds);
    case "says":
      return ofIds(table, how.rows, how.elsewhere(filter));
    case "is":
      if (filter.field === "sha256" || filter.field === "path")
        return ofIds(table, how.rows, how.elsewhere(filter));
      return wordMask(table, how.rows, filter.field, filter.values);
    default:
      return leafMask(table, how.rows, filter);
  }
}

type Leaf = Exclude<CatalogFilter, { kind: "all" | "any" | "not" | "oneOf" | "says" | "is" }>;

function leafMask(table: FactTable, rows: number, filter: Leaf): Mask {
  const { columns } = table;
  switch (filter.kind) {
    case "range": {
      const { from: least = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = filter;
      return rangeMask(table, rows, filter.field, least, to);
    }
    case "takenAt": {
      const first = filter.from === undefined ? Number.NEGATIVE_INFINITY : checkedSeconds(filter.from);
      const before = filter.before === undefined ? Number.POSITIVE_INFINITY : checkedSeconds(filter.before);
      const { takenAt } = columns;
      return maskOf(rows, (row) => (takenAt[row] as number) >= first && (takenAt[row] as number) < before);
    }
    case "near": {
      checkedPlace(filter);
      const metersTo = metersFrom(filter);
      const { latitude, longitude } = columns;
      // What is farther to the north or the south alone need not be measured.
      const farthest = (filter.radiusMeters / 6_371_000) * (180 / Math.PI) * 1.000001;
      return maskOf(rows, (row) => {
        const north = latitude[row] as number;
        if (!(Math.abs(north - filter.latitude) <= farthest)) return false;
        return metersTo(north, longitude[row] as number) <= filter.radiusMeters;
      });
    }
    case "has":
      return knownMask(table, rows, filter.field);
    case "isFavorite":
      return bitMask(columns.flags, rows, flagBits.isFavorite);
    case "isEdited":
      return bitMask(columns.flags, rows, flagBits.isEdited);
    case "named": {
      const glob = new Glob(filter.pattern);
      const isMeant = glob.matchesBytes.bind(glob);
      return maskOf(rows, (row) => table.names.some(row, isMeant));
    }
  }
}

function maskOf(rows: number, isMeant: (row: number) => boolean): Mask {
  const mask = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) if (isMeant(row)) mask[row] = 1;
  return mask;
}

function bitMask(column: Uint8Array, rows: number, bits: number): Mask {
  const mask = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) mask[row] = ((column[row] as number) & bits) === 0 ? 0 : 1;
  return mask;
}

/** @param meant by code */
function codeMask(column: Uint32Array, rows: number, meant: Uint8Array): Mask {
  const mask = new Uint8Array(rows);
  // Codes that came since belong to rows that changed since.
  for (let row = 0; row < rows; row++) mask[row] = meant[column[row] as number] ?? 0;
  return mask;
}

function ofIds(table: FactTable, rows: number, assetIds: Iterable<number>): Mask {
  const mask = new Uint8Array(rows);
  for (const assetId of assetIds) {
    const row = rowOf(table, assetId);
    if (row >= 0 && row < rows) mask[row] = 1;
  }
  return mask;
}

function rangeMask(table: FactTable, rows: number, field: NumberField, from: number, to: number): Mask {
  const { width, height, sizeBytes, rating } = table.columns;
  const isIn = (value: number) => value >= from && value <= to;
  switch (field) {
    case "width":
      return maskOf(rows, (row) => isIn(width[row] as number));
    case "height":
      return maskOf(rows, (row) => isIn(height[row] as number));
    case "pixels":
      return maskOf(rows, (row) => isIn((width[row] as number) * (height[row] as number)));
    case "sizeBytes":
      return maskOf(rows, (row) => isIn(sizeBytes[row] as number));
    case "rating":
      return maskOf(rows, (row) => (rating[row] as number) >= 0 && isIn(rating[row] as number));
  }
}

function wordMask(
  table: FactTable,
  rows: number,
  field: Exclude<WordField, "sha256" | "path">,
  values: readonly string[],
): Mask {
  const wanted = new Set(values);
  const ofList = (list: ListField, meant: Uint8Array) =>
    codeMask(table.columns[list], rows, table.lists[list].anyOf(meant));
  switch (field) {
    case "type":
      return bitMask(table.columns.types, rows, typeBitsOf(values));
    case "format":
    case "camera":
    case "lens":
      return codeMask(
        table.columns[field],
        rows,
        table.codes[field].meant((value) => wanted.has(value)),
      );
    case "keyword":
    case "person":
    case "place":
      return ofList(
        field,
        table.members[field].meant((value) => wanted.has(value)),
      );
    case "collection":
      return ofList(
        field,
        table.members.collection.meant((id) => wanted.has(table.collections.get(id) ?? "")),
      );
    case "collectionId":
      return ofList(
        "collection",
        table.members.collection.meant((id) => wanted.has(String(id))),
      );
    case "folder": {
      const isInside = table.folders.liesIn(wanted);
      return ofList(
        field,
        table.members.folder.meant((id) => isInside[table.folders.nodeOf(id)] === 1),
      );
    }
  }
}

function knownMask(table: FactTable, rows: number, field: OptionalField): Mask {
  const { columns } = table;
  const isCoded = (column: CodeField | ListField): Mask => {
    const codes = columns[column];
    const mask = new Uint8Array(rows);
    for (let row = 0; row < rows; row++) mask[row] = codes[row] === 0 ? 0 : 1;
    return mask;
  };
  switch (field) {
    case "takenAt":
      return bitMask(columns.flags, rows, flagBits.hasDate);
    case "title":
      return bitMask(columns.flags, rows, flagBits.hasTitle);
    case "description":
      return bitMask(columns.flags, rows, flagBits.hasDescription);
    case "rating":
      return maskOf(rows, (row) => (columns.rating[row] as number) >= 0);
    case "location":
      return maskOf(
        rows,
        (row) => !Number.isNaN(columns.latitude[row]) && !Number.isNaN(columns.longitude[row]),
      );
    case "caption":
      return bitMask(columns.flags, rows, flagBits.hasCaption);
    case "text":
      // Nothing reads words in pictures yet.
      return new Uint8Array(rows);
    default:
      return isCoded(field);
  }
}

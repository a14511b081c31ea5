import { checkedPlace, checkedSeconds } from "../vectors/checked-bounds.ts";
import {
  type NumberField,
  type OptionalField,
  type PhotoFilter,
  photoTypes,
  type WordField,
} from "../vectors/photo-filter.ts";
import type { OwnFilter } from "../vectors/query-filter.ts";
import { phraseExpressionOf } from "../words/phrase.ts";
import { shownCaptionSql } from "./captions.ts";

/**
 * A filter as the catalog takes it. Which disks are away and which copies are yet to be reviewed others know: they name
 * the photos.
 */
export type CatalogFilter =
  | { kind: "all"; of: readonly CatalogFilter[] }
  | { kind: "any"; of: readonly CatalogFilter[] }
  | { kind: "not"; of: CatalogFilter }
  | Exclude<PhotoFilter, { kind: "all" | "any" | "not" }>
  | Exclude<OwnFilter, { kind: "isOffline" | "isDuplicate" }>
  | { kind: "oneOf"; assetIds: readonly number[] };

/** A condition on `assets a`, 0 or 1 and never NULL, with what is bound to its question marks. */
export interface SqlCondition {
  sql: string;
  parameters: (string | number | Buffer)[];
}

/** What a person or a copy gave stands before what the file says. */
const own = (field: string, path = "$") =>
  `(SELECT json_extract(value, '${path}') FROM own_values o WHERE o.sha256 = a.sha256 AND o.field = '${field}')`;

const takenAt = `coalesce(${own("takenAt")}, a.taken_at)`;
const latitude = `coalesce(${own("location", "$.latitude")}, a.latitude)`;
const longitude = `coalesce(${own("location", "$.longitude")}, a.longitude)`;
const camera = "camera_name(a.camera)";
const lens = "json_extract(a.camera, '$.lens')";

const keywords = `
  SELECT value FROM json_each(coalesce(
    (SELECT value FROM own_values o WHERE o.sha256 = a.sha256 AND o.field = 'keywords'), a.keywords))`;
const people = "SELECT name FROM asset_people p WHERE p.asset_id = a.asset_id AND name IS NOT NULL";
const collections = `
  SELECT name COLLATE BINARY FROM collection_members m JOIN collections USING (collection_id) WHERE m.sha256 = a.sha256`;
/** Found from the members on, however many photos there are. */
const isInOneOf = `a.sha256 IN (SELECT sha256 FROM collection_members
  WHERE collection_id IN (SELECT CAST(value AS INTEGER) FROM json_each(?)))`;
const places = "SELECT name FROM asset_places n WHERE n.asset_id = a.asset_id";

/** Of the files that are there, as they are shown. */
const namesSql = (shownName: string) =>
  `SELECT ${shownName} AS name FROM files f WHERE f.asset_id = a.asset_id AND f.is_present = 1`;
const software = "(SELECT software FROM signatures g WHERE g.asset_id = a.asset_id)";
const hasPart = (kind: string) => `EXISTS (SELECT 1 FROM files f JOIN files p ON p.part_of = f.file_id
  WHERE f.asset_id = a.asset_id AND f.is_present = 1 AND p.part_kind = '${kind}' AND p.is_present = 1)`;

/** A path that is not UTF-8 is a BLOB, and shown with its stray bytes spelt out. */
const shown = (column: string) =>
  `(CASE typeof(${column}) WHEN 'blob' THEN shown_path(${column}) ELSE ${column} END)`;

const names = namesSql(shown("f.name"));

/** Bits in the order of `photoTypes`. */
export const typeBitsSql = `photo_types(a.format, a.width, a.height, a.is_animated, ${hasPart("raw")},
  a.embedded_video_bytes IS NOT NULL OR ${hasPart("video")}, ${camera} <> '', ${software},
  (SELECT json_group_array(name) FROM (${names})))`;
export const isEditedSql = `is_edited((SELECT json_group_array(name) FROM (${names})), ${software},
  EXISTS (SELECT 1 FROM files f JOIN shared_sidecars c ON c.lead_id = f.file_id
    WHERE f.asset_id = a.asset_id AND f.is_present = 1))`;

/** Every folder with files, as `pathOf` spells it. */
const foldersSql = `
  SELECT directory_id, CASE WHEN base || directory = '' THEN '/' ELSE base || directory END AS folder FROM (
    SELECT directory_id, CASE WHEN root LIKE '%/' THEN substr(root, 1, length(root) - 1) ELSE root END AS base,
      CASE directory WHEN '' THEN '' ELSE '/' || directory END AS directory
    FROM (SELECT directory_id, ${shown("coalesce(r.last_path, r.path)")} AS root, ${shown("d.path")} AS directory
      FROM directories d JOIN roots r USING (root_id)))`;

/** Windows knows two separators, others one: there a backslash is part of a name. */
const liesIn = `(d.folder = v.value OR v.value = '/' AND d.folder LIKE '/%'
  OR substr(d.folder, 1, length(v.value) + 1) = v.value || '/'
  OR (d.folder GLOB '[A-Za-z]:*' OR d.folder GLOB '\\\\*') AND substr(d.folder, 1, length(v.value) + 1) = v.value || '\\')`;

const inFolderSql = `
  a.asset_id IN (SELECT f.asset_id FROM json_each(?) v CROSS JOIN (${foldersSql}) d CROSS JOIN files f
    WHERE ${liesIn} AND f.directory_id = d.directory_id AND f.is_present = 1 AND f.asset_id IS NOT NULL)`;

const atPathSql = `
  a.asset_id IN (SELECT f.asset_id FROM json_each(?) v CROSS JOIN (${foldersSql}) d CROSS JOIN files f
    WHERE d.folder = v.value ->> 'folder' AND f.directory_id = d.directory_id
      AND ${shown("f.name")} = v.value ->> 'name' AND f.is_present = 1 AND f.asset_id IS NOT NULL)`;

const numbers: Record<NumberField, string> = {
  width: "a.width",
  height: "a.height",
  pixels: "a.width * a.height",
  sizeBytes: "a.size_bytes",
  rating: `coalesce(${own("rating")}, a.rating)`,
};

const isKnown: Record<OptionalField, string> = {
  takenAt: `${takenAt} IS NOT NULL`,
  camera: `${camera} <> ''`,
  lens: `${lens} IS NOT NULL`,
  rating: `${numbers.rating} IS NOT NULL`,
  keyword: `EXISTS (${keywords})`,
  person: `EXISTS (${people})`,
  title: `coalesce(${own("title")}, a.title) IS NOT NULL`,
  description: `coalesce(${own("description")}, a.description) IS NOT NULL`,
  caption: `${shownCaptionSql} IS NOT NULL`,
  // Nothing reads words in pictures yet.
  text: "false",
  location: `${latitude} IS NOT NULL AND ${longitude} IS NOT NULL`,
  place: `EXISTS (${places})`,
  collection: `EXISTS (${collections})`,
};

/** Of a date as `contract/base.ts` has it: seconds since 1970 on the clock on the wall; "Z" is shown by the clock here. */
const wallClockSql = `(SELECT CASE
  WHEN date LIKE '%Z' THEN unixepoch(date, 'localtime')
  WHEN length(date) = 4 THEN unixepoch(date || '-01-01')
  WHEN length(date) = 7 THEN unixepoch(date || '-01')
  WHEN substr(date, 17, 1) = ':' THEN unixepoch(substr(date, 1, 19))
  ELSE unixepoch(substr(date, 1, 16)) END FROM (SELECT ${takenAt} AS date))`;

/** The haversine formula, in metres. */
const distanceSql = `(SELECT 2 * 6371000.0 * asin(min(1.0, sqrt(
    pow(sin(radians(latitude - near_latitude) / 2), 2) + cos(radians(near_latitude)) * cos(radians(latitude))
      * pow(sin(radians(longitude - near_longitude) / 2), 2))))
  FROM (SELECT ${latitude} AS latitude, ${longitude} AS longitude, ? AS near_latitude, ? AS near_longitude))`;

/**
 * Which rows of `assets a` a filter means. Values are bound, never written into the text.
 * @throws QUERY_INVALID for a date or a place that is none
 */
export function photoFilterSql(filter: CatalogFilter): SqlCondition {
  switch (filter.kind) {
    case "all":
      return joined(filter.of, "AND", "true");
    case "any":
      return joined(filter.of, "OR", "false");
    case "not": {
      const { sql, parameters } = photoFilterSql(filter.of);
      return { sql: `NOT (${sql})`, parameters };
    }
    case "is":
      return wordCondition(filter.field, filter.values);
    case "range":
      return between(numbers[filter.field], filter.from, filter.to, "<=");
    case "takenAt": {
      const [from, before] = [filter.from, filter.before].map((date) =>
        date === undefined ? undefined : checkedSeconds(date),
      );
      return between(wallClockSql, from, before, "<");
    }
    case "near": {
      checkedPlace(filter);
      const { latitude, longitude, radiusMeters } = filter;
      return certain(`${distanceSql} <= ?`, [latitude, longitude, radiusMeters]);
    }
    case "has":
      return certain(isKnown[filter.field], []);
    case "isFavorite":
      return certain("a.is_favorite = 1", []);
    case "named":
      return {
        sql: `EXISTS (SELECT 1 FROM (${names}) WHERE glob_matches(?, name))`,
        parameters: [filter.pattern],
      };
    case "says": {
      const expression = phraseExpressionOf(filter.phrase, filter.signals);
      if (expression === undefined) return { sql: "false", parameters: [] };
      const sql = "a.asset_id IN (SELECT rowid FROM asset_words WHERE asset_words MATCH ?)";
      return { sql, parameters: [expression] };
    }
    case "isEdited":
      return certain(isEditedSql, []);
    case "oneOf":
      return {
        sql: "a.asset_id IN (SELECT value FROM json_each(?))",
        parameters: [JSON.stringify(filter.assetIds)],
      };
  }
}

/** What is not known is not meant, also under a "not". */
function certain(sql: string, parameters: SqlCondition["parameters"]): SqlCondition {
  return { sql: `coalesce(${sql}, 0)`, parameters };
}

/** SQLite takes trees 1,000 levels deep, and a row of a thousand conditions as one so deep: halves of halves are not. */
function joined(filters: readonly CatalogFilter[], by: "AND" | "OR", ofNone: string): SqlCondition {
  const [only] = filters;
  if (!only) return { sql: ofNone, parameters: [] };
  if (filters.length === 1) return photoFilterSql(only);
  const middle = filters.length >> 1;
  const [left, right] = [filters.slice(0, middle), filters.slice(middle)].map((half) =>
    joined(half, by, ofNone),
  );
  return {
    sql: `(${left?.sql}) ${by} (${right?.sql})`,
    parameters: [...(left?.parameters ?? []), ...(right?.parameters ?? [])],
  };
}

function between(
  value: string,
  from: number | undefined,
  to: number | undefined,
  upper: "<" | "<=",
): SqlCondition {
  const bounds = [
    from === undefined ? "" : " AND value >= ?",
    to === undefined ? "" : ` AND value ${upper} ?`,
  ];
  const sql = `(SELECT value IS NOT NULL${bounds.join("")} FROM (SELECT ${value} AS value))`;
  return certain(
    sql,
    [from, to].filter((bound) => bound !== undefined),
  );
}

function wordCondition(field: WordField, values: readonly string[]): SqlCondition {
  const list = JSON.stringify(values);
  const isOne = (value: string) => certain(`${value} IN (SELECT value FROM json_each(?))`, [list]);
  const hasOne = (having: string) =>
    certain(`EXISTS (${having} INTERSECT SELECT value FROM json_each(?))`, [list]);
  switch (field) {
    case "sha256":
      return certain("a.sha256 IN (SELECT unhex(value) FROM json_each(?))", [
        JSON.stringify(values.filter((value) => /^[0-9a-f]{64}$/.test(value))),
      ]);
    case "path":
      return { sql: atPathSql, parameters: [JSON.stringify(values.map(partsOfPath))] };
    case "folder":
      return { sql: inFolderSql, parameters: [list] };
    case "format":
      return isOne("a.format");
    case "type":
      return certain(`(${typeBitsSql} & ?) <> 0`, [typeBitsOf(values)]);
    case "camera":
      return isOne(camera);
    case "lens":
      return isOne(lens);
    case "keyword":
      return hasOne(keywords);
    case "person":
      return hasOne(people);
    case "place":
      return hasOne(places);
    case "collection":
      return hasOne(collections);
    case "collectionId":
      return {
        sql: isInOneOf,
        parameters: [JSON.stringify(values.filter((value) => /^[1-9]\d{0,14}$/.test(value)))],
      };
  }
}

function partsOfPath(path: string): { folder: string; name: string } {
  const end = path.lastIndexOf("/");
  return { folder: path.slice(0, end) || "/", name: path.slice(end + 1) };
}

/** Bits in the order of `photoTypes`. */
export function typeBitsOf(types: readonly string[]): number {
  return photoTypes.reduce((bits, type, index) => (types.includes(type) ? bits | (1 << index) : bits), 0);
}

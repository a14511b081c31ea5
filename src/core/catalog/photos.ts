import type Database from "better-sqlite3";
import type { TakenAtSource } from "../../contract/photos.ts";
import type { PictureFormat } from "../imaging/format.ts";
import type { PartKind } from "./directories.ts";
import { type LocationColumns, locationColumns, locationJoins, pathOf } from "./path-columns.ts";

/** Columns of many photos, each in the timeline's order. */
export interface TimelineColumns {
  assetIds: number[];
  takenAtMinutes: number[];
  /** Width / height x 1000. */
  aspectRatios: number[];
  /** ThumbHashes in hexadecimal, separated by commas. */
  placeholders: string;
}

/** A photo dated "1985-07" or "1985". */
export interface CoarseDate {
  assetId: number;
  isYear: number;
}

export interface PhotoRow {
  asset_id: number;
  sha256: Buffer;
  format: PictureFormat;
  width: number;
  height: number;
  taken_at: string | null;
  taken_at_source: TakenAtSource | null;
  camera: string;
  latitude: number | null;
  longitude: number | null;
  placeholder: Buffer | null;
  is_animated: number;
  pixel_source: "full" | "embedded-thumbnail" | "embedded-preview";
  rating: number | null;
  title: string | null;
  description: string | null;
  keywords: string;
  oddities: string;
  pixel_oddities: string;
  embedded_video_bytes: number | null;
  is_favorite: number;
  is_rejected: number;
}

/** A file that belongs to a photo without being it. */
export interface PhotoPart {
  path: string;
  kind: PartKind;
  sizeBytes: number;
}

export interface PhotoFile {
  path: string;
  rootId: number;
  sizeBytes: number;
  modifiedAt: number;
  /** Nothing is known that speaks against it: it was not found changed, and waits for no reading. */
  isAsIndexed: boolean;
}

interface PhotoFileRow extends LocationColumns {
  root_id: number;
  is_as_indexed: number;
  size_bytes: number;
  modified_at: number;
}

/**
 * SQLite gathers the columns itself: four values cross into JavaScript instead of half a million, which takes a
 * quarter of the time of a row for each of 100,000 photos.
 */
function timelineSql(condition: string): string {
  return `
    SELECT json_group_array(asset_id), json_group_array(taken_at_minutes),
      json_group_array(width * 1000 / height), group_concat(coalesce(hex(placeholder), ''), ',')
    FROM (SELECT asset_id, taken_at_minutes, width, height, placeholder FROM assets
      WHERE present_files > 0 AND ${condition} ORDER BY taken_at_minutes DESC, asset_id DESC)`;
}

type TimelineRow = [
  assetIds: string,
  takenAtMinutes: string,
  aspectRatios: string,
  placeholders: string | null,
];

function toColumns(row: TimelineRow | undefined): TimelineColumns {
  const [assetIds, takenAtMinutes, aspectRatios, placeholders] = row ?? ["[]", "[]", "[]", null];
  return {
    assetIds: JSON.parse(assetIds),
    takenAtMinutes: JSON.parse(takenAtMinutes),
    aspectRatios: JSON.parse(aspectRatios),
    placeholders: placeholders ?? "",
  };
}

const filesSql = `
  SELECT r.root_id, f.size_bytes, f.modified_at,
    f.outcome <> 'pending' AND (f.code IS NULL OR f.unseen_since IS NOT NULL) AS is_as_indexed, ${locationColumns}
  FROM files f ${locationJoins}
  WHERE f.asset_id = ? AND f.is_present = 1
  ORDER BY f.outcome = 'duplicate', f.file_id`;

const partsSql = `
  SELECT f.part_kind, f.size_bytes, ${locationColumns}
  FROM files f ${locationJoins}
  WHERE f.part_of IN (SELECT file_id FROM files WHERE asset_id = ? AND is_present = 1) AND f.is_present = 1
  ORDER BY f.part_kind, f.file_id`;

/** Reading photos for the eye: those with at least one file that is there. */
export function photosRepository(database: Database.Database) {
  const all = database.prepare<[], TimelineRow>(timelineSql("true")).raw();
  const since = database.prepare<[number], TimelineRow>(timelineSql("revision > ?")).raw();
  // One that took its date over from a copy is shown with that.
  const coarse = database.prepare<[number], CoarseDate>(
    `SELECT asset_id AS assetId, length(taken_at) = 4 AS isYear FROM assets a
     WHERE length(taken_at) < 8 AND present_files > 0 AND revision > ? AND NOT EXISTS (
       SELECT 1 FROM own_values o WHERE o.sha256 = a.sha256 AND o.field = 'takenAt') ORDER BY asset_id`,
  );
  const goneSince = database
    .prepare<[number, number], number>(
      `SELECT asset_id FROM assets WHERE revision > ? AND present_files = 0
       UNION ALL SELECT asset_id FROM removed_assets WHERE revision > ?`,
    )
    .pluck();
  const changedSince = database
    .prepare<[number, number], number>(
      `SELECT asset_id FROM assets WHERE revision > ?
       UNION ALL SELECT asset_id FROM removed_assets WHERE revision > ?`,
    )
    .pluck();
  const lastRevision = database
    .prepare<[], number>(
      `SELECT max(coalesce((SELECT max(revision) FROM assets), 0),
         coalesce((SELECT max(revision) FROM removed_assets), 0))`,
    )
    .pluck();
  const yearAt = (direction: "ASC" | "DESC") =>
    database
      .prepare<[], number>(
        `SELECT CAST(strftime('%Y', taken_at_minutes * 60, 'unixepoch') AS INTEGER) FROM assets
         WHERE present_files > 0 ORDER BY taken_at_minutes ${direction} LIMIT 1`,
      )
      .pluck();
  const firstYear = yearAt("ASC");
  const lastYear = yearAt("DESC");
  const onlyIn = database
    .prepare<[string], number>(
      `SELECT a.asset_id FROM assets a WHERE a.present_files > 0 AND NOT EXISTS (
         SELECT 1 FROM files f JOIN directories d USING (directory_id)
         WHERE f.asset_id = a.asset_id AND f.is_present = 1
           AND d.root_id NOT IN (SELECT value FROM json_each(?))) ORDER BY a.asset_id`,
    )
    .pluck();
  const one = database.prepare<[number], PhotoRow>("SELECT * FROM assets WHERE asset_id = ?");
  const files = database.prepare<[number], PhotoFileRow>(filesSql);
  const parts = database.prepare<[number], LocationColumns & { part_kind: PartKind; size_bytes: number }>(
    partsSql,
  );

  return {
    timeline: (): TimelineColumns => toColumns(all.get()),
    timelineSince: (revision: number): TimelineColumns => toColumns(since.get(revision)),
    /** Photos of which no more than the month or the year is known; of all, or of those that changed since. */
    coarseDates: (since = -1): CoarseDate[] => coarse.all(since),
    removedSince: (revision: number): number[] => goneSince.all(revision, revision),
    /** Contents that came, went or changed since then, removed ones too. */
    changedSince: (revision: number): number[] => changedSince.all(revision, revision),
    /** Of the oldest and the newest photo in the timeline; undefined where there is none. */
    years(): { first: number; last: number } | undefined {
      const [first, last] = [firstYear.get(), lastYear.get()];
      return first === undefined || last === undefined ? undefined : { first, last };
    },
    /** Photos that lie in these roots and no others, ascending. */
    onlyIn: (rootIds: readonly number[]): number[] => onlyIn.all(JSON.stringify(rootIds)),
    /** The highest revision that any asset has. */
    revision: (): number => lastRevision.get() ?? 0,
    get: (assetId: number): PhotoRow | undefined => one.get(assetId),
    /** Live video, RAW file and sidecars of a photo. */
    partsOf: (assetId: number): PhotoPart[] =>
      parts
        .all(assetId)
        .map((row) => ({ path: pathOf(row), kind: row.part_kind, sizeBytes: row.size_bytes })),
    /** The files that hold this content, the one to show first. */
    filesOf(assetId: number): PhotoFile[] {
      return files.all(assetId).map((row) => ({
        path: pathOf(row),
        rootId: row.root_id,
        sizeBytes: row.size_bytes,
        modifiedAt: row.modified_at,
        isAsIndexed: row.is_as_indexed === 1,
      }));
    },
  };
}

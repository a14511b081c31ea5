import type Database from "better-sqlite3";
import { pathFromSystem } from "../files/path-bytes.ts";
import { type LocationColumns, locationColumns, locationJoins, pathOf } from "./path-columns.ts";

/** assetId, takenAtMinutes, width, height, placeholder */
export type TimelineRow = [number, number, number, number, Buffer | null];

export interface PhotoRow {
  asset_id: number;
  sha256: Buffer;
  format: string;
  width: number;
  height: number;
  taken_at: string | null;
  taken_at_source: "exif" | "file" | null;
  camera: string;
  latitude: number | null;
  longitude: number | null;
  placeholder: Buffer | null;
}

export interface PhotoFile {
  path: string;
  rootId: number;
  rootPath: string;
  sizeBytes: number;
  modifiedAt: number;
}

interface PhotoFileRow extends LocationColumns {
  root_id: number;
  size_bytes: number;
  modified_at: number;
}

const timelineColumns = "asset_id, taken_at_minutes, width, height, placeholder";

const filesSql = `
  SELECT r.root_id, f.size_bytes, f.modified_at, ${locationColumns}
  FROM files f ${locationJoins}
  WHERE f.asset_id = ? AND f.is_present = 1
  ORDER BY f.outcome = 'duplicate', f.file_id`;

/** Reading photos for the eye: those with at least one file that is there. */
export function photosRepository(database: Database.Database) {
  const all = database
    .prepare<[], TimelineRow>(
      `SELECT ${timelineColumns} FROM assets WHERE present_files > 0 ORDER BY taken_at_minutes DESC, asset_id DESC`,
    )
    .raw();
  const since = database
    .prepare<[number], TimelineRow>(
      `SELECT ${timelineColumns} FROM assets WHERE revision > ? AND present_files > 0
       ORDER BY taken_at_minutes DESC, asset_id DESC`,
    )
    .raw();
  const goneSince = database
    .prepare<[number], number>("SELECT asset_id FROM assets WHERE revision > ? AND present_files = 0")
    .pluck();
  const revision = database.prepare<[], number>("SELECT coalesce(max(revision), 0) FROM assets").pluck();
  const one = database.prepare<[number], PhotoRow>("SELECT * FROM assets WHERE asset_id = ?");
  const files = database.prepare<[number], PhotoFileRow>(filesSql);

  return {
    timeline: (): TimelineRow[] => all.all(),
    timelineSince: (since_: number): TimelineRow[] => since.all(since_),
    removedSince: (since_: number): number[] => goneSince.all(since_),
    /** The highest revision that any asset has. */
    revision: (): number => revision.get() ?? 0,
    get: (assetId: number): PhotoRow | undefined => one.get(assetId),
    /** The files that hold this content, the one to show first. */
    filesOf(assetId: number): PhotoFile[] {
      return files.all(assetId).map((row) => ({
        path: pathOf(row),
        rootId: row.root_id,
        rootPath: pathFromSystem(row.root),
        sizeBytes: row.size_bytes,
        modifiedAt: row.modified_at,
      }));
    },
  };
}

export type PhotosRepository = ReturnType<typeof photosRepository>;

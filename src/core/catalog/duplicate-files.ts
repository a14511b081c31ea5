import type Database from "better-sqlite3";
import type { Camera, TakenAtSource } from "../../contract/photos.ts";
import { pathFromSystem } from "../files/path-bytes.ts";
import { type LocationColumns, locationColumns, locationJoins, pathOf } from "./path-columns.ts";

/** One content as duplicates are reviewed by. */
export interface ReviewedAsset {
  assetId: number;
  sha256: string;
  format: string;
  width: number;
  height: number;
  sizeBytes: number;
  takenAt: string | null;
  takenAtSource: TakenAtSource | null;
  camera: Camera;
  latitude: number | null;
  longitude: number | null;
  jpegQuality: number | null;
  software: string | null;
  /** 1 to 5 stars; 0 or null for none. */
  rating: number | null;
  title: string | null;
  description: string | null;
  /** As the catalog keeps them: a JSON array of strings. */
  keywords: string;
}

export interface ReviewedFile {
  fileId: number;
  path: string;
  rootId: number;
  rootPath: string;
  sizeBytes: number;
  modifiedAt: number;
}

/** What sorting and grouping need of every content that is there. */
export interface AssetKey {
  assetId: number;
  /** Hexadecimal. */
  sha256: string;
  takenAtMinutes: number;
  sizeBytes: number;
  presentFiles: number;
  pixels: number;
  hasCameraDate: boolean;
}

const assetSql = `
  SELECT a.asset_id AS assetId, lower(hex(a.sha256)) AS sha256, a.format, a.width, a.height,
    a.size_bytes AS sizeBytes, a.taken_at AS takenAt, a.taken_at_source AS takenAtSource, a.camera, a.latitude,
    a.longitude, a.rating, a.title, a.description, a.keywords, s.jpeg_quality AS jpegQuality, s.software
  FROM assets a LEFT JOIN signatures s USING (asset_id) WHERE a.asset_id = ?`;

const keysSql = `
  SELECT asset_id, lower(hex(sha256)), taken_at_minutes, size_bytes, present_files, width * height,
    taken_at_source IS 'exif' AND instr(taken_at, 'T') > 0
  FROM assets WHERE present_files > 0 AND sha256 IS NOT NULL`;

/** Contents and files as the review of duplicates looks at them. */
export function duplicateFilesRepository(database: Database.Database) {
  const asset = database.prepare<[number], Omit<ReviewedAsset, "camera"> & { camera: string }>(assetSql);
  const keys = database.prepare<[], [number, string, number, number, number, number, number]>(keysSql).raw();
  const files = database.prepare<
    [number],
    LocationColumns & { file_id: number; root_id: number; size_bytes: number; modified_at: number }
  >(
    `SELECT f.file_id, r.root_id, f.size_bytes, f.modified_at, ${locationColumns} FROM files f ${locationJoins}
     WHERE f.asset_id = ? AND f.is_present = 1 ORDER BY f.outcome = 'duplicate', f.file_id`,
  );

  return {
    asset(assetId: number): ReviewedAsset | undefined {
      const row = asset.get(assetId);
      return row && { ...row, camera: JSON.parse(row.camera) as Camera };
    },
    /** Files that hold this content and were there when last seen. */
    filesOf(assetId: number): ReviewedFile[] {
      return files.all(assetId).map((row) => ({
        fileId: row.file_id,
        path: pathOf(row),
        rootId: row.root_id,
        rootPath: pathFromSystem(row.root),
        sizeBytes: row.size_bytes,
        modifiedAt: row.modified_at,
      }));
    },
    keys(): AssetKey[] {
      return keys
        .all()
        .map(([assetId, sha256, takenAtMinutes, sizeBytes, presentFiles, pixels, hasCameraDate]) => ({
          assetId,
          sha256,
          takenAtMinutes,
          sizeBytes,
          presentFiles,
          pixels,
          hasCameraDate: hasCameraDate === 1,
        }));
    },
  };
}

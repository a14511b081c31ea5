import type Database from "better-sqlite3";
import type { Camera, TakenAtSource } from "../../contract/photos.ts";
import { pathFromSystem, pathToSystem } from "../files/path-bytes.ts";
import {
  type LocationColumns,
  locationColumns,
  locationJoins,
  type PathColumn,
  pathOf,
} from "./path-columns.ts";

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
  /** Of a motion photo: the moving part, inside the file. */
  embeddedVideoBytes: number | null;
  /** 1 where faces are marked in it. */
  hasFaces: number;
}

export interface ReviewedFile {
  fileId: number;
  path: string;
  rootId: number;
  rootPath: string;
  /** Where it lies; files of one folder have the same. */
  directoryId: number;
  name: string;
  /** Two files with the same are one file with two names, where they lie on one disk. */
  inode: number;
  /** What tells the disk of its root from others; the root itself where the system tells nothing. */
  diskId: string;
  /** It is a part of the picture beside it. */
  isPart: boolean;
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
    a.longitude, a.rating, a.title, a.description, a.keywords,
    a.embedded_video_bytes AS embeddedVideoBytes,
    EXISTS (SELECT 1 FROM asset_people p WHERE p.asset_id = a.asset_id AND p.region IS NOT NULL) AS hasFaces,
    s.jpeg_quality AS jpegQuality, s.software
  FROM assets a LEFT JOIN signatures s USING (asset_id) WHERE a.asset_id = ?`;

const keysSql = `
  SELECT asset_id, lower(hex(sha256)), taken_at_minutes, size_bytes, present_files, width * height,
    taken_at_source IS 'exif' AND instr(taken_at, 'T') > 0
  FROM assets WHERE present_files > 0 AND sha256 IS NOT NULL`;

interface FileRow extends LocationColumns {
  file_id: number;
  root_id: number;
  directory_id: number;
  inode: number;
  disk_id: string;
  is_part: number;
  size_bytes: number;
  modified_at: number;
}

/** A part whose picture is gone or could not be read is a photo of its own. */
const filesSql = `
  SELECT f.file_id, r.root_id, f.directory_id, f.inode, coalesce(r.volume_id, 'root ' || r.root_id) AS disk_id,
    l.file_id IS NOT NULL AS is_part, f.size_bytes, f.modified_at, ${locationColumns}
  FROM files f ${locationJoins}
  LEFT JOIN files l ON l.file_id = f.part_of AND l.is_present = 1 AND l.asset_id IS NOT NULL
    AND l.asset_id <> f.asset_id
  WHERE f.asset_id = ? AND f.is_present = 1 ORDER BY f.outcome = 'duplicate', f.file_id`;

/** Contents and files as the review of duplicates looks at them. */
export function duplicateFilesRepository(database: Database.Database) {
  const asset = database.prepare<[number], Omit<ReviewedAsset, "camera"> & { camera: string }>(assetSql);
  const keys = database.prepare<[], [number, string, number, number, number, number, number]>(keysSql).raw();
  const files = database.prepare<[number], FileRow>(filesSql);
  const names = database
    .prepare<[number], PathColumn>("SELECT name FROM files WHERE directory_id = ? AND is_present = 1")
    .pluck();
  const beside = database
    .prepare<[number, PathColumn], number>(
      `SELECT file_id FROM files
       WHERE directory_id = (SELECT directory_id FROM files WHERE file_id = ?) AND name = ?`,
    )
    .pluck();

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
        directoryId: row.directory_id,
        name: pathFromSystem(row.name),
        inode: row.inode,
        diskId: row.disk_id,
        isPart: row.is_part === 1,
        sizeBytes: row.size_bytes,
        modifiedAt: row.modified_at,
      }));
    },
    /** All that was in a folder when last seen, whatever became of it. */
    namesIn: (directoryId: number): string[] => names.all(directoryId).map(pathFromSystem),
    /** A file by its name, in the folder of another one; undefined for one that was left out. */
    besideOf: (fileId: number, name: string): number | undefined => beside.get(fileId, pathToSystem(name)),
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

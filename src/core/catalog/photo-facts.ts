import type Database from "better-sqlite3";
import { cameraNameOf } from "../../contract/camera-name.ts";
import type { Camera } from "../../contract/photos.ts";
import { pathForDisplay } from "../files/path-bytes.ts";
import type { FactFile, PhotoFacts } from "../vectors/photo-facts.ts";
import { photoTypes } from "../vectors/photo-filter.ts";
import { shownCaptionSql } from "./captions.ts";
import type { OwnValues } from "./own-values.ts";
import { type LocationColumns, locationColumns, locationJoins, pathOf } from "./path-columns.ts";
import { typeBitsSql } from "./photo-filter-sql.ts";
import type { PhotoRow } from "./photos.ts";

type FileRow = LocationColumns & { is_present: number };

/** What is known of photos, all in one: what filters ask for and what a vector database is told. */
export function photoFactsRepository(database: Database.Database) {
  const byContent = database.prepare<[Uint8Array], PhotoRow & { size_bytes: number; type_bits: number }>(
    `SELECT *, ${typeBitsSql} AS type_bits FROM assets a WHERE sha256 = ? AND present_files > 0`,
  );
  const files = database.prepare<[number], FileRow>(
    `SELECT f.is_present, ${locationColumns} FROM files f ${locationJoins} WHERE f.asset_id = ?
     ORDER BY f.is_present DESC, f.outcome = 'duplicate', f.file_id`,
  );
  const people = database
    .prepare<[number], string>(
      "SELECT DISTINCT name FROM asset_people WHERE asset_id = ? AND name IS NOT NULL ORDER BY position",
    )
    .pluck();
  const places = database
    .prepare<[number], string>("SELECT name FROM asset_places WHERE asset_id = ? ORDER BY position")
    .pluck();
  const caption = database
    .prepare<[number], string | null>(`SELECT ${shownCaptionSql} FROM assets a WHERE asset_id = ?`)
    .pluck();
  const own = database.prepare<[Uint8Array], { field: string; value: string }>(
    "SELECT field, value FROM own_values WHERE sha256 = ?",
  );
  const collections = database.prepare<[Uint8Array], { id: number; name: string }>(
    `SELECT collection_id AS id, name FROM collection_members JOIN collections USING (collection_id)
     WHERE sha256 = ? ORDER BY collection_id`,
  );

  return {
    /** undefined for a content that is no photo of the library now. @param sha256 the 32 bytes */
    of(sha256: Uint8Array): PhotoFacts | undefined {
      const row = byContent.get(sha256);
      if (!row) return undefined;
      const said: OwnValues = Object.fromEntries(
        own.all(sha256).map(({ field, value }) => [field, JSON.parse(value)]),
      );
      const camera = JSON.parse(row.camera) as Camera;
      const { latitude, longitude } = row;
      return {
        sha256: row.sha256.toString("hex"),
        files: files.all(row.asset_id).map(fileOf),
        format: row.format,
        width: row.width,
        height: row.height,
        sizeBytes: row.size_bytes,
        types: photoTypes.filter((_, index) => (row.type_bits & (1 << index)) !== 0),
        takenAt: said.takenAt ?? row.taken_at,
        camera: cameraNameOf(camera) || null,
        lens: camera.lens ?? null,
        rating: said.rating ?? row.rating,
        isFavorite: row.is_favorite === 1,
        keywords: said.keywords ?? (JSON.parse(row.keywords) as string[]),
        people: people.all(row.asset_id),
        title: said.title ?? row.title,
        description: said.description ?? row.description,
        caption: caption.get(row.asset_id) ?? null,
        text: null,
        location: said.location ?? (latitude === null || longitude === null ? null : { latitude, longitude }),
        places: places.all(row.asset_id),
        collections: collections.all(sha256),
      };
    },
  };
}

function fileOf(row: FileRow): FactFile {
  const path = pathForDisplay(pathOf(row));
  return { path, folder: folderOf(path), isPresent: row.is_present === 1 };
}

/** Without a slash at its end, but for the root of the file system. */
function folderOf(path: string): string {
  const end = Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\"));
  return end <= 0 ? path.slice(0, 1) : path.slice(0, end);
}

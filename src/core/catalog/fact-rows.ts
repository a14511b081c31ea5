import type Database from "better-sqlite3";
import type { Camera } from "../../contract/photos.ts";
import { pathForDisplay, pathFromSystem } from "../files/path-bytes.ts";
import { shownCaptionSql } from "./captions.ts";
import type { OwnValues } from "./own-values.ts";
import { type LocationColumns, type PathColumn, pathOf } from "./path-columns.ts";

/** What is known of one content, as columns hold it. Of a content of which nothing is there hardly anything counts. */
export interface FactRow {
  assetId: number;
  isPresent: boolean;
  format: string;
  width: number;
  height: number;
  sizeBytes: number;
  takenAt: string | null;
  camera: Camera;
  latitude: number | null;
  longitude: number | null;
  rating: number | null;
  isFavorite: boolean;
  isAnimated: boolean;
  hasTitle: boolean;
  hasDescription: boolean;
  hasCaption: boolean;
  hasRawPart: boolean;
  hasVideo: boolean;
  sharesSidecar: boolean;
  software: string | null;
  keywords: readonly string[];
  people: readonly string[];
  places: readonly string[];
  collectionIds: readonly number[];
  /** Of files that are there: the one to show first. */
  directoryIds: readonly number[];
  names: readonly string[];
}

/** A folder with files, as it is shown. */
export interface FolderRow {
  directoryId: number;
  path: string;
  /** The title of the album that it is. */
  title: string | null;
}

const given = "json_each(?) g CROSS JOIN";

const assetsSql = `
  SELECT a.asset_id, a.present_files > 0, a.format, a.width, a.height, a.size_bytes, a.taken_at, a.camera,
    a.latitude, a.longitude, a.rating, a.is_favorite, a.is_animated, a.title IS NOT NULL, a.description IS NOT NULL,
    a.embedded_video_bytes IS NOT NULL, a.keywords, s.software
  FROM ${given} assets a ON a.asset_id = g.value LEFT JOIN signatures s ON s.asset_id = a.asset_id`;

type AssetTuple = [
  assetId: number,
  isPresent: number,
  format: string,
  width: number,
  height: number,
  sizeBytes: number,
  takenAt: string | null,
  camera: string,
  latitude: number | null,
  longitude: number | null,
  rating: number | null,
  isFavorite: number,
  isAnimated: number,
  hasTitle: number,
  hasDescription: number,
  hasVideo: number,
  keywords: string,
  software: string | null,
];

/** Facts of many photos at once, each kind of them by one statement: 100,000 take about a second. */
export function factRowsRepository(database: Database.Database) {
  const nextIds = database
    .prepare<[number, number], number>(
      "SELECT asset_id FROM assets WHERE asset_id > ? ORDER BY asset_id LIMIT ?",
    )
    .pluck();
  const assets = database.prepare<[string], AssetTuple>(assetsSql).raw();
  const own = database
    .prepare<[string], [number, string, string]>(
      `SELECT a.asset_id, o.field, o.value FROM ${given} assets a ON a.asset_id = g.value
       CROSS JOIN own_values o ON o.sha256 = a.sha256`,
    )
    .raw();
  const files = database
    .prepare<[string], [number, number, PathColumn]>(
      `SELECT f.asset_id, f.directory_id, f.name FROM ${given} files f ON f.asset_id = g.value
       WHERE f.is_present = 1 ORDER BY f.asset_id, f.outcome = 'duplicate', f.file_id`,
    )
    .raw();
  const parts = database
    .prepare<[string], [number, string]>(
      `SELECT f.asset_id, p.part_kind FROM ${given} files f ON f.asset_id = g.value
       CROSS JOIN files p ON p.part_of = f.file_id
       WHERE f.is_present = 1 AND p.is_present = 1 AND p.part_kind IN ('raw', 'video')`,
    )
    .raw();
  const sharing = database
    .prepare<[string], number>(
      `SELECT f.asset_id FROM ${given} files f ON f.asset_id = g.value
       CROSS JOIN shared_sidecars c ON c.lead_id = f.file_id WHERE f.is_present = 1`,
    )
    .pluck();
  const people = database
    .prepare<[string], [number, string]>(
      `SELECT p.asset_id, p.name FROM ${given} asset_people p ON p.asset_id = g.value WHERE p.name IS NOT NULL`,
    )
    .raw();
  const places = database
    .prepare<[string], [number, string]>(
      `SELECT p.asset_id, p.name FROM ${given} asset_places p ON p.asset_id = g.value`,
    )
    .raw();
  const members = database
    .prepare<[string], [number, number]>(
      `SELECT a.asset_id, m.collection_id FROM ${given} assets a ON a.asset_id = g.value
       CROSS JOIN collection_members m ON m.sha256 = a.sha256`,
    )
    .raw();
  const captioned = database
    .prepare<[string], number>(
      `SELECT a.asset_id FROM ${given} assets a ON a.asset_id = g.value WHERE ${shownCaptionSql} IS NOT NULL`,
    )
    .pluck();
  const foldersSql = (condition: string) =>
    `SELECT d.directory_id, coalesce(r.last_path, r.path) AS root, d.path AS directory, (
       SELECT b.title FROM albums b JOIN files t ON t.file_id = b.file_id
       WHERE b.directory_id = d.directory_id AND t.is_present = 1) AS title
     FROM directories d JOIN roots r USING (root_id) WHERE ${condition}`;
  type RawFolder = Omit<LocationColumns, "name"> & { directory_id: number; title: string | null };
  const foldersAfter = database.prepare<[number, number], RawFolder>(
    foldersSql("d.directory_id > ? ORDER BY d.directory_id LIMIT ?"),
  );
  const folders = database.prepare<[string], RawFolder>(
    foldersSql("d.directory_id IN (SELECT value FROM json_each(?))"),
  );
  const collections = database.prepare<[], { id: number; name: string }>(
    "SELECT collection_id AS id, name FROM collections",
  );

  return {
    /** Contents behind this one, of photos that are gone too, ascending. */
    nextIds: (afterId: number, limit: number): number[] => nextIds.all(afterId, limit),

    /** Of those of these contents that the library knows. @param assetIds each once */
    of(assetIds: readonly number[]): FactRow[] {
      const ids = JSON.stringify(assetIds);
      const ownOf = new Map<number, OwnValues>();
      for (const [assetId, field, value] of own.all(ids)) {
        ownOf.set(assetId, { ...ownOf.get(assetId), [field]: JSON.parse(value) });
      }
      const directoriesOf = new Map<number, number[]>();
      const namesOf = new Map<number, string[]>();
      for (const [assetId, directoryId, name] of files.all(ids)) {
        add(directoriesOf, assetId, directoryId);
        add(namesOf, assetId, pathForDisplay(pathFromSystem(name)));
      }
      const partsOf = gather(parts.all(ids));
      const shares = new Set(sharing.all(ids));
      const withCaption = new Set(captioned.all(ids));
      const peopleOf = gather(people.all(ids));
      const placesOf = gather(places.all(ids));
      const collectionsOf = gather(members.all(ids));
      return assets.all(ids).map((row) => {
        const [assetId] = row;
        return {
          ...withOwn(row, ownOf.get(assetId)),
          hasRawPart: partsOf.get(assetId)?.includes("raw") ?? false,
          hasVideo: row[15] === 1 || (partsOf.get(assetId)?.includes("video") ?? false),
          sharesSidecar: shares.has(assetId),
          hasCaption: withCaption.has(assetId),
          people: peopleOf.get(assetId) ?? [],
          places: placesOf.get(assetId) ?? [],
          collectionIds: collectionsOf.get(assetId) ?? [],
          directoryIds: directoriesOf.get(assetId) ?? [],
          names: namesOf.get(assetId) ?? [],
        };
      });
    },

    /** Folders that have or had files, behind this one. */
    foldersAfter: (directoryId: number, limit: number): FolderRow[] =>
      foldersAfter.all(directoryId, limit).map(toFolder),
    folders: (directoryIds: readonly number[]): FolderRow[] =>
      folders.all(JSON.stringify(directoryIds)).map(toFolder),

    collections: (): { id: number; name: string }[] => collections.all(),
  };
}

function toFolder(
  row: Omit<LocationColumns, "name"> & { directory_id: number; title: string | null },
): FolderRow {
  const path = pathForDisplay(pathOf({ ...row, name: "" }));
  const folder = path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
  return { directoryId: row.directory_id, path: folder, title: row.title };
}

/** What a person or a copy gave stands before what the file says. */
function withOwn(row: AssetTuple, own: OwnValues = {}) {
  const [assetId, isPresent, format, width, height, sizeBytes, takenAt, camera, latitude, longitude] = row;
  const [, , , , , , , , , , rating, isFavorite, isAnimated, hasTitle, hasDescription, , keywords, software] =
    row;
  return {
    assetId,
    isPresent: isPresent === 1,
    format,
    width,
    height,
    sizeBytes,
    takenAt: own.takenAt ?? takenAt,
    camera: JSON.parse(camera) as Camera,
    latitude: own.location?.latitude ?? latitude,
    longitude: own.location?.longitude ?? longitude,
    rating: own.rating ?? rating,
    isFavorite: isFavorite === 1,
    isAnimated: isAnimated === 1,
    hasTitle: hasTitle === 1 || own.title !== undefined,
    hasDescription: hasDescription === 1 || own.description !== undefined,
    software,
    keywords: own.keywords ?? (keywords === "[]" ? [] : (JSON.parse(keywords) as string[])),
  };
}

function add<Value>(lists: Map<number, Value[]>, assetId: number, value: Value): void {
  const list = lists.get(assetId);
  if (list) list.push(value);
  else lists.set(assetId, [value]);
}

function gather<Value>(rows: readonly [number, Value][]): Map<number, Value[]> {
  const lists = new Map<number, Value[]>();
  for (const [assetId, value] of rows) add(lists, assetId, value);
  return lists;
}

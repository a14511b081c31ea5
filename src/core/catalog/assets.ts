import type Database from "better-sqlite3";
import type { Person, TakenAtSource } from "../../contract/photos.ts";
import { keepOwnDateSql } from "./own-values.ts";
import { peopleRepository } from "./people.ts";

/** What people wrote about a picture, and what in its metadata could not be true. */
export interface AssetTexts {
  rating: number | null;
  title: string | null;
  description: string | null;
  keywords: readonly string[];
  isFavorite: boolean;
  isRejected: boolean;
  people: readonly Person[];
  oddities: readonly string[];
}

const noTexts: AssetTexts = {
  rating: null,
  title: null,
  description: null,
  keywords: [],
  isFavorite: false,
  isRejected: false,
  people: [],
  oddities: [],
};

/** What an asset's metadata say: all that can change without its pixels being read again. */
export type AssetFacts = Pick<
  NewAsset,
  "takenAt" | "takenAtSource" | "takenAtMinutes" | "camera" | "latitude" | "longitude" | "texts"
>;

export interface NewAsset {
  sha256: Uint8Array;
  format: string;
  /** Upright. */
  width: number;
  height: number;
  sizeBytes: number;
  takenAt: string | null;
  takenAtSource: TakenAtSource | null;
  /** Wall-clock minutes since 1970-01-01T00:00. */
  takenAtMinutes: number;
  camera: object;
  latitude: number | null;
  longitude: number | null;
  texts?: AssetTexts;
  isAnimated?: boolean;
  pixelSource?: string;
  /** The moving part of a motion photo. */
  embeddedVideoBytes?: number | null;
  /** What is wrong with the pixels, in sentences. */
  pixelOddities?: readonly string[];
  placeholder: Uint8Array | null;
  thumbnail: { version: number; webp: Uint8Array };
}

export interface KnownContent {
  assetId: number;
  /** A thumbnail of the version asked for. */
  hasThumbnail: boolean;
  /** A vector of the model asked for. */
  hasVector: boolean;
}

const findSql = `
  SELECT a.asset_id, t.asset_id IS NOT NULL AS has_thumbnail, v.sequence IS NOT NULL AS has_vector
  FROM assets a
  LEFT JOIN thumbnails t ON t.asset_id = a.asset_id AND t.version = ?
  LEFT JOIN vectors v ON v.model_id = ? AND v.asset_id = a.asset_id
  WHERE a.sha256 = ?`;

const upsertSql = `
  INSERT INTO assets (sha256, format, width, height, size_bytes, taken_at, taken_at_source, taken_at_minutes,
    camera, latitude, longitude, rating, title, description, keywords, oddities, is_animated, pixel_source,
    embedded_video_bytes, pixel_oddities, is_favorite, is_rejected, placeholder, revision)
  VALUES (@sha256, @format, @width, @height, @sizeBytes, @takenAt, @takenAtSource, @takenAtMinutes,
    @camera, @latitude, @longitude, @rating, @title, @description, @keywords, @oddities, @isAnimated, @pixelSource,
    @embeddedVideoBytes, @pixelOddities, @isFavorite, @isRejected, @placeholder, 0)
  ON CONFLICT (sha256) DO UPDATE SET
    format = excluded.format, width = excluded.width, height = excluded.height, taken_at = excluded.taken_at,
    taken_at_source = excluded.taken_at_source, taken_at_minutes = excluded.taken_at_minutes,
    camera = excluded.camera, latitude = excluded.latitude, longitude = excluded.longitude,
    rating = excluded.rating, title = excluded.title, description = excluded.description,
    keywords = excluded.keywords, oddities = excluded.oddities, is_animated = excluded.is_animated,
    pixel_source = excluded.pixel_source, embedded_video_bytes = excluded.embedded_video_bytes,
    pixel_oddities = excluded.pixel_oddities, is_favorite = excluded.is_favorite,
    is_rejected = excluded.is_rejected, placeholder = excluded.placeholder
  RETURNING asset_id`;

const setFactsSql = `
  UPDATE assets SET taken_at = @takenAt, taken_at_source = @takenAtSource, taken_at_minutes = @takenAtMinutes,
    camera = @camera, latitude = @latitude, longitude = @longitude, rating = @rating, title = @title,
    description = @description, keywords = @keywords, is_favorite = @isFavorite, is_rejected = @isRejected,
    oddities = @oddities WHERE asset_id = @assetId`;

/** The stage that reads what files say (ingest/reading-stage.ts). */
export const readingStageName = "metadata";

/** Whoever writes facts down, indexing or reading anew, settles the work on them. */
const settleReadingSql = `
  UPDATE stage_work SET state = 'done', due_at = 0, tries = 0, code = NULL, message = NULL
  WHERE asset_id = ? AND stage_id = (SELECT stage_id FROM stages WHERE name = ?)`;

/** A RAW file is hidden behind the picture that stands for it, while that one is there and could be read. */
const touchSql = `
  UPDATE assets SET revision = @revision, present_files =
    (SELECT count(*) FROM files f LEFT JOIN files l ON l.file_id = f.part_of
     WHERE f.asset_id = @assetId AND f.is_present = 1
       AND (l.file_id IS NULL OR l.asset_id IS NULL OR l.asset_id = @assetId OR l.is_present = 0))
  WHERE asset_id = @assetId`;

function columnsOf({ camera, texts = noTexts }: Pick<NewAsset, "camera" | "texts">) {
  const { rating, title, description, keywords, isFavorite, isRejected, oddities } = texts;
  return {
    camera: JSON.stringify(camera),
    rating,
    title,
    description,
    keywords: JSON.stringify(keywords),
    isFavorite: isFavorite ? 1 : 0,
    isRejected: isRejected ? 1 : 0,
    oddities: JSON.stringify(oddities),
  };
}

/** Contents: one row for each distinct picture, however many files hold it. */
export function assetsRepository(database: Database.Database) {
  const find = database.prepare<
    [number, number, Uint8Array],
    { asset_id: number; has_thumbnail: number; has_vector: number }
  >(findSql);
  const idOf = database.prepare<[Uint8Array], number>("SELECT asset_id FROM assets WHERE sha256 = ?").pluck();
  const contents = database
    .prepare<[string], string>(
      "SELECT json_group_array(lower(hex(sha256))) FROM json_each(?) CROSS JOIN assets ON asset_id = value",
    )
    .pluck();
  const upsert = database.prepare<[object], number>(upsertSql).pluck();
  const putThumbnail = database.prepare<[number, number, Uint8Array]>(
    "INSERT OR REPLACE INTO thumbnails (asset_id, version, webp) VALUES (?, ?, ?)",
  );
  const thumbnail = database
    .prepare<[number], Buffer>("SELECT webp FROM thumbnails WHERE asset_id = ?")
    .pluck();
  const touch = database.prepare<[{ assetId: number; revision: number }]>(touchSql);
  const setFacts = database.prepare(setFactsSql);
  const setFileDate = database.prepare(
    `UPDATE assets SET taken_at = @takenAt, taken_at_source = @takenAtSource, taken_at_minutes = @takenAtMinutes
     WHERE asset_id = @assetId`,
  );
  const keepOwnDate = database.prepare<[number]>(keepOwnDateSql);
  const people = peopleRepository(database);
  const settleReading = database.prepare<[number, string]>(settleReadingSql);
  const written = (assetId: number, { texts = noTexts }: Pick<NewAsset, "texts">): void => {
    keepOwnDate.run(assetId);
    people.put(assetId, texts.people);
    settleReading.run(assetId, readingStageName);
  };
  const isPresent = database
    .prepare<[number], number>("SELECT present_files > 0 FROM assets WHERE asset_id = ?")
    .pluck();
  const lastId = database.prepare<[], number>("SELECT coalesce(max(asset_id), 0) FROM assets").pluck();
  const presentAfter = database
    .prepare<[number, number], number>(
      "SELECT asset_id FROM assets WHERE asset_id > ? AND present_files > 0 ORDER BY asset_id LIMIT ?",
    )
    .pluck();

  return {
    find(sha256: Uint8Array, modelId: number, thumbnailVersion: number): KnownContent | undefined {
      const row = find.get(thumbnailVersion, modelId, sha256);
      if (!row) return undefined;
      return {
        assetId: row.asset_id,
        hasThumbnail: row.has_thumbnail === 1,
        hasVector: row.has_vector === 1,
      };
    },

    /** The asset with this content. */
    idOf: (sha256: Uint8Array): number | undefined => idOf.get(sha256),

    /** SHA-256 in hexadecimal. */
    contentsOf: (assetIds: Int32Array): string[] => JSON.parse(contents.get(`[${assetIds}]`) ?? "[]"),

    /** Writes what decoding gave, thumbnail included; the id stays the same when the content was known. */
    put(asset: NewAsset): number {
      const { thumbnail: made, texts: _, isAnimated = false, pixelOddities = [], ...columns } = asset;
      const { pixelSource = "full", embeddedVideoBytes = null } = asset;
      const more = {
        ...columnsOf(asset),
        isAnimated: isAnimated ? 1 : 0,
        pixelSource,
        embeddedVideoBytes,
        pixelOddities: JSON.stringify(pixelOddities),
      };
      const assetId = upsert.get({ ...columns, ...more }) as number;
      putThumbnail.run(assetId, made.version, made.webp);
      written(assetId, asset);
      return assetId;
    },

    /** Metadata read anew: those of a sidecar that changed, or by a reader that knows more. */
    setFacts(assetId: number, facts: AssetFacts): void {
      const { texts: _, ...columns } = facts;
      setFacts.run({ ...columns, ...columnsOf(facts), assetId });
      written(assetId, facts);
    },

    /** A date that is not written anywhere: it follows the names and times of the files. */
    setFileDate(assetId: number, date: Pick<NewAsset, "takenAt" | "takenAtSource" | "takenAtMinutes">): void {
      setFileDate.run({ ...date, assetId });
      keepOwnDate.run(assetId);
    },

    thumbnail(assetId: number): Buffer | undefined {
      return thumbnail.get(assetId);
    },

    /** Counts anew the files that hold this content, and marks it as changed at `revision`. */
    touch(assetId: number, revision: number): void {
      touch.run({ assetId, revision });
    },

    /** The highest that there is; 0 in an empty library. */
    lastId: (): number => lastId.get() ?? 0,
    /** Ids of photos that are higher, in their order. */
    presentAfter: (assetId: number, limit: number): number[] => presentAfter.all(assetId, limit),
    /** At least one file with this content is there. */
    isPresent(assetId: number): boolean {
      return isPresent.get(assetId) === 1;
    },
  };
}

import type Database from "better-sqlite3";

/** Counted by two small indexes: the one of those that are there holds their placeholders too. */
export const presentAssetsSql =
  "(SELECT count(*) FROM assets) - (SELECT count(*) FROM assets WHERE present_files = 0)";

export interface CatalogCounts {
  photos: number;
  files: number;
  thumbnails: number;
  problems: number;
  bytes: number;
}

/** Counts over the whole catalog. */
export function statsRepository(database: Database.Database) {
  const counts = database.prepare<[], CatalogCounts>(
    `SELECT
       ${presentAssetsSql} AS photos,
       (SELECT count(*) FROM files WHERE is_present = 1) AS files,
       (SELECT count(*) FROM thumbnails) AS thumbnails,
       (SELECT count(*) FROM files WHERE code IS NOT NULL AND outcome <> 'pending'
         AND is_present = 1 AND ignored_at IS NULL) AS problems,
       (SELECT coalesce(sum(size_bytes), 0) FROM files WHERE asset_id IS NOT NULL AND is_present = 1) AS bytes`,
  );
  const photos = database.prepare<[], number>(`SELECT ${presentAssetsSql}`).pluck();
  return {
    counts: (): CatalogCounts => counts.get() as CatalogCounts,
    /** Photos that can be shown; the one count that is asked for often. */
    photos: (): number => photos.get() ?? 0,
  };
}

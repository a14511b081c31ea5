import type Database from "better-sqlite3";

export interface AlbumRow {
  title: string;
  description: string | null;
}

/** Folders that are albums. */
export function albumsRepository(database: Database.Database) {
  const directoryOf = database
    .prepare<[number], number>("SELECT directory_id FROM files WHERE file_id = ?")
    .pluck();
  const put = database.prepare<[number, number, string, string | null]>(
    `INSERT INTO albums (directory_id, file_id, title, description) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET file_id = excluded.file_id, title = excluded.title, description = excluded.description`,
  );
  const remove = database.prepare<[number]>("DELETE FROM albums WHERE file_id = ?");
  const assetsBeside = database
    .prepare<[number], number>(
      `SELECT DISTINCT asset_id FROM files WHERE asset_id IS NOT NULL AND is_present = 1
         AND directory_id = (SELECT directory_id FROM files WHERE file_id = ?)`,
    )
    .pluck();
  const titlesOf = database
    .prepare<[number], string>(
      `SELECT DISTINCT a.title FROM files f JOIN albums a USING (directory_id)
       JOIN files teller ON teller.file_id = a.file_id
       WHERE f.asset_id = ? AND f.is_present = 1 AND teller.is_present = 1 ORDER BY a.title`,
    )
    .pluck();

  return {
    /** The folder of this file is an album. */
    put(fileId: number, { title, description }: AlbumRow): void {
      const directoryId = directoryOf.get(fileId);
      if (directoryId !== undefined) put.run(directoryId, fileId, title, description);
    },

    /** This file says nothing of an album any more. @returns whether it did */
    remove: (fileId: number): boolean => remove.run(fileId).changes > 0,

    /** Photos in the folder of a file: what they are in changes with it. */
    assetsBeside: (fileId: number): number[] => assetsBeside.all(fileId),

    /** Of the albums that a photo is in. */
    titlesOf: (assetId: number): string[] => titlesOf.all(assetId),
  };
}

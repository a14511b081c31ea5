import type Database from "better-sqlite3";

/** A picture to search by that is no photo of the library. */
export interface GivenPicture {
  /** The first 12 hexadecimal digits of the SHA-256 of what was given. */
  givenId: string;
  sha256: Uint8Array;
  /** Of the file, for people. */
  name: string;
  webp: Uint8Array;
}

const isNamedBySearch = "EXISTS (SELECT 1 FROM saved_searches s WHERE instr(s.query, '@' || given_id) > 0)";

/** Pictures that were dropped on the search field, or pasted into it. */
export function givenPicturesRepository(database: Database.Database) {
  const put = database.prepare(
    `INSERT INTO given_pictures (given_id, sha256, name, webp, given_at)
     VALUES (@givenId, @sha256, @name, @webp, @givenAt)
     ON CONFLICT (given_id) DO UPDATE SET sha256 = excluded.sha256, name = excluded.name, webp = excluded.webp,
       given_at = excluded.given_at`,
  );
  const get = database.prepare<[string], GivenPicture>(
    "SELECT given_id AS givenId, sha256, name, webp FROM given_pictures WHERE given_id = ?",
  );
  const nameOf = database
    .prepare<[string], string>("SELECT name FROM given_pictures WHERE given_id = ?")
    .pluck();
  const keepNewest = database.prepare<[number]>(
    `DELETE FROM given_pictures WHERE given_id IN (SELECT given_id FROM given_pictures
     WHERE NOT ${isNamedBySearch} ORDER BY given_at DESC, given_id LIMIT -1 OFFSET ?)`,
  );

  return {
    /** @param givenAt Unix milliseconds */
    put: (picture: GivenPicture, givenAt: number): void => {
      put.run({ ...picture, givenAt });
    },
    get: (givenId: string): GivenPicture | undefined => get.get(givenId),
    nameOf: (givenId: string): string | undefined => nameOf.get(givenId),
    /** Drops those that no saved search names, but for so many that were given last. */
    keepNewest: (count: number): void => {
      keepNewest.run(count);
    },
  };
}

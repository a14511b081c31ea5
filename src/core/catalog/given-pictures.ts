import type Database from "better-sqlite3";

/** Pictures that were given to search by and are no photos of the library. */
export function givenPicturesRepository(database: Database.Database) {
  const name = database
    .prepare<[string], string>("SELECT name FROM given_pictures WHERE given_id = ?")
    .pluck();
  return {
    /** undefined for one that is not known. @param givenId the first 12 hexadecimal digits of its SHA-256 */
    nameOf: (givenId: string): string | undefined => name.get(givenId),
  };
}

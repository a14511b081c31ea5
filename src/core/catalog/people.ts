import type Database from "better-sqlite3";
import type { Person } from "../../contract/photos.ts";

/** Who is in a photo: names, and faces that are marked. */
export function peopleRepository(database: Database.Database) {
  const remove = database.prepare<[number]>("DELETE FROM asset_people WHERE asset_id = ?");
  const insert = database.prepare<[number, number, string | null, string | null]>(
    "INSERT INTO asset_people (asset_id, position, name, region) VALUES (?, ?, ?, ?)",
  );
  const of = database.prepare<[number], { name: string | null; region: string | null }>(
    "SELECT name, region FROM asset_people WHERE asset_id = ? ORDER BY position",
  );

  return {
    /** In place of those that were known. */
    put(assetId: number, people: readonly Person[]): void {
      remove.run(assetId);
      for (const [position, { name, region }] of people.entries()) {
        insert.run(assetId, position, name, region && JSON.stringify(region));
      }
    },

    of: (assetId: number): Person[] =>
      of
        .all(assetId)
        .map(({ name, region }) => ({ name, region: region === null ? null : JSON.parse(region) })),
  };
}

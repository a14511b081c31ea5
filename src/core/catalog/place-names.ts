import type Database from "better-sqlite3";

/** Where a photo was taken. */
export interface TakenPlace {
  assetId: number;
  latitude: number;
  longitude: number;
}

/** A place that a copy gave stands before what the file says. */
const locatedSql = `
  SELECT assetId, latitude, longitude FROM (
    SELECT a.asset_id AS assetId, coalesce(json_extract(o.value, '$.latitude'), a.latitude) AS latitude,
      coalesce(json_extract(o.value, '$.longitude'), a.longitude) AS longitude
    FROM json_each(?) g CROSS JOIN assets a ON a.asset_id = g.value
      LEFT JOIN own_values o ON o.sha256 = a.sha256 AND o.field = 'location')
  WHERE latitude IS NOT NULL AND longitude IS NOT NULL`;

/** What the places are called where photos were taken. */
export function placeNamesRepository(database: Database.Database) {
  const located = database.prepare<[string], TakenPlace>(locatedSql);
  const of = database
    .prepare<[number], string>("SELECT name FROM asset_places WHERE asset_id = ? ORDER BY position")
    .pluck();
  const remove = database.prepare<[number]>("DELETE FROM asset_places WHERE asset_id = ?");
  const insert = database.prepare<[number, number, string]>(
    "INSERT INTO asset_places (asset_id, position, name) VALUES (?, ?, ?)",
  );

  const namesOf = (assetId: number): string[] => of.all(assetId);
  return {
    /** Those of these photos of which it is known. */
    located: (assetIds: readonly number[]): TakenPlace[] => located.all(JSON.stringify(assetIds)),
    of: namesOf,
    /** In place of those before; nothing is written where they are the same. @param names the smallest place first */
    put(assetId: number, names: readonly string[]): void {
      if (JSON.stringify(namesOf(assetId)) === JSON.stringify(names)) return;
      remove.run(assetId);
      for (const [position, name] of names.entries()) insert.run(assetId, position, name);
    },
  };
}

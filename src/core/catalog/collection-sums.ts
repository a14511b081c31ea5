import type Database from "better-sqlite3";

export interface CollectionSums {
  /** Members that are photos of the library now. */
  photos: number;
  files: number;
  /** Of all those files. */
  bytes: number;
}

export interface Tally {
  value: string;
  photos: number;
}

const presentMembers = `
  collection_members m CROSS JOIN assets a ON a.sha256 = m.sha256 AND a.present_files > 0
  WHERE m.collection_id = ?`;

/** A photo's date is the one that it took over, where it did. */
const takenAt = (order: "ASC" | "DESC") => `
  SELECT coalesce((SELECT json_extract(value, '$') FROM own_values o WHERE o.sha256 = a.sha256 AND o.field = 'takenAt'),
    a.taken_at) FROM ${presentMembers} AND a.taken_at IS NOT NULL
  ORDER BY a.taken_at_minutes ${order} LIMIT 1`;

/** What collections hold, counted: each a walk over the members, some 100 ms for 100,000. */
export function collectionSumsRepository(database: Database.Database) {
  const sums = database.prepare<[number], CollectionSums>(
    `SELECT count(*) AS photos, coalesce(sum(a.present_files), 0) AS files,
       coalesce(sum(a.present_files * a.size_bytes), 0) AS bytes FROM ${presentMembers}`,
  );
  const first = database.prepare<[number], string | null>(takenAt("ASC")).pluck();
  const last = database.prepare<[number], string | null>(takenAt("DESC")).pluck();
  const tally = (value: string) =>
    database.prepare<[number], Tally>(
      `SELECT ${value} AS value, count(*) AS photos FROM ${presentMembers} GROUP BY 1 ORDER BY photos DESC, value`,
    );
  const formats = tally("a.format");
  const cameras = tally("json_object('make', a.camera ->> 'make', 'model', a.camera ->> 'model')");
  const vectors = database.prepare<[number], { model: string; photos: number }>(
    `SELECT mo.key AS model, count(*) AS photos FROM models mo CROSS JOIN ${presentMembers}
       AND EXISTS (SELECT 1 FROM vectors v WHERE v.model_id = mo.model_id AND v.asset_id = a.asset_id)
     GROUP BY mo.model_id ORDER BY photos DESC, mo.key`,
  );
  const copied = database
    .prepare<[number], number>(`SELECT a.asset_id FROM ${presentMembers} AND a.present_files > 1`)
    .pluck();

  return {
    of: (collectionId: number): CollectionSums => sums.get(collectionId) as CollectionSums,
    firstTakenAt: (collectionId: number): string | null => first.get(collectionId) ?? null,
    lastTakenAt: (collectionId: number): string | null => last.get(collectionId) ?? null,
    formats: (collectionId: number): Tally[] => formats.all(collectionId),
    /** `value` is JSON: make and model. */
    cameras: (collectionId: number): Tally[] => cameras.all(collectionId),
    /** By the model's key; models without a vector of it are left out. */
    vectors: (collectionId: number) => vectors.all(collectionId),
    /** Photos of it that lie there more than once, byte for byte. */
    copied: (collectionId: number): number[] => copied.all(collectionId),
  };
}

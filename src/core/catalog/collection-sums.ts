import type Database from "better-sqlite3";
import { presentMembers } from "./collections.ts";

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

export interface CollectionTallies {
  firstTakenAt: string | null;
  lastTakenAt: string | null;
  formats: Tally[];
  /** `value` is JSON: make and model. */
  cameras: Tally[];
  /** By the model's key; models without a vector of it are left out. */
  vectors: Tally[];
}

const members = `${presentMembers} WHERE m.collection_id = ?`;

/** A photo's date is the one that it took over, where it did. */
const dateSql = (order: "ASC" | "DESC") => `
  SELECT coalesce((SELECT o.value ->> '$' FROM own_values o WHERE o.sha256 = p.sha256 AND o.field = 'takenAt'), taken_at)
  FROM p WHERE taken_at IS NOT NULL ORDER BY minutes ${order} LIMIT 1`;

const tallySql = (kind: string, value: string) =>
  `SELECT '${kind}' AS kind, ${value} AS value, count(*) AS photos FROM p GROUP BY 2`;

/** The members are walked over once, whatever is counted of them. */
const talliesSql = `
  WITH p AS MATERIALIZED (
    SELECT a.asset_id, a.sha256, a.format, a.taken_at, a.taken_at_minutes AS minutes, a.camera ->> 'make' AS make,
      a.camera ->> 'model' AS model FROM ${members})
  ${tallySql("format", "format")}
  UNION ALL ${tallySql("camera", "json_object('make', make, 'model', model)")}
  UNION ALL SELECT 'vector', mo.key, count(*) FROM models mo CROSS JOIN p
    WHERE EXISTS (SELECT 1 FROM vectors v WHERE v.model_id = mo.model_id AND v.asset_id = p.asset_id)
    GROUP BY mo.model_id
  UNION ALL SELECT 'first', (${dateSql("ASC")}), 1
  UNION ALL SELECT 'last', (${dateSql("DESC")}), 1
  ORDER BY photos DESC, value`;

/** What collections hold, counted. */
export function collectionSumsRepository(database: Database.Database) {
  const sums = database.prepare<[number], CollectionSums>(
    `SELECT count(*) AS photos, coalesce(sum(a.present_files), 0) AS files,
       coalesce(sum(a.present_files * a.size_bytes), 0) AS bytes FROM ${members}`,
  );
  const covers = database
    .prepare<[number, number], number>(
      `SELECT a.asset_id FROM ${members} ORDER BY a.taken_at_minutes DESC, a.asset_id DESC LIMIT ?`,
    )
    .pluck();
  const tallies = database.prepare<[number], { kind: string; value: string | null; photos: number }>(
    talliesSql,
  );
  const copied = database
    .prepare<[number], number>(`SELECT a.asset_id FROM ${members} AND a.present_files > 1`)
    .pluck();

  return {
    of: (collectionId: number): CollectionSums => sums.get(collectionId) as CollectionSums,
    /** The newest photos. */
    covers: (collectionId: number, limit: number): number[] => covers.all(collectionId, limit),
    /** The most frequent first. */
    tallies(collectionId: number): CollectionTallies {
      const byKind = Map.groupBy(tallies.all(collectionId), ({ kind }) => kind);
      const of = (kind: string) =>
        (byKind.get(kind) ?? []).map(({ value, photos }) => ({ value: value ?? "", photos }));
      const one = (kind: string) => byKind.get(kind)?.[0]?.value ?? null;
      return {
        firstTakenAt: one("first"),
        lastTakenAt: one("last"),
        formats: of("format"),
        cameras: of("camera"),
        vectors: of("vector"),
      };
    },
    /** Photos of it that lie there more than once, byte for byte. */
    copied: (collectionId: number): number[] => copied.all(collectionId),
  };
}

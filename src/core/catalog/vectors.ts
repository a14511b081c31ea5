import type Database from "better-sqlite3";

export interface StoredVector {
  sequence: number;
  assetId: number;
  /** float16, little-endian. */
  vector: Buffer;
}

interface VectorRow {
  sequence: number;
  asset_id: number;
  vector: Buffer;
}

const visible = "EXISTS (SELECT 1 FROM assets a WHERE a.asset_id = v.asset_id AND a.present_files > 0)";

/** The true copy of every embedding. What a vector index holds is made from here. */
export function vectorsRepository(database: Database.Database) {
  const insertModel = database.prepare<[string, number]>(
    "INSERT INTO models (key, dimensions) VALUES (?, ?) ON CONFLICT (key) DO NOTHING",
  );
  const findModel = database.prepare<[string], number>("SELECT model_id FROM models WHERE key = ?").pluck();
  const put = database.prepare<[number, number, Uint8Array]>(
    `INSERT INTO vectors (model_id, asset_id, vector) VALUES (?, ?, ?)
     ON CONFLICT (model_id, asset_id) DO UPDATE SET vector = excluded.vector`,
  );
  const get = database
    .prepare<[number, number], Buffer>("SELECT vector FROM vectors WHERE model_id = ? AND asset_id = ?")
    .pluck();
  const getAll = database.prepare<[string, number], { assetId: number; vector: Buffer }>(
    `SELECT asset_id AS assetId, vector FROM json_each(?) AS asked
     CROSS JOIN vectors ON model_id = ? AND asset_id = asked.value`,
  );
  const allOf = database.prepare<[number], { key: string; vector: Buffer }>(
    "SELECT key, vector FROM vectors JOIN models USING (model_id) WHERE asset_id = ? ORDER BY model_id",
  );
  const models = database.prepare<[], { modelId: number; key: string; dimensions: number }>(
    `SELECT model_id AS modelId, key, dimensions FROM models m
     WHERE EXISTS (SELECT 1 FROM vectors v WHERE v.model_id = m.model_id) ORDER BY model_id`,
  );
  const sample = database.prepare<[number, number], { assetId: number; sha256: Buffer; vector: Buffer }>(
    `SELECT asset_id AS assetId, sha256, vector FROM vectors JOIN assets USING (asset_id) WHERE sequence IN (
       SELECT sequence FROM vectors v WHERE model_id = ? AND ${visible} ORDER BY random() LIMIT ?)`,
  );
  const bounds = database.prepare<[number, number], { first: number | null; last: number | null }>(
    `SELECT (SELECT min(sequence) FROM vectors WHERE model_id = ?) AS first,
       (SELECT max(sequence) FROM vectors WHERE model_id = ?) AS last`,
  );
  const spread = database
    .prepare<[number, string], Buffer>(
      `SELECT vector FROM vectors WHERE sequence IN (
         SELECT DISTINCT (SELECT sequence FROM vectors v
           WHERE model_id = ? AND sequence >= place.value AND ${visible} ORDER BY sequence LIMIT 1)
         FROM json_each(?) AS place) ORDER BY sequence`,
    )
    .pluck();
  const after = database.prepare<[number, number, number], VectorRow>(
    `SELECT sequence, asset_id, vector FROM vectors v
     WHERE model_id = ? AND sequence > ? AND ${visible} ORDER BY sequence LIMIT ?`,
  );
  const count = database
    .prepare<[number], number>(`SELECT count(*) FROM vectors v WHERE model_id = ? AND ${visible}`)
    .pluck();
  const countWithout = database
    .prepare<[string, number], number>(
      `SELECT count(*) FROM json_each(?) WHERE NOT EXISTS
         (SELECT 1 FROM vectors v WHERE v.model_id = ? AND v.asset_id = value)`,
    )
    .pluck();
  const last = database
    .prepare<[number], number>("SELECT coalesce(max(sequence), 0) FROM vectors WHERE model_id = ?")
    .pluck();
  const modelsNamed = database.prepare<[{ id: string }], { modelId: number; key: string }>(
    "SELECT model_id AS modelId, key FROM models WHERE substr(key, 1, length(@id) + 1) = @id || '@'",
  );
  const dropSome = database.prepare<[number, number]>(
    `DELETE FROM vectors WHERE sequence IN
       (SELECT sequence FROM vectors WHERE model_id = ? ORDER BY sequence LIMIT ?)`,
  );
  const removeModel = database.prepare<[number]>("DELETE FROM models WHERE model_id = ?");

  return {
    /** The id under which this model's vectors are kept. `key` names model, revision and preprocessing. */
    modelId(key: string, dimensions: number): number {
      if (findModel.get(key) === undefined) insertModel.run(key, dimensions);
      return findModel.get(key) as number;
    },
    /** Whether it has, or had, vectors here. */
    knowsModel: (key: string): boolean => findModel.get(key) !== undefined,
    put: (modelId: number, assetId: number, vector: Uint8Array): void => {
      put.run(modelId, assetId, vector);
    },
    get: (modelId: number, assetId: number): Buffer | undefined => get.get(modelId, assetId),
    /** float16, of those of these photos that have one. */
    getAll(modelId: number, assetIds: readonly number[]): Map<number, Buffer> {
      const rows = getAll.all(JSON.stringify(assetIds), modelId);
      return new Map(rows.map(({ assetId, vector }) => [assetId, vector]));
    },
    /** float16, of every model that has looked at the photo. */
    allOf: (assetId: number) => allOf.all(assetId),
    /** Those that have vectors here. */
    models: () => models.all(),
    /** Some of those that can be shown, by chance. */
    sample: (modelId: number, limit: number) => sample.all(modelId, limit),
    /** float16, of at most so many photos that can be shown, evenly spread over the order in which they came in. */
    spread(modelId: number, limit: number): Buffer[] {
      const { first, last } = bounds.get(modelId, modelId) ?? { first: null, last: null };
      if (first === null || last === null) return [];
      const width = Math.max(1, (last - first + 1) / limit);
      const places = Array.from({ length: Math.min(limit, last - first + 1) }, (_, place) =>
        Math.floor(first + place * width),
      );
      return spread.all(modelId, JSON.stringify(places));
    },
    /** Vectors of photos that can be shown, in the order they were written. */
    after(modelId: number, sequence: number, limit: number): StoredVector[] {
      return after
        .all(modelId, sequence, limit)
        .map((row) => ({ sequence: row.sequence, assetId: row.asset_id, vector: row.vector }));
    },
    /** Photos that can be shown and have a vector. */
    count: (modelId: number): number => count.get(modelId) ?? 0,
    /** How many of these photos have none. */
    countWithout: (modelId: number, assetIds: readonly number[]): number =>
      countWithout.get(JSON.stringify(assetIds), modelId) ?? 0,
    /** The models with this id, whatever their revisions and preprocessing, that have or had vectors here. */
    modelsNamed: (id: string): { modelId: number; key: string }[] => modelsNamed.all({ id }),
    /** Drops some of a model's vectors. @returns how many there were to drop; 0 when none are left */
    dropSome: (modelId: number, limit: number): number => dropSome.run(modelId, limit).changes,
    /** Forgets a model, its vectors and its stage with it. */
    removeModel: (modelId: number): void => {
      removeModel.run(modelId);
    },
    lastSequence: (modelId: number): number => last.get(modelId) ?? 0,
  };
}

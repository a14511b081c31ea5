import type Database from "better-sqlite3";

/** Vectors of some photos, one behind the other. */
export interface VectorChunk {
  /** Of the last of them. */
  lastSequence: number;
  assetIds: number[];
  /** [assetIds.length, dimensions] */
  matrix: Float16Array;
}

type ChunkRow = [lastSequence: number | null, assetIds: string, matrix: Buffer | null];

/**
 * SQLite lays the vectors side by side itself: a row for each of 100,000 takes three times as long to cross into
 * JavaScript as one BLOB for some hundred of them. `group_concat` copies the bytes of BLOBs as they are in a UTF-8
 * database, and the cast gives them back; a chunk of another size than its rows have is refused below.
 */
const chunkColumns = `
  max(sequence), json_group_array(asset_id), CAST(group_concat(vector, '') AS BLOB)`;

/** The vectors of a model in the catalog, many at a time, as whoever compares with all of them wants them. */
export function vectorChunksRepository(database: Database.Database) {
  // By the index of models and photos all of a model's vectors would be sorted anew for every chunk.
  const after = database
    .prepare<[number, number, number], ChunkRow>(
      `SELECT ${chunkColumns} FROM (SELECT sequence, asset_id, vector FROM vectors INDEXED BY vectors_by_model
       WHERE model_id = ? AND sequence > ? ORDER BY sequence LIMIT ?)`,
    )
    .raw();
  const of = database
    .prepare<[string, number], ChunkRow>(
      `SELECT ${chunkColumns} FROM json_each(?) CROSS JOIN vectors WHERE model_id = ? AND asset_id = value`,
    )
    .raw();
  const last = database
    .prepare<[number], number>("SELECT coalesce(max(sequence), 0) FROM vectors WHERE model_id = ?")
    .pluck();
  const countUpTo = database
    .prepare<[number, number], number>(
      "SELECT count(*) FROM (SELECT 1 FROM vectors WHERE model_id = ? LIMIT ?)",
    )
    .pluck();
  const dimensions = database
    .prepare<[number], number>("SELECT dimensions FROM models WHERE model_id = ?")
    .pluck();
  const absent = database
    .prepare<[], string>("SELECT json_group_array(asset_id) FROM assets WHERE present_files = 0")
    .pluck();

  const chunkOf = (modelId: number, row: ChunkRow | undefined): VectorChunk | undefined => {
    const [lastSequence = null, ids = "[]", bytes = null] = row ?? [];
    if (lastSequence === null || bytes === null) return undefined;
    const assetIds = JSON.parse(ids) as number[];
    const length = assetIds.length * (dimensions.get(modelId) ?? 0);
    if (bytes.length !== length * Float16Array.BYTES_PER_ELEMENT) {
      throw new Error(`${assetIds.length} vectors of model ${modelId} take ${bytes.length} bytes.`);
    }
    const aligned = bytes.byteOffset % Float16Array.BYTES_PER_ELEMENT === 0 ? bytes : new Uint8Array(bytes);
    return { lastSequence, assetIds, matrix: new Float16Array(aligned.buffer, aligned.byteOffset, length) };
  };

  return {
    /** The next ones in the order they were written, of photos that are gone too; undefined behind the last. */
    after: (modelId: number, sequence: number, limit: number): VectorChunk | undefined =>
      chunkOf(modelId, after.get(modelId, sequence, limit)),
    /** Those of these photos; undefined where none has one. */
    of: (modelId: number, assetIds: readonly number[]): VectorChunk | undefined =>
      chunkOf(modelId, of.get(JSON.stringify(assetIds), modelId)),
    lastSequence: (modelId: number): number => last.get(modelId) ?? 0,
    /** How many there are, of photos that are gone too, counted no further than `limit`: all of a million take 50 ms. */
    countUpTo: (modelId: number, limit: number): number => countUpTo.get(modelId, limit) ?? 0,
    /** Photos of which nothing is there; their vectors stay. */
    absentAssetIds: (): number[] => JSON.parse(absent.get() ?? "[]") as number[],
  };
}

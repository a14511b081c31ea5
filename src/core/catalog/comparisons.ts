import type Database from "better-sqlite3";

/**
 * What the originals of a pair show, where its thumbnails cannot tell: the same; other writing on the same form; writing
 * of which one is too small to be compared; or nothing as yet, since one could not be read.
 */
export type PairContents = "same" | "other" | "illegible" | "unread";

export interface ComparedPair {
  firstId: number;
  secondId: number;
  confidence: number;
  /** The one that shows only a part of the other; 0 where both show the same. */
  innerId: number;
  /** They lie on each other, and something else is to be seen: never in one group. */
  isRefuted: boolean;
  isTurned: boolean;
  /** What differs is writing: a watermark, a date. */
  isWritten: boolean;
  /** What the originals show; null where the thumbnails sufficed. */
  contents: PairContents | null;
}

export interface Comparison extends ComparedPair {
  /** Of how pictures are compared. */
  version: number;
  measures: object | null;
}

type Row = [
  firstId: number,
  secondId: number,
  confidence: number,
  innerId: number,
  isRefuted: number,
  isTurned: number,
  isWritten: number,
  contents: PairContents | null,
];

const columns = "first_id, second_id, confidence, inner_id, is_refuted, is_turned, is_written, contents";

function toPair([
  firstId,
  secondId,
  confidence,
  innerId,
  isRefuted,
  isTurned,
  isWritten,
  contents,
]: Row): ComparedPair {
  return {
    firstId,
    secondId,
    confidence,
    innerId,
    isRefuted: isRefuted === 1,
    isTurned: isTurned === 1,
    isWritten: isWritten === 1,
    contents,
  };
}

/** Pairs whose pixels were compared, with what came out. */
export function comparisonsRepository(database: Database.Database) {
  const put = database.prepare(
    `INSERT OR REPLACE INTO compared_pairs (first_id, second_id, version, confidence, inner_id, is_refuted, is_turned, is_written, contents, measures)
     VALUES (@firstId, @secondId, @version, @confidence, @innerId, @isRefuted, @isTurned, @isWritten, @contents, @measures)`,
  );
  const has = database
    .prepare<[number, number, number], number>(
      "SELECT 1 FROM compared_pairs WHERE first_id = ? AND second_id = ? AND version = ?",
    )
    .pluck();
  const measures = database
    .prepare<[number, number], string | null>(
      "SELECT measures FROM compared_pairs WHERE first_id = ? AND second_id = ?",
    )
    .pluck();
  const all = database
    .prepare<[number], Row>(`SELECT ${columns} FROM compared_pairs WHERE version = ?`)
    .raw();
  const ofAsset = database
    .prepare<[number, number, number, number], Row>(
      `SELECT ${columns} FROM compared_pairs WHERE version = ? AND first_id = ?
       UNION ALL SELECT ${columns} FROM compared_pairs WHERE version = ? AND second_id = ?`,
    )
    .raw();
  const unread = database
    .prepare<[number, number, number, number], Row>(
      `SELECT ${columns} FROM compared_pairs
       WHERE contents = 'unread' AND version = ? AND (first_id, second_id) > (?, ?)
       ORDER BY first_id, second_id LIMIT ?`,
    )
    .raw();

  return {
    /** @param pair `firstId` is the lower one; `measures` is kept as JSON */
    put(pair: Comparison): void {
      put.run({
        ...pair,
        isRefuted: pair.isRefuted ? 1 : 0,
        isTurned: pair.isTurned ? 1 : 0,
        isWritten: pair.isWritten ? 1 : 0,
        measures: pair.measures && JSON.stringify(pair.measures),
      });
    },
    has: (firstId: number, secondId: number, version: number): boolean =>
      has.get(Math.min(firstId, secondId), Math.max(firstId, secondId), version) === 1,
    /** JSON. */
    measures: (firstId: number, secondId: number): string | undefined =>
      measures.get(Math.min(firstId, secondId), Math.max(firstId, secondId)) ?? undefined,
    /** Pairs of which an original could not be read, those after a pair in the order of their ids. */
    unread: (
      version: number,
      [firstId, secondId]: readonly [number, number],
      limit: number,
    ): ComparedPair[] => unread.all(version, firstId, secondId, limit).map(toPair),
    all: (version: number): ComparedPair[] => all.all(version).map(toPair),
    ofAsset: (assetId: number, version: number): ComparedPair[] =>
      ofAsset.all(version, assetId, version, assetId).map(toPair),
  };
}

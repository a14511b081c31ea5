import type Database from "better-sqlite3";

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
];

const columns = "first_id, second_id, confidence, inner_id, is_refuted, is_turned, is_written";

function toPair([firstId, secondId, confidence, innerId, isRefuted, isTurned, isWritten]: Row): ComparedPair {
  return {
    firstId,
    secondId,
    confidence,
    innerId,
    isRefuted: isRefuted === 1,
    isTurned: isTurned === 1,
    isWritten: isWritten === 1,
  };
}

/** Pairs whose pixels were compared, with what came out. */
export function comparisonsRepository(database: Database.Database) {
  const put = database.prepare(
    `INSERT OR REPLACE INTO compared_pairs (first_id, second_id, version, confidence, inner_id, is_refuted, is_turned, is_written, measures)
     VALUES (@firstId, @secondId, @version, @confidence, @innerId, @isRefuted, @isTurned, @isWritten, @measures)`,
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
    all: (version: number): ComparedPair[] => all.all(version).map(toPair),
    ofAsset: (assetId: number, version: number): ComparedPair[] =>
      ofAsset.all(version, assetId, version, assetId).map(toPair),
  };
}

import type Database from "better-sqlite3";

export interface StoredSignature {
  assetId: number;
  packed: Buffer;
}

export interface NewSignature {
  assetId: number;
  version: number;
  packed: Uint8Array;
  jpegQuality: number | null;
  software: string | null;
}

const isPresent = "EXISTS (SELECT 1 FROM assets a WHERE a.asset_id = s.asset_id AND a.present_files > 0)";

/** What pictures are found again by, and which of them have been looked for. */
export function signaturesRepository(database: Database.Database) {
  const put = database.prepare<[NewSignature]>(
    `INSERT INTO signatures (asset_id, version, packed, jpeg_quality, software)
     VALUES (@assetId, @version, @packed, @jpegQuality, @software)
     ON CONFLICT (asset_id) DO UPDATE SET version = excluded.version, packed = excluded.packed,
       jpeg_quality = excluded.jpeg_quality, software = excluded.software, compared_version = NULL`,
  );
  const get = database
    .prepare<[number, number], Buffer>("SELECT packed FROM signatures WHERE asset_id = ? AND version = ?")
    .pluck();
  const compared = database
    .prepare<[number, number, number], [number, Buffer]>(
      `SELECT asset_id, packed FROM signatures s
     WHERE version = ? AND compared_version = ? AND asset_id > ? AND ${isPresent} ORDER BY asset_id LIMIT 5000`,
    )
    .raw();
  const uncompared = database
    .prepare<[number, number, number], number>(
      `SELECT asset_id FROM signatures s
       WHERE version = ? AND compared_version IS NOT ? AND ${isPresent} ORDER BY asset_id LIMIT ?`,
    )
    .pluck();
  const markCompared = database.prepare<[number, number]>(
    "UPDATE signatures SET compared_version = ? WHERE asset_id = ?",
  );
  const unsigned = database
    .prepare<[number, number], number>(
      `SELECT t.asset_id FROM thumbnails t JOIN assets a USING (asset_id)
       LEFT JOIN signatures s ON s.asset_id = t.asset_id AND s.version = ?
       WHERE a.present_files > 0 AND s.asset_id IS NULL ORDER BY t.asset_id LIMIT ?`,
    )
    .pluck();
  const counts = database.prepare<[number, number], { checked: number; total: number }>(
    `SELECT count(*) AS total, count(s.asset_id) AS checked FROM assets a
     JOIN thumbnails t USING (asset_id)
     LEFT JOIN signatures s ON s.asset_id = a.asset_id AND s.version = ? AND s.compared_version = ?
     WHERE a.present_files > 0`,
  );

  return {
    put: (signature: NewSignature): void => {
      put.run(signature);
    },
    get: (assetId: number, version: number): Buffer | undefined => get.get(assetId, version),
    /** Photos that are there and have been compared, in order of their ids. */
    *compared(version: number, comparisonVersion: number): Generator<StoredSignature> {
      for (let last = 0; ; ) {
        const rows = compared.all(version, comparisonVersion, last);
        for (const [assetId, packed] of rows) yield { assetId, packed };
        const end = rows.at(-1);
        if (!end) return;
        last = end[0];
      }
    },
    uncompared: (version: number, comparisonVersion: number, limit: number): number[] =>
      uncompared.all(version, comparisonVersion, limit),
    markCompared: (assetId: number, comparisonVersion: number): void => {
      markCompared.run(comparisonVersion, assetId);
    },
    /** Photos with a thumbnail and without a signature of this version: indexed before there were any. */
    unsigned: (version: number, limit: number): number[] => unsigned.all(version, limit),
    progress: (version: number, comparisonVersion: number): { checked: number; total: number } =>
      counts.get(version, comparisonVersion) ?? { checked: 0, total: 0 },
  };
}

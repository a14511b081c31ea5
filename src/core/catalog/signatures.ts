import type Database from "better-sqlite3";
import { presentAssetsSql } from "./stats.ts";

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

/** Of what makes signatures, and of what compares pictures. */
export interface Versions {
  signature: number;
  comparison: number;
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
    .prepare<[number, number], number>(
      `SELECT asset_id FROM signatures s
       WHERE compared_version IS NULL AND version = ? AND ${isPresent} ORDER BY asset_id LIMIT ?`,
    )
    .pluck();
  const forgetOlder = database.prepare<[Versions]>(
    `UPDATE signatures SET compared_version = NULL
     WHERE compared_version IS NOT NULL AND (version, compared_version) IS NOT (@signature, @comparison)`,
  );
  const markCompared = database.prepare<[number, number]>(
    "UPDATE signatures SET compared_version = ? WHERE asset_id = ?",
  );
  const unsigned = database
    .prepare<[number, number, number], number>(
      `SELECT asset_id FROM assets a WHERE asset_id > ? AND present_files > 0
         AND NOT EXISTS (SELECT 1 FROM signatures s WHERE s.asset_id = a.asset_id AND s.version = ?)
       ORDER BY asset_id LIMIT ?`,
    )
    .pluck();
  // Each part is a range of one index: photos that are gone are few, and counted apart.
  const counts = database.prepare<[Versions], { checked: number; total: number }>(
    `SELECT ${presentAssetsSql} AS total,
       (SELECT count(*) FROM signatures WHERE compared_version = @comparison AND version = @signature)
       - (SELECT count(*) FROM assets a JOIN signatures s USING (asset_id) WHERE a.present_files = 0
           AND s.compared_version = @comparison AND s.version = @signature) AS checked`,
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
    /** Photos that are there and have not been compared by any version, in order of their ids. */
    uncompared: (version: number, limit: number): number[] => uncompared.all(version, limit),
    /** What was compared by other versions has not been compared. */
    forgetOlder: (versions: Versions): void => {
      forgetOlder.run(versions);
    },
    markCompared: (assetId: number, comparisonVersion: number): void => {
      markCompared.run(comparisonVersion, assetId);
    },
    /** Photos without a signature of this version, in order of their ids: indexed before there were any. */
    unsigned: (version: number, afterId: number, limit: number): number[] =>
      unsigned.all(afterId, version, limit),
    progress: (versions: Versions): { checked: number; total: number } =>
      counts.get(versions) ?? { checked: 0, total: 0 },
  };
}

import type Database from "better-sqlite3";

export interface ForgettingCounts {
  photos: number;
  /** Of them, those that lie in no other folder of the library. */
  photosOnlyThere: number;
  files: number;
}

const ofRoot = "directory_id IN (SELECT directory_id FROM directories WHERE root_id = @rootId)";

/**
 * Forgetting a folder and bringing it back. What was there when it was forgotten is marked with `is_present = -1`,
 * so that exactly that comes back.
 */
export function forgettingRepository(database: Database.Database, nextRevision: () => number) {
  const count = database.prepare<{ rootId: number }, ForgettingCounts>(
    `WITH here AS (SELECT DISTINCT asset_id FROM files
       WHERE ${ofRoot} AND is_present IN (1, -1) AND asset_id IS NOT NULL)
     SELECT (SELECT count(*) FROM here) AS photos,
       (SELECT count(*) FROM here WHERE NOT EXISTS (SELECT 1 FROM files f JOIN directories d USING (directory_id)
          WHERE f.asset_id = here.asset_id AND f.is_present = 1 AND d.root_id <> @rootId)) AS photosOnlyThere,
       (SELECT count(*) FROM files WHERE ${ofRoot} AND is_present IN (1, -1)) AS files`,
  );
  const mark = database.prepare<{ rootId: number; from: number; to: number }>(
    `UPDATE files SET is_present = @to WHERE is_present = @from AND ${ofRoot}`,
  );
  const setForgotten = database.prepare<[number | null, number]>(
    "UPDATE roots SET forgotten_at = ? WHERE root_id = ?",
  );
  const recount = database
    .prepare<{ rootId: number; revision: number }, number>(
      `UPDATE assets SET revision = @revision, present_files =
         (SELECT count(*) FROM files f WHERE f.asset_id = assets.asset_id AND f.is_present = 1)
       WHERE asset_id IN (SELECT asset_id FROM files WHERE ${ofRoot} AND asset_id IS NOT NULL)
       RETURNING asset_id`,
    )
    .pluck();
  const orphans = database
    .prepare<[], number>(
      `SELECT asset_id FROM assets a WHERE present_files = 0
         AND NOT EXISTS (SELECT 1 FROM files f WHERE f.asset_id = a.asset_id)`,
    )
    .pluck();
  const remember = database.prepare<[number, number]>(
    "INSERT OR REPLACE INTO removed_assets (asset_id, revision) VALUES (?, ?)",
  );
  const removeAsset = database.prepare<[number]>("DELETE FROM assets WHERE asset_id = ?");

  return {
    count: (rootId: number): ForgettingCounts => count.get({ rootId }) as ForgettingCounts,

    /** @returns the assets whose files came or went */
    forget(rootId: number): number[] {
      mark.run({ rootId, from: 1, to: -1 });
      setForgotten.run(Date.now(), rootId);
      return recount.all({ rootId, revision: nextRevision() });
    },

    /** @returns the assets whose files came or went */
    recall(rootId: number): number[] {
      mark.run({ rootId, from: -1, to: 1 });
      setForgotten.run(null, rootId);
      return recount.all({ rootId, revision: nextRevision() });
    },

    /**
     * Deletes assets that no file holds or held where it was last seen, with all that was derived from them.
     * @returns their ids
     */
    removeOrphans(): number[] {
      const assetIds = orphans.all();
      for (const assetId of assetIds) {
        remember.run(assetId, nextRevision());
        removeAsset.run(assetId);
      }
      return assetIds;
    },
  };
}

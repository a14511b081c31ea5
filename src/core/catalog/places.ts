import type Database from "better-sqlite3";
import { pathFromSystem } from "../files/path-bytes.ts";
import type { PathColumn } from "./path-columns.ts";

/** A folder of a root, and all that is below it. */
export interface Place {
  rootId: number;
  /** Relative to the root; "" is all of it. */
  subtree: string;
}

const waitingAroundSql = `
  SELECT d.root_id AS rootId, d.path FROM files f JOIN directories d USING (directory_id)
  WHERE f.asset_id IN (SELECT value FROM json_each(?)) AND f.is_present = 1 AND EXISTS (
    SELECT 1 FROM files w WHERE w.directory_id = f.directory_id AND w.outcome = 'pending' AND w.is_present = 1)
  GROUP BY d.directory_id ORDER BY count(*) DESC, d.directory_id LIMIT 1`;

export function placesRepository(database: Database.Database) {
  const waitingAround = database.prepare<[string], { rootId: number; path: PathColumn }>(waitingAroundSql);
  return {
    /** The folder where most of these photos lie, of those in which files wait to be indexed. */
    waitingAround(assetIds: readonly number[]): Place | undefined {
      const row = waitingAround.get(JSON.stringify(assetIds));
      return row && { rootId: row.rootId, subtree: pathFromSystem(row.path) };
    },
  };
}

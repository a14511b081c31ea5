import type Database from "better-sqlite3";
import { pathFromSystem, pathToSystem } from "../files/path-bytes.ts";
import type { PathColumn } from "./path-columns.ts";

export interface RootRow {
  rootId: number;
  path: string;
  addedAt: number;
}

export interface RootWithCounts extends RootRow {
  /** Distinct contents that are there now. */
  photos: number;
  files: number;
}

/** The folders people added. A root never lies inside another one: `ingest/add-root.ts` sees to it. */
export function rootsRepository(database: Database.Database) {
  const list = database.prepare<[], { root_id: number; path: PathColumn; added_at: number }>(
    "SELECT root_id, path, added_at FROM roots ORDER BY root_id",
  );
  const counts = database.prepare<[], { root_id: number; photos: number; files: number }>(
    `SELECT d.root_id, count(DISTINCT f.asset_id) AS photos, count(*) AS files
     FROM files f JOIN directories d USING (directory_id) WHERE f.is_present = 1 GROUP BY d.root_id`,
  );
  const insert = database.prepare<[PathColumn, number]>("INSERT INTO roots (path, added_at) VALUES (?, ?)");
  const moveDirectories = database.prepare<[number, string, number]>(
    `UPDATE directories SET root_id = ?, path = ? || CASE WHEN path = '' THEN '' ELSE '/' || path END
     WHERE root_id = ?`,
  );
  const remove = database.prepare<[number]>("DELETE FROM roots WHERE root_id = ?");

  function listRoots(): RootRow[] {
    return list.all().map((row) => ({
      rootId: row.root_id,
      path: pathFromSystem(row.path),
      addedAt: row.added_at,
    }));
  }

  return {
    list: listRoots,

    listWithCounts(): RootWithCounts[] {
      const byRoot = new Map(counts.all().map((row) => [row.root_id, row]));
      return listRoots().map((root) => {
        const { photos = 0, files = 0 } = byRoot.get(root.rootId) ?? {};
        return { ...root, photos, files };
      });
    },

    insert(path: string): number {
      return Number(insert.run(pathToSystem(path), Date.now()).lastInsertRowid);
    },

    /** Makes everything of root `childId` part of `parentId`, in which it lies at `prefix`; the child is gone then. */
    adopt(parentId: number, childId: number, prefix: string): void {
      moveDirectories.run(parentId, prefix, childId);
      remove.run(childId);
    },
  };
}

export type RootsRepository = ReturnType<typeof rootsRepository>;

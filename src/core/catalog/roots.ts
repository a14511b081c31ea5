import type Database from "better-sqlite3";
import { pathFromSystem, pathToSystem } from "../files/path-bytes.ts";
import { isInside, relativeTo } from "../files/path-inside.ts";
import type { PathColumn } from "./path-columns.ts";

export interface RootRow {
  rootId: number;
  /** Where it is, or was last. */
  path: string;
  addedAt: number;
  /** null where the system tells no identity. */
  volume: { volumeId: string; label: string; volumePath: string } | null;
  /** Where its disk was mounted when it was last looked at; null where that is not known. */
  mountPoint: string | null;
  /** Another disk has taken its place: it is nowhere until its own disk is connected. */
  isDisplaced: boolean;
  forgottenAt: number | null;
}

export interface RootCounts {
  /** Distinct contents that are there now. */
  photos: number;
  files: number;
}

interface RawRoot {
  root_id: number;
  path: PathColumn;
  added_at: number;
  volume_id: string | null;
  volume_label: string | null;
  volume_path: PathColumn | null;
  last_path: PathColumn | null;
  mount_point: PathColumn | null;
  forgotten_at: number | null;
}

function toRoot(row: RawRoot): RootRow {
  const { volume_id: volumeId, volume_label: label, volume_path: volumePath } = row;
  return {
    rootId: row.root_id,
    path: pathFromSystem(row.last_path ?? row.path),
    addedAt: row.added_at,
    volume:
      volumeId === null || volumePath === null
        ? null
        : { volumeId, label: label ?? "", volumePath: pathFromSystem(volumePath) },
    mountPoint: row.mount_point === null ? null : pathFromSystem(row.mount_point),
    isDisplaced: row.last_path !== null,
    forgottenAt: row.forgotten_at,
  };
}

/** The folders people added. Roots that are not forgotten never lie inside one another: `ingest/add-roots.ts`. */
export function rootsRepository(database: Database.Database) {
  const list = database.prepare<[], RawRoot>("SELECT * FROM roots ORDER BY root_id");
  const get = database.prepare<[number], RawRoot>("SELECT * FROM roots WHERE root_id = ?");
  const counts = database.prepare<[], RootCounts & { root_id: number }>(
    `SELECT d.root_id, count(DISTINCT f.asset_id) AS photos, count(*) AS files
     FROM files f JOIN directories d USING (directory_id)
     WHERE f.is_present = 1 OR f.is_present = -1 GROUP BY d.root_id`,
  );
  const countDirectories = database
    .prepare<[number], number>("SELECT count(*) FROM directories WHERE root_id = ?")
    .pluck();
  const insert = database.prepare<[PathColumn, number]>("INSERT INTO roots (path, added_at) VALUES (?, ?)");
  const directories = database.prepare<[number], { directory_id: number; path: PathColumn }>(
    "SELECT directory_id, path FROM directories WHERE root_id = ?",
  );
  const moveDirectory = database.prepare<[number, PathColumn, number]>(
    "UPDATE directories SET root_id = ?, path = ? WHERE directory_id = ?",
  );
  const remove = database.prepare<[number]>("DELETE FROM roots WHERE root_id = ?");
  const setPath = database.prepare<[PathColumn, number]>(
    "UPDATE roots SET path = ?, last_path = NULL WHERE root_id = ?",
  );
  const displace = database.prepare<[number]>(
    "UPDATE roots SET last_path = path, path = '//' || volume_id || volume_path WHERE root_id = ?",
  );
  const setVolume = database.prepare<[string, string, PathColumn, number]>(
    "UPDATE roots SET volume_id = ?, volume_label = ?, volume_path = ? WHERE root_id = ?",
  );

  const setMountPoint = database.prepare<[PathColumn, number]>(
    "UPDATE roots SET mount_point = ? WHERE root_id = ?",
  );

  const all = (): RootRow[] => list.all().map(toRoot);

  return {
    /** Those that are not forgotten. */
    list: (): RootRow[] => all().filter(({ forgottenAt }) => forgottenAt === null),
    listForgotten: (): RootRow[] => all().filter(({ forgottenAt }) => forgottenAt !== null),
    get(rootId: number): RootRow | undefined {
      const row = get.get(rootId);
      return row && toRoot(row);
    },
    counts: (): Map<number, RootCounts> => new Map(counts.all().map((row) => [row.root_id, row])),
    directoryCount: (rootId: number): number => countDirectories.get(rootId) ?? 0,

    insert: (path: string): number => Number(insert.run(pathToSystem(path), Date.now()).lastInsertRowid),

    /** Makes everything of root `childId` part of `parentId`, in which it lies at `prefix`; the child is gone then. */
    adopt(parentId: number, childId: number, prefix: string): void {
      for (const { directory_id: directoryId, path: column } of directories.all(childId)) {
        const path = pathFromSystem(column);
        moveDirectory.run(parentId, pathToSystem(path === "" ? prefix : `${prefix}/${path}`), directoryId);
      }
      remove.run(childId);
    },

    /** Gives what root `from` knows at and under `prefix` to root `to`, whose own top that is. */
    release(from: number, to: number, prefix: string): void {
      for (const { directory_id: directoryId, path: column } of directories.all(from)) {
        const path = pathFromSystem(column);
        if (isInside(path, prefix))
          moveDirectory.run(to, pathToSystem(relativeTo(prefix, path)), directoryId);
      }
    },

    /** The root is elsewhere now. */
    setPath: (rootId: number, path: string): void => {
      setPath.run(pathToSystem(path), rootId);
    },
    /** Leaves the root's path to another disk; the root must have a volume. */
    displace: (rootId: number): void => {
      displace.run(rootId);
    },
    setVolume(rootId: number, volume: NonNullable<RootRow["volume"]>): void {
      setVolume.run(volume.volumeId, volume.label, pathToSystem(volume.volumePath), rootId);
    },
    setMountPoint(rootId: number, mountPoint: string): void {
      setMountPoint.run(pathToSystem(mountPoint), rootId);
    },
    remove: (rootId: number): void => {
      remove.run(rootId);
    },
  };
}

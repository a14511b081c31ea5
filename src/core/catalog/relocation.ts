import type Database from "better-sqlite3";
import { isThere } from "../files/is-there.ts";
import { parentOf } from "../files/name-parts.ts";
import { pathFromSystem, pathToSystem } from "../files/path-bytes.ts";
import { isInside, relativeTo } from "../files/path-inside.ts";
import type { FileStamp } from "./directories.ts";
import type { PathColumn } from "./path-columns.ts";

/** A photo's file as it lay in its root. */
export interface SampledFile extends Omit<FileStamp, "changedAt"> {
  /** Relative to the root. */
  path: string;
}

interface SampleRow {
  directory: PathColumn;
  name: PathColumn;
  size_bytes: number;
  modified_at: number;
  inode: number;
}

/** Spreads the sample over the root without sorting it: file ids times a large odd number, modulo a prime. */
const samplesSql = `
  SELECT d.path AS directory, f.name, f.size_bytes, f.modified_at, f.inode
  FROM directories d JOIN files f USING (directory_id)
  WHERE d.root_id = ? AND f.is_present = 1 AND f.asset_id IS NOT NULL
  ORDER BY (f.file_id * 2654435761) % 1000003 LIMIT ?`;

interface MoveRow {
  move_id: number;
  path: PathColumn;
  root_path: PathColumn;
  trashed_to: PathColumn | null;
}

/** What is known of a folder follows it when it is renamed, or moved to another disk. Call what writes in a transaction. */
export function relocationRepository(database: Database.Database) {
  const samples = database.prepare<[number, number], SampleRow>(samplesSql);
  const isMoved = database
    .prepare<[number], number>("SELECT is_moved FROM directories WHERE directory_id = ?")
    .pluck();
  const setMoved = database.prepare<[number]>("UPDATE directories SET is_moved = 1 WHERE root_id = ?");
  const clearMoved = database.prepare<[number]>("UPDATE directories SET is_moved = 0 WHERE directory_id = ?");
  const moves = database.prepare<[], MoveRow>("SELECT move_id, path, root_path, trashed_to FROM moves");
  const setMove = database.prepare<[PathColumn, PathColumn, PathColumn | null, number]>(
    "UPDATE moves SET path = ?, root_path = ?, trashed_to = ? WHERE move_id = ?",
  );
  const countPhotos = database
    .prepare<[number], number>(
      `SELECT count(*) FROM directories d JOIN files f USING (directory_id)
       WHERE d.root_id = ? AND f.is_present = 1 AND f.asset_id IS NOT NULL`,
    )
    .pluck();
  const directories = database.prepare<[number], { directory_id: number; path: PathColumn }>(
    "SELECT directory_id, path FROM directories WHERE root_id = ?",
  );
  const dropKnown = database.prepare<[{ from: number; to: number }]>(
    `DELETE FROM files WHERE directory_id = @from
       AND name IN (SELECT name FROM files WHERE directory_id = @to)`,
  );
  const handOver = database
    .prepare<{ from: number; to: number }, number | null>(
      `UPDATE files SET directory_id = @to, is_present = 0 WHERE directory_id = @from RETURNING asset_id`,
    )
    .pluck();

  return {
    /** Some of the photos' files that a root held, from all over it. */
    samples: (rootId: number, limit: number): SampledFile[] =>
      samples.all(rootId, limit).map((row) => {
        const [directory, name] = [pathFromSystem(row.directory), pathFromSystem(row.name)];
        const { size_bytes: sizeBytes, modified_at: modifiedAt, inode } = row;
        return { path: directory === "" ? name : `${directory}/${name}`, sizeBytes, modifiedAt, inode };
      }),

    /** Files of photos that were there when last seen. */
    countPhotos: (rootId: number): number => countPhotos.get(rootId) ?? 0,

    /** Whether the photos of this directory moved with it, and no job has told of that yet. */
    isMoved: (directoryId: number): boolean => isMoved.get(directoryId) === 1,
    markMoved: (rootId: number): void => {
      setMoved.run(rootId);
    },
    clearMoved: (directoryId: number): void => {
      clearMoved.run(directoryId);
    },

    /** Undoing a clean-up puts files back into the folder where it is now; what lies in a trash that moved too is found. */
    moveHistory(from: string, to: string): void {
      for (const row of moves.all()) {
        const [path, rootPath] = [pathFromSystem(row.path), pathFromSystem(row.root_path)];
        if (!isInside(path, from)) continue;
        const trashedTo =
          row.trashed_to === null ? null : followedTrash(pathFromSystem(row.trashed_to), from, to);
        setMove.run(
          pathToSystem(rebased(path, from, to)),
          pathToSystem(isInside(rootPath, from) ? rebased(rootPath, from, to) : rootPath),
          trashedTo === null ? null : pathToSystem(trashedTo),
          row.move_id,
        );
      }
    },

    /**
     * Gives a root's files to the directories that have taken their place; what is known there already goes. They count
     * as gone: what is there is known there.
     * @param targetOf the directory that has taken a directory's place, by its path in the root; undefined for none
     * @returns contents that have one file less now
     */
    handOver(rootId: number, targetOf: (path: string) => number | undefined): number[] {
      const touched = new Set<number>();
      for (const { directory_id: from, path } of directories.all(rootId)) {
        const to = targetOf(pathFromSystem(path));
        if (to === undefined) continue;
        dropKnown.run({ from, to });
        for (const assetId of handOver.all({ from, to })) if (assetId !== null) touched.add(assetId);
      }
      return [...touched];
    },
  };
}

/** The path of what lay in `from`, which is `to` now. */
export function rebased(path: string, from: string, to: string): string {
  const rest = relativeTo(from, path);
  return rest === "" ? to : `${to.replace(/\/$/, "")}/${rest}`;
}

/** A trash lies in the folder, beside it, or at the top of its disk: it moved along where it is there now. */
function followedTrash(trashedTo: string, from: string, to: string): string {
  if (isThere(trashedTo)) return trashedTo;
  for (let [before, now] = [from, to]; ; [before, now] = [parentOf(before), parentOf(now)]) {
    if (before !== "" && isInside(trashedTo, before)) {
      const followed = rebased(trashedTo, before, now);
      if (isThere(followed)) return followed;
    }
    if (before === "" || now === "") return trashedTo;
  }
}

import { lstat, readdir } from "node:fs/promises";
import { basename, dirname } from "node:path";
import type { StoredMove } from "../catalog/moves.ts";
import { systemCodeOf } from "../errors.ts";
import { pathForDisplay, pathFromBytes, pathToSystem } from "../files/path-bytes.ts";
import { holdsSomething } from "../files/root-state.ts";
import { inParallel } from "./disk.ts";
import { verifyFile } from "./verify-file.ts";

/**
 * Where a file is that was moved to a trash: `trash`, also where nobody can tell; `gone`: in neither place; `back`: a
 * person put it back without Shoebox; `away`: its disk is not connected.
 */
export type Whereabouts = "trash" | "gone" | "back" | "away";

/** What a trash's folder holds; null for one that is not there, undefined for one that cannot be listed. */
type Listing = ReadonlySet<string> | null | undefined;

/** Looks them up on the disks, a folder at a time. In the order of the moves. */
export async function whereaboutsOf(moves: readonly StoredMove[]): Promise<Whereabouts[]> {
  const listings = new Map<string, Promise<Listing>>();
  return inParallel(moves, async (move) => {
    // The system's own trash did not say where it put it.
    if (move.trashedTo === null) return "trash";
    const folder = dirname(move.trashedTo);
    const listing = listings.get(folder) ?? list(folder);
    listings.set(folder, listing);
    return whereIs(move, await listing);
  });
}

/** The same for one file, without listing the trash that it lies in. */
export async function whereaboutsOfOne(move: StoredMove): Promise<Whereabouts> {
  if (move.trashedTo === null || !(await isMissing(move.trashedTo))) return "trash";
  return whereIs(move, (await isMissing(dirname(move.trashedTo))) ? null : new Set());
}

/** Only "it is not there" means missing. */
async function isMissing(path: string): Promise<boolean> {
  return lstat(pathToSystem(path)).then(() => false, saysMissing);
}

function saysMissing(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR"].includes(systemCodeOf(error));
}

async function whereIs(
  { path, rootPath, sizeBytes, trashedTo }: StoredMove,
  names: Listing,
): Promise<Whereabouts> {
  if (names === undefined || names?.has(basename(trashedTo ?? ""))) return "trash";
  const stats = await lstat(pathToSystem(path)).catch(() => undefined);
  if (stats?.isFile() && stats.size === sizeBytes) return "back";
  // The trash of a disk goes with it.
  return names === null && !holdsSomething(rootPath) ? "away" : "gone";
}

async function list(folder: string): Promise<Listing> {
  try {
    return new Set((await readdir(pathToSystem(folder), { encoding: "buffer" })).map(pathFromBytes));
  } catch (error) {
    return saysMissing(error) ? null : undefined;
  }
}

/** Whether what lies at its old place is what was taken from there. */
export function isItself({ path, sha256, sizeBytes }: StoredMove): Promise<boolean> {
  return verifyFile(path, Buffer.from(sha256).toString("hex"), sizeBytes).then(
    () => true,
    () => false,
  );
}

export function awayWords({ rootPath }: StoredMove): string {
  return `It is in the trash of the disk with ${pathForDisplay(rootPath)}, which is not connected.`;
}

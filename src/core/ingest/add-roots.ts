import { readdir, realpath } from "node:fs/promises";
import { resolve } from "node:path";
import type { Catalog } from "../catalog/index.ts";
import { fromSystemError, ShoeboxError, systemCodeOf } from "../errors.ts";
import { pathForDisplay, pathFromBytes, pathToSystem } from "../files/path-bytes.ts";
import { isInside, relativeTo } from "../files/path-inside.ts";
import type { RootPlaces } from "../roots/root-places.ts";

/** A part of the library to scan: a root, or a folder in it. */
export interface ScanTarget {
  rootId: number;
  rootPath: string;
  /** Relative to the root; "" is all of it. */
  subtree: string;
  /** Only this directory and what is new or gone below it; otherwise everything below. */
  isShallow?: boolean;
}

/**
 * The real path of a folder a person named.
 * @throws DIR_NOT_FOUND, DIR_EMPTY, PERMISSION_DENIED
 */
export async function checkDirectory(directory: string): Promise<string> {
  const path = resolve(directory);
  const shown = pathForDisplay(path);
  try {
    const entries = await readdir(pathToSystem(path));
    if (entries.length === 0)
      throw new ShoeboxError("DIR_EMPTY", `The folder ${shown} is empty.`, { path: shown });
    return pathFromBytes(await realpath(pathToSystem(path), { encoding: "buffer" }));
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === "ENOENT") {
      throw new ShoeboxError("DIR_NOT_FOUND", `The folder ${shown} does not exist.`, {
        path: shown,
        cause: error,
      });
    }
    if (code === "ENOTDIR") {
      throw new ShoeboxError("DIR_NOT_FOUND", `${shown} is not a folder.`, { path: shown, cause: error });
    }
    throw fromSystemError(error, shown);
  }
}

/**
 * Makes folders part of the library. Roots never overlap: a folder inside a root is a part of that root, and a folder
 * around existing roots takes them in with everything known of them. One that was forgotten is remembered.
 * @param paths real paths, as `checkDirectory` gives them
 */
export function addRoots(catalog: Catalog, places: RootPlaces, paths: readonly string[]): ScanTarget[] {
  return catalog.transaction(() => paths.map((path) => addRoot(catalog, places, path)));
}

function addRoot(catalog: Catalog, places: RootPlaces, path: string): ScanTarget {
  const around = catalog.roots.list().find((root) => !root.isDisplaced && isInside(path, root.path));
  if (around && !places.isReplaced(around)) {
    return { rootId: around.rootId, rootPath: around.path, subtree: relativeTo(around.path, path) };
  }
  // Another disk has taken the place of the root's own.
  if (around) catalog.roots.displace(around.rootId);
  const forgotten = catalog.roots.listForgotten();
  const same = forgotten.find((root) => root.path === path);
  if (same) catalog.forgetting.recall(same.rootId);
  const rootId = same?.rootId ?? catalog.roots.insert(path);
  const forgottenAround = forgotten.find((root) => root !== same && isInside(path, root.path));
  if (forgottenAround) {
    catalog.roots.release(forgottenAround.rootId, rootId, relativeTo(forgottenAround.path, path));
  }
  adoptInner(catalog, rootId, path);
  places.learnVolume(rootId);
  return { rootId, rootPath: path, subtree: "" };
}

/** Roots inside a root, forgotten ones too, become parts of it. */
export function adoptInner(catalog: Catalog, rootId: number, path: string): void {
  for (const inner of [...catalog.roots.list(), ...catalog.roots.listForgotten()]) {
    if (inner.rootId === rootId || inner.isDisplaced || !isInside(inner.path, path)) continue;
    catalog.roots.adopt(rootId, inner.rootId, relativeTo(path, inner.path));
  }
}

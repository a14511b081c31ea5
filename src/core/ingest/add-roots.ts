import { readdir, realpath } from "node:fs/promises";
import { resolve } from "node:path";
import type { Catalog } from "../catalog/index.ts";
import { fromSystemError, ShoeboxError, systemCodeOf } from "../errors.ts";
import { pathForDisplay, pathFromBytes, pathToSystem } from "../files/path-bytes.ts";

/** A part of the library to scan: a root, or a folder in it. */
export interface ScanTarget {
  rootId: number;
  rootPath: string;
  /** Relative to the root; "" is all of it. */
  subtree: string;
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
    if (code === "ENOENT" || code === "ELOOP" || code === "ENAMETOOLONG") {
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
 * around existing roots takes them in with everything known of them.
 * @param paths real paths, as `checkDirectory` gives them
 */
export function addRoots(catalog: Catalog, paths: readonly string[]): ScanTarget[] {
  return catalog.transaction(() => paths.map((path) => addRoot(catalog, path)));
}

function addRoot(catalog: Catalog, path: string): ScanTarget {
  const roots = catalog.roots.list();
  const around = roots.find((root) => isInside(path, root.path));
  if (around) {
    return { rootId: around.rootId, rootPath: around.path, subtree: relativeTo(around.path, path) };
  }
  const rootId = catalog.roots.insert(path);
  for (const inner of roots.filter((root) => isInside(root.path, path))) {
    catalog.roots.adopt(rootId, inner.rootId, relativeTo(path, inner.path));
  }
  return { rootId, rootPath: path, subtree: "" };
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

function relativeTo(folder: string, path: string): string {
  return path.slice(folder.length).replace(/^\//, "");
}

import { type Dirent, existsSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import type { DirectoryListing } from "../../contract/directories.ts";
import { fromSystemError, ShoeboxError } from "../errors.ts";
import { isNamedLikePicture } from "../imaging/format.ts";

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/**
 * The folders in a folder, for a page that cannot ask the system itself.
 * @throws DIR_NOT_FOUND, PERMISSION_DENIED
 */
export async function listDirectories(directory = homedir()): Promise<DirectoryListing> {
  const path = resolve(directory);
  const entries = await readEntries(path);
  const visible = entries.filter((entry) => !entry.name.startsWith("."));
  const parent = dirname(path);
  const areDirectories = await Promise.all(visible.map((entry) => isDirectory(entry)));
  return {
    path,
    parent: parent === path ? null : parent,
    directories: visible
      .filter((_, index) => areDirectories[index])
      .map(({ name }) => ({ name, path: join(path, name) }))
      .sort((left, right) => byName.compare(left.name, right.name)),
    pictures: visible.filter((entry) => entry.isFile() && isNamedLikePicture(entry.name)).length,
    shortcuts: shortcuts(),
  };
}

/** A link to a folder is one to a person. */
async function isDirectory(entry: Dirent): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  const target = await stat(join(entry.parentPath, entry.name)).catch(() => undefined);
  return target?.isDirectory() ?? false;
}

async function readEntries(path: string) {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (error) {
    const known = fromSystemError(error, path);
    if (known.code !== "VANISHED") throw known;
    throw new ShoeboxError("DIR_NOT_FOUND", `There is no folder ${path}.`, { path, cause: error });
  }
}

/** Where people keep photos, as far as those folders are there. */
function shortcuts(): DirectoryListing["shortcuts"] {
  const home = homedir();
  const candidates = [
    { name: "Home", path: home },
    ...["Pictures", "Photos", "Desktop", "Downloads", "Documents"].map((name) => ({
      name,
      path: join(home, name),
    })),
    ...["/media", "/mnt", "/run/media", "/Volumes"].map((path) => ({ name: basename(path), path })),
    { name: "Computer", path: resolve("/") },
  ];
  return candidates.filter(({ path }) => existsSync(path));
}

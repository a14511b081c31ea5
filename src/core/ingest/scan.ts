import type { Dirent, Stats } from "node:fs";
import { lstat, readdir, realpath, stat } from "node:fs/promises";
import type { FileStamp } from "../catalog/directories.ts";
import { fromSystemError, type ShoeboxError } from "../errors.ts";
import { pathFromBytes, pathToSystem } from "../files/path-bytes.ts";
import { isLeftOut } from "./leave-out.ts";

export interface ScannedFile extends FileStamp {
  name: string;
  /** A pipe, socket or device: never opened. */
  isSpecial: boolean;
}

/** One directory as it lies on disk now. */
export interface ScannedDirectory {
  /** Relative to the root; "" is the root itself. */
  path: string;
  files: ScannedFile[];
  /** Why the directory could not be listed; what was known of it stays as it is then. */
  error?: ShoeboxError;
}

export interface ScanOptions {
  /** With no link in it. */
  rootPath: string;
  /** Where in the root to start. */
  subtree: string;
  /** Never entered: the library's own folder. */
  exceptDirectory: string;
  signal: AbortSignal;
}

/**
 * Walks a folder, a directory at a time, reading nothing but directory entries and stats. Links that lead out of the
 * root are followed once and loops end; those that lead into it are left, since what they point to is found anyway.
 * @throws DIR_NOT_FOUND, PERMISSION_DENIED when the starting folder cannot be listed
 */
export async function* scan(options: ScanOptions): AsyncGenerator<ScannedDirectory> {
  const visited = new Set<string>();
  const stack: string[] = [options.subtree];
  for (let path = stack.pop(); path !== undefined; path = stack.pop()) {
    options.signal.throwIfAborted();
    try {
      const found = await scanDirectory(path, options, visited);
      if (!found) continue;
      stack.push(...found.children.sort().reverse());
      yield found.directory;
    } catch (error) {
      const problem = fromSystemError(error, absolutePath(options.rootPath, path));
      if (path === options.subtree) throw problem;
      yield { path, files: [], error: problem };
    }
  }
}

export function absolutePath(rootPath: string, relativePath: string): string {
  if (relativePath === "") return rootPath;
  return rootPath.endsWith("/") ? rootPath + relativePath : `${rootPath}/${relativePath}`;
}

async function scanDirectory(path: string, options: ScanOptions, visited: Set<string>) {
  const here = absolutePath(options.rootPath, path);
  if (!(await isFirstVisit(here, visited))) return undefined;
  const entries = await readdir(pathToSystem(here), { withFileTypes: true, encoding: "buffer" });
  const directory: ScannedDirectory = { path, files: [] };
  const children: string[] = [];
  await Promise.all(
    entries.map(async (entry) => {
      const name = pathFromBytes(entry.name);
      if (isLeftOut(name)) return;
      const child = path === "" ? name : `${path}/${name}`;
      const childPath = absolutePath(options.rootPath, child);
      const stats = await lookAt(entry, childPath, options.rootPath);
      if (!stats) return;
      if (!stats.isDirectory()) directory.files.push(toScannedFile(name, stats));
      else if (childPath !== options.exceptDirectory) children.push(child);
    }),
  );
  return { directory, children };
}

/** The same directory reached again, through a link or a mount, is not walked again. */
async function isFirstVisit(path: string, visited: Set<string>): Promise<boolean> {
  const { dev, ino } = await stat(pathToSystem(path));
  const identity = `${dev}:${ino}`;
  if (visited.has(identity)) return false;
  visited.add(identity);
  return true;
}

/** What an entry is; undefined for what vanished, for a link that leads nowhere, and for one that stays in the root. */
async function lookAt(entry: Dirent<Buffer>, path: string, rootPath: string): Promise<Stats | undefined> {
  const systemPath = pathToSystem(path);
  try {
    if (!entry.isSymbolicLink()) return await lstat(systemPath);
    const target = pathFromBytes(await realpath(systemPath, { encoding: "buffer" }));
    return target === rootPath || target.startsWith(`${rootPath}/`) ? undefined : await stat(systemPath);
  } catch {
    return undefined;
  }
}

function toScannedFile(name: string, stats: Stats): ScannedFile {
  return {
    name,
    sizeBytes: stats.size,
    modifiedAt: stats.mtimeMs,
    inode: stats.ino,
    isSpecial: !stats.isFile(),
  };
}

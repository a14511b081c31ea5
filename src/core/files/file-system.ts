import type { BigIntStats, Dirent, Stats } from "node:fs";
import { lstat, readdir, realpath, stat } from "node:fs/promises";
import { pathFromBytes, pathToSystem } from "./path-bytes.ts";

/** What a listing tells of an entry; `unknown` where the file system does not keep kinds in its directories. */
export type EntryKind = "file" | "directory" | "link" | "special" | "unknown";

export interface Entry {
  name: string;
  kind: EntryKind;
}

/** All that a scan asks of the system. Every method rejects with the system's error: nothing is taken for absence. */
export interface FileSystem {
  list(directory: string): Promise<Entry[]>;
  /** Of the entry itself, be it a link. */
  look(path: string): Promise<Stats>;
  /** Of what the path leads to. */
  follow(path: string): Promise<Stats>;
  /** The same for a directory, exact: inodes of 64 bits pass what a number can hold. */
  followDirectory(path: string): Promise<BigIntStats>;
  realPath(path: string): Promise<string>;
}

export const systemFiles: FileSystem = {
  list: listDirectory,
  look: (path) => lstat(pathToSystem(path)),
  follow: (path) => stat(pathToSystem(path)),
  followDirectory: (path) => stat(pathToSystem(path), { bigint: true }),
  realPath: async (path) => pathFromBytes(await realpath(pathToSystem(path), { encoding: "buffer" })),
};

/**
 * Where a listing tells no kinds, Node looks at each entry by itself and gives up the whole directory for one that it
 * may not look at: the names alone are asked for then.
 */
async function listDirectory(directory: string): Promise<Entry[]> {
  const path = pathToSystem(directory);
  try {
    const entries = await readdir(path, { withFileTypes: true, encoding: "buffer" });
    return entries.map((entry) => ({ name: pathFromBytes(entry.name), kind: kindOf(entry) }));
  } catch (error) {
    const names = await readdir(path, { encoding: "buffer" }).catch(() => undefined);
    if (!names) throw error;
    return names.map((name) => ({ name: pathFromBytes(name), kind: "unknown" }));
  }
}

function kindOf(entry: Dirent<Buffer>): EntryKind {
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "directory";
  return entry.isSymbolicLink() ? "link" : "special";
}

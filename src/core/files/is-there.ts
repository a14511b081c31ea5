import { lstatSync, readdirSync, type Stats } from "node:fs";
import { basename, dirname } from "node:path";
import { isGone } from "../errors.ts";
import { foldedName } from "./name-parts.ts";
import { pathFromBytes, pathToSystem } from "./path-bytes.ts";

/** Whether anything is at a path. What cannot be looked at counts as there: it is not known to be gone. */
export function isThere(path: string): boolean {
  try {
    lstatSync(pathToSystem(path));
    return true;
  } catch (error) {
    return !isGone(error);
  }
}

/**
 * Whether two paths are two spellings of one file: a disk that does not tell cases (or Unicode forms) apart still
 * finds a file under the name it had before. Two names of a file on a disk that does (hard links) are two files.
 */
export function isSameFile(formerPath: string, path: string): boolean {
  if (dirname(formerPath) !== dirname(path) || foldedName(formerPath) !== foldedName(path)) return false;
  const [former, now] = [statsOf(formerPath), statsOf(path)];
  if (!former || !now || former.ino !== now.ino || former.dev !== now.dev) return false;
  const names = readdirSync(pathToSystem(dirname(path)), { encoding: "buffer" }).map(pathFromBytes);
  return !names.includes(basename(formerPath));
}

function statsOf(path: string): Stats | undefined {
  try {
    return lstatSync(pathToSystem(path));
  } catch {
    return undefined;
  }
}

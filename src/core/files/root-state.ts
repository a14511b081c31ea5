import { opendirSync } from "node:fs";
import { pathToSystem } from "./path-bytes.ts";

/**
 * Whether a folder is there and holds anything. A root that is missing or holds nothing at all (an empty mount point)
 * counts as offline: what it held is never taken for deleted.
 */
export function holdsSomething(path: string): boolean {
  try {
    const directory = opendirSync(pathToSystem(path) as string);
    const isEmpty = directory.readSync() === null;
    directory.closeSync();
    return !isEmpty;
  } catch {
    return false;
  }
}

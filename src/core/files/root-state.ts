import { opendirSync } from "node:fs";
import { pathToSystem } from "./path-bytes.ts";

/**
 * Whether the disk a root lies on is connected. A folder that is missing or holds nothing at all (an empty mount
 * point) counts as offline: what it held is never taken for deleted.
 */
export function isRootOnline(rootPath: string): boolean {
  try {
    const directory = opendirSync(pathToSystem(rootPath) as string);
    const isEmpty = directory.readSync() === null;
    directory.closeSync();
    return !isEmpty;
  } catch {
    return false;
  }
}

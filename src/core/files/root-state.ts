import { existsSync } from "node:fs";
import { pathToSystem } from "./path-bytes.ts";

/** Whether the disk a root lies on is connected: a folder that cannot be reached is offline, never deleted. */
export function isRootOnline(rootPath: string): boolean {
  return existsSync(pathToSystem(rootPath));
}

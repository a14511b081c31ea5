import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { fromSystemError, systemCodeOf } from "../errors.ts";

/**
 * Makes a folder and those above it. Not `mkdir`'s own `recursive`: that one never returns where the system refuses
 * to make anything and says ENOENT, as /proc does (Node 24.21).
 * @throws PERMISSION_DENIED, DISK_FULL
 */
export function makeDirectory(path: string): void {
  try {
    if (existsSync(path)) return;
    const parent = dirname(path);
    if (!existsSync(parent)) makeDirectory(parent);
    mkdirSync(path);
  } catch (error) {
    // Another process may have made it meanwhile.
    if (systemCodeOf(error) !== "EEXIST") throw asRefusal(error, path);
  }
}

function asRefusal(error: unknown, path: string): unknown {
  const known = fromSystemError(error, path, "PERMISSION_DENIED");
  return known.code === "VANISHED" ? fromSystemError({ code: "EACCES" }, path) : known;
}

import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { fromSystemError, ShoeboxError, systemCodeOf } from "../errors.ts";

/**
 * Makes a folder and those above it. Not `mkdir`'s own `recursive`: that one never returns where the system refuses
 * to make anything and says ENOENT, as /proc does (Node 24.21).
 * @throws DIR_NOT_FOUND for the path of a file, PERMISSION_DENIED, DISK_FULL
 */
export function makeDirectory(path: string): void {
  try {
    if (existsSync(path)) {
      if (statSync(path).isDirectory()) return;
      throw new ShoeboxError("DIR_NOT_FOUND", `${path} is a file, not a folder.`, { path });
    }
    const parent = dirname(path);
    makeDirectory(parent);
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

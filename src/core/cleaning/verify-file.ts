import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { lstat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { fromSystemError, ShoeboxError, systemCodeOf } from "../errors.ts";
import { pathForDisplay, pathToSystem } from "../files/path-bytes.ts";

/** Which file on which disk; two paths with the same are one file. */
export interface FileIdentity {
  device: number;
  inode: number;
  links: number;
}

/**
 * Proves that a file is there and holds what it did when it was indexed, by reading all of it.
 * @throws VANISHED, CHANGED_SINCE_INDEXED, PERMISSION_DENIED, UNREADABLE
 */
export async function verifyFile(path: string, sha256: string, sizeBytes: number): Promise<FileIdentity> {
  const shown = pathForDisplay(path);
  try {
    const stats = await lstat(pathToSystem(path));
    if (!stats.isFile() || stats.size !== sizeBytes) throw changed(shown);
    const hash = createHash("sha256");
    await pipeline(createReadStream(pathToSystem(path)), hash);
    if (hash.digest("hex") !== sha256) throw changed(shown);
    return { device: stats.dev, inode: stats.ino, links: stats.nlink };
  } catch (error) {
    throw fromMoveError(error, path);
  }
}

function changed(path: string): ShoeboxError {
  return new ShoeboxError("CHANGED_SINCE_INDEXED", "The file changed since it was indexed: it stays.", {
    path,
  });
}

/** What a failed move means to a person. */
export function fromMoveError(error: unknown, path: string): ShoeboxError {
  const shown = pathForDisplay(path);
  if (systemCodeOf(error) === "EROFS") {
    return new ShoeboxError("DISK_READ_ONLY", undefined, { path: shown, cause: error });
  }
  return fromSystemError(error, shown, "TRASH_FAILED");
}

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { lstat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type { ErrorCode } from "../../contract/errors.ts";
import { fromSystemError, ShoeboxError, systemCodeOf } from "../errors.ts";
import { pathForDisplay, pathToSystem } from "../files/path-bytes.ts";

/** Which file on which disk; two paths with the same are one file. */
export interface FileIdentity {
  device: number;
  inode: number;
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
    if ((await hashFile(path)).toString("hex") !== sha256) throw changed(shown);
    return { device: stats.dev, inode: stats.ino };
  } catch (error) {
    throw fromMoveError(error, path);
  }
}

function changed(path: string): ShoeboxError {
  return new ShoeboxError("CHANGED_SINCE_INDEXED", "The file changed since it was indexed: it stays.", {
    path,
  });
}

const moveCodes: Record<string, ErrorCode> = {
  EROFS: "DISK_READ_ONLY",
  ENOSPC: "TRASH_FULL",
  EDQUOT: "TRASH_FULL",
};

/** The SHA-256 of a file's bytes, read now. */
export async function hashFile(path: string): Promise<Buffer> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(pathToSystem(path)), hash);
  return hash.digest();
}

/** What a failed move means to a person. */
export function fromMoveError(error: unknown, path: string): ShoeboxError {
  const shown = pathForDisplay(path);
  const code = moveCodes[systemCodeOf(error)];
  if (code) return new ShoeboxError(code, undefined, { path: shown, cause: error });
  return fromSystemError(error, shown, "TRASH_FAILED");
}

import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  openSync,
  rmSync,
  statfsSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { fromSystemError, systemCodeOf } from "../errors.ts";
import { makeDirectory } from "../files/make-directory.ts";
import { catalogFileName } from "./database.ts";
import type { Hindrance } from "./keeping.ts";
import { lockFileName } from "./lock.ts";

const refusedCodes = new Set(["EACCES", "EPERM", "EROFS"]);
const fullCodes = new Set(["ENOSPC", "EDQUOT"]);

/** SQLite needs half of this at once to open its write-ahead log. */
const probeBytes = 64 * 1024;

/** With less than this a full disk is as good as full still: work that went on would stop again at once. */
const roomBytes = 32 * 1024 ** 2;

/** A small disk has less to give. */
const roomShare = 0.05;

/**
 * Whether a library's folder, made when it is new, can be written to. It is tried: what modes, mounts, access lists and
 * quotas come to, only the system knows.
 * @throws PERMISSION_DENIED, DISK_FULL, DIR_NOT_FOUND where there is no library yet and none can be made
 */
export function hindranceIn(libraryDirectory: string): Hindrance["code"] | undefined {
  const isNew = !existsSync(join(libraryDirectory, catalogFileName));
  try {
    makeDirectory(libraryDirectory);
    probe(libraryDirectory);
    for (const name of [catalogFileName, lockFileName]) assertWritable(join(libraryDirectory, name));
    return undefined;
  } catch (error) {
    const code = systemCodeOf(error);
    if (!isNew && refusedCodes.has(code)) return "LIBRARY_READ_ONLY";
    if (!isNew && fullCodes.has(code)) return "DISK_FULL";
    throw fromSystemError(error, libraryDirectory, "PERMISSION_DENIED");
  }
}

/** Whether a disk that was full has room again, by its own word and by trying: a quota shows in the second only. */
export function hasRoom(libraryDirectory: string): boolean {
  try {
    const { bavail, blocks, bsize } = statfsSync(libraryDirectory);
    if (bavail * bsize < Math.min(roomBytes, blocks * bsize * roomShare)) return false;
    probe(libraryDirectory);
    return true;
  } catch {
    return false;
  }
}

function probe(directory: string): void {
  const path = join(directory, `.probe-${process.pid}`);
  const file = openSync(path, "w");
  try {
    writeSync(file, Buffer.alloc(probeBytes));
  } finally {
    closeSync(file);
    rmSync(path, { force: true });
  }
}

function assertWritable(path: string): void {
  if (existsSync(path)) accessSync(path, constants.W_OK);
}

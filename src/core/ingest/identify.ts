import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { ErrorCode } from "../../contract/errors.ts";
import type { FileStamp } from "../catalog/directories.ts";
import { fromSystemError } from "../errors.ts";
import { nameOf } from "../files/name-parts.ts";
import { pathToSystem } from "../files/path-bytes.ts";
import {
  isNamedLikePicture,
  type PictureFormat,
  pictureFormatOf,
  signatureLengthBytes,
} from "../imaging/format.ts";
import { maximumFileBytes } from "../imaging/limits.ts";
import type { FileProblem } from "../imaging/problem.ts";
import { isTransient } from "./retry.ts";
import { isSidecarName, isVideoName } from "./units.ts";

/** A file whose bytes were read, once: what it is, and what it holds. */
export interface IdentifiedFile {
  bytes: Uint8Array<ArrayBuffer>;
  format: PictureFormat;
  sha256: Uint8Array;
  stamp: FileStamp;
}

/** A file that goes no further. */
export interface UnreadFile {
  outcome: "skipped" | "failed";
  problem: FileProblem;
  /** It may be otherwise in a moment. */
  isTransient?: boolean;
  /** As it was when it was opened, where it could be. */
  stamp?: FileStamp;
}

/**
 * Opens a file read-only, tells its format from its first bytes, and reads and hashes the rest. What cannot be read is
 * a result with a code; only errors that are no fault of the file are thrown.
 */
export async function identify(path: string): Promise<IdentifiedFile | UnreadFile> {
  let file: FileHandle | undefined;
  try {
    // Without O_NONBLOCK opening a pipe would wait for a writer for ever.
    file = await open(pathToSystem(path), constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    return await readOpenFile(file, path);
  } catch (error) {
    const { code, message } = fromSystemError(error, path);
    return { ...failed(code, message), isTransient: isTransient(error) };
  } finally {
    await file?.close();
  }
}

async function readOpenFile(file: FileHandle, path: string): Promise<IdentifiedFile | UnreadFile> {
  const before = await file.stat();
  if (!before.isFile()) return notRegularFile;
  // The time of change as it was before reading: what is written meanwhile is noticed by the next look.
  const stamp = {
    sizeBytes: before.size,
    modifiedAt: before.mtimeMs,
    inode: before.ino,
    changedAt: before.ctimeMs,
  };
  if (before.size === 0) return { ...leftOut(path, "EMPTY_FILE", "The file holds no bytes."), stamp };
  const head = new Uint8Array(Math.min(before.size, signatureLengthBytes));
  await readInto(file, head, 0);
  const format = pictureFormatOf(head);
  if (!format)
    return {
      ...leftOut(path, "UNSUPPORTED_FORMAT", "Its bytes are not those of a picture that Shoebox reads."),
      stamp,
    };
  if (before.size > maximumFileBytes)
    return { ...failed("TOO_LARGE", "The file is larger than 1 GiB."), stamp };
  const bytes = new Uint8Array(before.size);
  bytes.set(head);
  const length = await readInto(file, bytes, head.length);
  const after = await file.stat();
  if (length < bytes.length || after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
    return failed("CHANGED_WHILE_READING", "The file changed while it was being read.");
  }
  const sha256 = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return { bytes, format, sha256, stamp };
}

/** Fills `target` from `offset` on; the count of bytes it then holds is less than its length at the file's end. */
async function readInto(file: FileHandle, target: Uint8Array, offset: number): Promise<number> {
  let position = offset;
  while (position < target.length) {
    const { bytesRead } = await file.read(target, position, target.length - position, position);
    if (bytesRead === 0) break;
    position += bytesRead;
  }
  return position;
}

/** A file of metadata on its own. */
export const describesNothing = "This describes a picture that is not beside it.";

function failed(code: ErrorCode, message: string): UnreadFile {
  return { outcome: "failed", problem: { code, message } };
}

function skipped(code: ErrorCode, message: string): UnreadFile {
  return { outcome: "skipped", problem: { code, message } };
}

/** A pipe, a socket, a device. */
export const notRegularFile = skipped("UNSUPPORTED_FORMAT", "This is not a regular file.");

/** A file that is called a picture has failed to be one; anything else was never meant to be. */
function leftOut(path: string, code: ErrorCode, message: string): UnreadFile {
  const name = nameOf(path);
  if (isVideoName(name)) return skipped(code, "This is a video: Shoebox looks at pictures.");
  if (isSidecarName(name)) return skipped(code, describesNothing);
  return isNamedLikePicture(path) ? failed(code, message) : skipped(code, message);
}

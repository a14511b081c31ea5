import { randomBytes } from "node:crypto";
import { type FileHandle, link, lstat, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { type ErrorCode, errorDefinitions } from "../../contract/errors.ts";
import { isGone, isShoeboxError, ShoeboxError, systemCodeOf } from "../errors.ts";
import { pathForDisplay } from "./path-bytes.ts";
import { isInside } from "./path-inside.ts";

/** Of a file that is being written: nobody takes it for a whole one. */
const unfinishedPrefix = ".shoebox-export-";

export interface ExportTarget {
  /** Absolute. */
  path: string;
  isOverwriting: boolean;
  /** Nothing is written there. */
  libraryDirectory: string;
  /** For people: "export of a collection". */
  what: string;
  /** Whether the file there is one: anything else is not written over. */
  isOne(path: string): Promise<boolean>;
}

/**
 * Writes a file whole or not at all: under another name in the same folder, which becomes this one in one step.
 * @returns its bytes
 * @throws PATH_TAKEN, DIR_NOT_FOUND, DISK_FULL, PERMISSION_DENIED, DISK_READ_ONLY, QUERY_INVALID, what `parts` throws, and
 * the signal's reason
 */
export async function writeExport(
  target: ExportTarget,
  parts: AsyncIterable<string | Uint8Array>,
  signal?: AbortSignal,
): Promise<number> {
  const { path } = target;
  await assertMayWrite(target);
  const unfinished = join(dirname(path), `${unfinishedPrefix}${randomBytes(6).toString("hex")}`);
  let handle: FileHandle | undefined;
  try {
    handle = await open(unfinished, "wx");
    let bytes = 0;
    for await (const part of parts) {
      signal?.throwIfAborted();
      const buffer = typeof part === "string" ? Buffer.from(part, "utf8") : part;
      await writeAll(handle, buffer);
      bytes += buffer.byteLength;
    }
    await handle.sync();
    await handle.close();
    handle = undefined;
    await putInPlace(unfinished, target);
    return bytes;
  } catch (error) {
    throw isFromSystem(error) ? writeError(error, path) : error;
  } finally {
    await handle?.close().catch(() => {});
    await rm(unfinished, { force: true }).catch(() => {});
  }
}

/** One call may write less than it was given. */
async function writeAll(handle: FileHandle, buffer: Uint8Array): Promise<void> {
  for (let written = 0; written < buffer.byteLength; ) {
    const { bytesWritten } = await handle.write(buffer, written);
    written += bytesWritten;
  }
}

/** Said before anything is read or written. */
export async function assertMayWrite(target: ExportTarget): Promise<void> {
  const { path, isOverwriting, libraryDirectory, what } = target;
  const shown = pathForDisplay(path);
  if (isInside(path, resolve(libraryDirectory))) {
    const message = `${shown} is in the library's own folder: choose another one.`;
    throw new ShoeboxError("QUERY_INVALID", message, { path: shown });
  }
  const known = await lstat(path).catch((error: unknown) => {
    if (systemCodeOf(error) === "ENOENT") return undefined;
    throw writeError(error, path);
  });
  if (!known) return;
  if (known.isDirectory())
    throw new ShoeboxError("QUERY_INVALID", `${shown} is a folder: name a file in it.`, { path: shown });
  if (!isOverwriting) throw taken(path);
  if (!known.isFile() || !(await target.isOne(path))) {
    const message = `${shown} is no ${what}, and stays as it is.`;
    throw new ShoeboxError("PATH_TAKEN", message, { path: shown });
  }
}

function taken(path: string): ShoeboxError {
  const shown = pathForDisplay(path);
  return new ShoeboxError("PATH_TAKEN", `There is a file ${shown} already.`, { path: shown });
}

/** What another program put there meanwhile stays, where the file system can promise that. */
async function putInPlace(unfinished: string, { path, isOverwriting }: ExportTarget): Promise<void> {
  if (isOverwriting) return rename(unfinished, path);
  try {
    await link(unfinished, path);
  } catch (error) {
    if (systemCodeOf(error) === "EEXIST") throw taken(path);
    await rename(unfinished, path);
  }
}

const writeCodes: Record<string, ErrorCode> = {
  ENOENT: "DIR_NOT_FOUND",
  ENOTDIR: "DIR_NOT_FOUND",
  EACCES: "PERMISSION_DENIED",
  EPERM: "PERMISSION_DENIED",
  EROFS: "DISK_READ_ONLY",
  ENOSPC: "DISK_FULL",
  EDQUOT: "DISK_FULL",
  ENAMETOOLONG: "PATH_TOO_LONG",
};

function isFromSystem(error: unknown): boolean {
  return !isShoeboxError(error) && systemCodeOf(error) !== "" && "syscall" in (error as object);
}

function writeError(error: unknown, path: string): ShoeboxError {
  if (isShoeboxError(error)) return error;
  const shown = pathForDisplay(path);
  const systemCode = systemCodeOf(error);
  const code = writeCodes[systemCode] ?? "UNREADABLE";
  const words: Partial<Record<ErrorCode, string>> = {
    DIR_NOT_FOUND: `There is no folder ${pathForDisplay(dirname(path))}.`,
    PERMISSION_DENIED: `Shoebox may not write to ${pathForDisplay(dirname(path))}.`,
    DISK_FULL: `The disk of ${shown} is full: nothing was kept of the export.`,
    UNREADABLE: `${basename(shown)} could not be written (${systemCode}).`,
  };
  const about = code === "DIR_NOT_FOUND" ? pathForDisplay(dirname(path)) : shown;
  return new ShoeboxError(code, words[code] ?? errorDefinitions[code].meaning, { path: about, cause: error });
}

/** What a failure to read an export means. */
export function readError(error: unknown, path: string): unknown {
  if (!isFromSystem(error)) return error;
  const shown = pathForDisplay(path);
  if (isGone(error)) return new ShoeboxError("QUERY_INVALID", `There is no file ${shown}.`, { path: shown });
  const systemCode = systemCodeOf(error);
  if (systemCode === "EISDIR")
    return new ShoeboxError("QUERY_INVALID", `${shown} is a folder, and no export of a collection.`);
  const code = systemCode === "EACCES" || systemCode === "EPERM" ? "PERMISSION_DENIED" : "UNREADABLE";
  return new ShoeboxError(code, `${shown} could not be read (${systemCode}).`, { path: shown, cause: error });
}

import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { fromSystemError, isShoeboxError, type ShoeboxError } from "../../errors.ts";

/** What a failure to write to the library's disk means. */
export function writeFailure(error: unknown, path: string): ShoeboxError {
  return isShoeboxError(error) ? error : fromSystemError(error, path, "LIBRARY_DISK_ERROR");
}

/** Whole or not at all, and there after a power cut. */
export async function writeDurably(path: string, text: string): Promise<void> {
  const beside = `${path}.new`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const handle = await open(beside, "w");
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await renameDurably(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw writeFailure(error, path);
  }
}

/** Renames a file or folder, and has the disk know it. */
export async function renameDurably(from: string, to: string): Promise<void> {
  await rename(from, to);
  await syncDirectory(dirname(to));
}

/** Windows keeps folders by itself and opens none. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

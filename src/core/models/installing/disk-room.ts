import { statfs } from "node:fs/promises";
import { ShoeboxError } from "../../errors.ts";
import { bytesInWords } from "./bytes-in-words.ts";

/** The catalog goes on growing while a model comes in. */
const spareBytes = 8 * 1024 * 1024;

/**
 * Asked before anything is written, so that a disk is not filled in vain.
 * @param directory that exists
 * @throws DISK_FULL
 */
export async function assertRoomFor(directory: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(directory);
  const free = bavail * bsize;
  const missing = bytes + spareBytes - free;
  if (bytes === 0 || missing <= 0) return;
  const message =
    `The model needs ${bytesInWords(bytes)} more, and the disk that holds the library has ` +
    `${bytesInWords(free)} free: ${bytesInWords(missing)} are missing.`;
  throw new ShoeboxError("DISK_FULL", message, { path: directory });
}

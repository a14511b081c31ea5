import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** Of `stat`, whatever the file system's own are. */
const blockBytes = 512;

/** What a folder takes on the disk. Qdrant makes files larger than what is in them: blocks count, not lengths. */
export async function folderBytes(directory: string): Promise<number> {
  // Segments come and go while they are counted.
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
  let bytes = 0;
  for (const entry of entries) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) bytes += await folderBytes(path);
    else bytes += blockBytes * ((await stat(path).catch(() => undefined))?.blocks ?? 0);
  }
  return bytes;
}

import { type FileHandle, open } from "node:fs/promises";

/** Where a tar archive, which Qdrant's snapshots are, says that it is one (POSIX.1-1988, ustar). */
const tarMagicOffset = 257;
const tarMagic = "ustar";

/** How an export's first line begins. */
export const headerStart = '{"shoebox":';

/** A tar archive, as Qdrant's snapshots are. */
export async function isSnapshot(path: string): Promise<boolean> {
  const beginning = await beginningOf(path);
  return beginning.toString("latin1", tarMagicOffset, tarMagicOffset + tarMagic.length) === tarMagic;
}

/** An export of a collection in either form, or an empty file: what may be written over. */
export async function looksLikeExport(path: string): Promise<boolean> {
  const beginning = await beginningOf(path);
  if (beginning.length === 0 || beginning.toString("utf8").startsWith(headerStart)) return true;
  return isSnapshot(path);
}

async function beginningOf(path: string): Promise<Buffer> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, "r");
    const buffer = Buffer.alloc(512);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle?.close();
  }
}

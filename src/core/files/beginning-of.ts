import { type FileHandle, open } from "node:fs/promises";

/** The first bytes of a file, 512 at most. */
export async function beginningOf(path: string): Promise<Buffer> {
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

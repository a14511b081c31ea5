import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import { fromSystemError } from "../../../errors.ts";
import { writeFailure } from "../durable-files.ts";

const chunkBytes = 1024 * 1024;

/**
 * Copies the bytes of a file, whatever links lead to it, and has the disk keep them.
 * @returns SHA-256, lower-case hexadecimal
 * @throws DISK_FULL, LIBRARY_DISK_ERROR, PERMISSION_DENIED, UNREADABLE, VANISHED; the signal's reason
 */
export async function copyFile(
  from: string,
  to: string,
  { signal, onBytes }: { signal: AbortSignal; onBytes: (bytes: number) => void },
): Promise<string> {
  const hash = createHash("sha256");
  await mkdir(dirname(to), { recursive: true }).catch((error) => {
    throw writeFailure(error, to);
  });
  const handle = await open(to, "w").catch((error) => {
    throw writeFailure(error, to);
  });
  try {
    for await (const chunk of chunksOf(from, signal)) {
      hash.update(chunk);
      await handle.writeFile(chunk).catch((error) => {
        throw writeFailure(error, to);
      });
      onBytes(chunk.length);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return hash.digest("hex");
}

async function* chunksOf(path: string, signal: AbortSignal): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(path, { highWaterMark: chunkBytes, signal });
  } catch (error) {
    signal.throwIfAborted();
    throw fromSystemError(error, path);
  }
}

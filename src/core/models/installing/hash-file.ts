import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";

/** Large enough that reading a model is not a hundred thousand steps. */
const chunkBytes = 1024 * 1024;

/**
 * SHA-256 of what lies on the disk, lower-case hexadecimal.
 * @throws the system's errors; the signal's reason
 */
export async function sha256OfFile(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash("sha256");
  const reading = createReadStream(path, { highWaterMark: chunkBytes });
  await pipeline(reading, hash, ...(signal ? [{ signal }] : []));
  return hash.digest("hex");
}

import { readFile } from "node:fs/promises";
import { pathToSystem } from "../files/path-bytes.ts";
import type { DecodePool } from "../workers/decode-pool.ts";
import type { DecodeAnswer, DecodeTask } from "../workers/messages.ts";

/**
 * Decodes; when the worker dies or hangs the file is tried once more, since it may only have stood beside the one
 * that did it; the second time it is the file's fault.
 */
export async function decodeIsolating(
  pool: DecodePool,
  task: DecodeTask,
  path: string,
  isPolite = false,
): Promise<DecodeAnswer> {
  const { format, shape } = task;
  try {
    return await pool.decode(task, isPolite);
  } catch {
    try {
      // The first try took the bytes with it.
      const bytes = new Uint8Array(await readFile(pathToSystem(path)));
      return await pool.decode({ bytes, format, shape }, isPolite);
    } catch (error) {
      const isTimeout = error instanceof Error && error.name === "AbortError";
      const code = isTimeout ? "DECODE_TIMEOUT" : "WORKER_CRASHED";
      return { problem: { code, message: `Decoding the file ended its worker: ${String(error)}` } };
    }
  }
}

import { readFile } from "node:fs/promises";
import { pathToSystem } from "../files/path-bytes.ts";
import type { DecodePool } from "../workers/decode-pool.ts";
import type { DecodeAnswer, DecodeTask } from "../workers/messages.ts";

/**
 * Decodes; when the worker dies the file is tried once more, since it may only have come after the one that did it; the
 * second time it is the file's fault. Time runs out for the file alone: it is not given as much again.
 */
export async function decodeIsolating(
  pool: DecodePool,
  task: DecodeTask,
  path: string,
  isPolite = false,
): Promise<DecodeAnswer> {
  const { format, shape, sidecars } = task;
  try {
    return await pool.decode(task, isPolite);
  } catch (error) {
    if (isTimeout(error)) return timedOut;
    try {
      // The first try took the bytes with it.
      const bytes = new Uint8Array(await readFile(pathToSystem(path)));
      return await pool.decode({ bytes, format, shape, sidecars }, isPolite);
    } catch (second) {
      if (isTimeout(second)) return timedOut;
      const message = `Decoding the file ended its worker: ${String(second)}`;
      return { problem: { code: "WORKER_CRASHED", message } };
    }
  }
}

const timedOut: DecodeAnswer = {
  problem: { code: "DECODE_TIMEOUT", message: "Decoding took too long: its worker was ended." },
};

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}

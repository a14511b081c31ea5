import { availableParallelism } from "node:os";
import type { Worker } from "node:worker_threads";
import { decodeTimeoutSeconds } from "../imaging/limits.ts";
import type { DecodeAnswer, DecodeTask, RenditionTask, WorkerData } from "./messages.ts";
import { TaskPool } from "./task-pool.ts";
import { workerFile } from "./worker-file.ts";

/** Threads that turn files into pixels. */
export interface DecodePool {
  readonly threads: number;
  /** The threads there are now, for whoever watches over them. */
  workers(): readonly Worker[];
  /**
   * `task.bytes` is moved: it cannot be used afterwards. Rejects when the worker died or hung.
   * @param isPolite on a thread of low priority
   */
  decode(task: DecodeTask, isPolite?: boolean): Promise<DecodeAnswer>;
  rendition(task: RenditionTask): Promise<Uint8Array<ArrayBuffer>>;
  close(): Promise<void>;
}

/** Longer than sharp's own limit, which it checks only now and then: a worker that is stuck is ended. */
const stuckAfterMillis = (decodeTimeoutSeconds + 15) * 1000;

export function startDecodePool(threads = availableParallelism()): DecodePool {
  const pool = startWorkers(threads, { isPolite: false });
  const politePool = startWorkers(1, { isPolite: true });
  return {
    threads,
    workers: () => [...pool.workers, ...politePool.workers],
    decode: (task, isPolite = false) => run<DecodeAnswer>(isPolite ? politePool : pool, "decode", task),
    rendition: (task) => run<Uint8Array<ArrayBuffer>>(pool, "rendition", task),
    close: async () => {
      await Promise.all([pool.close(), politePool.close()]);
    },
  };
}

function startWorkers(threads: number, workerData: WorkerData): TaskPool {
  return new TaskPool({
    filename: workerFile("decode-worker"),
    workerData,
    maxThreads: threads,
    idleTimeout: 30_000,
    maxQueue: 4 * threads + 64,
  });
}

function run<Answer>(pool: TaskPool, name: string, task: DecodeTask | RenditionTask): Promise<Answer> {
  return pool.run(task, {
    name,
    transferList: [task.bytes.buffer],
    signal: AbortSignal.timeout(stuckAfterMillis),
  }) as Promise<Answer>;
}

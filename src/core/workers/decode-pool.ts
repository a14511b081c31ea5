import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import { decodeTimeoutSeconds } from "../imaging/limits.ts";
import type { FileMetadata } from "../imaging/metadata/index.ts";
import type { DecodeAnswer, DecodeTask, MetadataTask, RenditionTask } from "./messages.ts";
import { Slots } from "./slots.ts";
import { workerFile } from "./worker-file.ts";

/** Threads that turn files into pixels. */
export interface DecodePool {
  readonly threads: number;
  /** `task.bytes` is moved: it cannot be used afterwards. Rejects when the worker died or hung. */
  decode(task: DecodeTask): Promise<DecodeAnswer>;
  /** What a person waits for: goes before what is being indexed. */
  rendition(task: RenditionTask): Promise<Uint8Array<ArrayBuffer>>;
  metadata(task: MetadataTask): Promise<FileMetadata>;
  close(): Promise<void>;
}

export interface DecodePoolOptions {
  threads?: number;
  /** A decoder in WASM cannot be interrupted: the thread that runs longer is ended and replaced. */
  stuckAfterMillis?: number;
}

/** Longer than sharp's own limit, which it checks only now and then. */
const defaultStuckAfterMillis = (decodeTimeoutSeconds + 15) * 1000;

export function startDecodePool({
  threads = availableParallelism(),
  stuckAfterMillis = defaultStuckAfterMillis,
}: DecodePoolOptions = {}): DecodePool {
  const pool = new Piscina({
    filename: workerFile("decode-worker"),
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: 30_000,
    maxQueue: 4 * threads + 64,
    atomics: "disabled",
  });
  // A task waits here, not in the pool: its time starts when a thread takes it up, and a thread's end strands none.
  const slots = new Slots(threads);
  type Task = DecodeTask | RenditionTask | MetadataTask;
  const run = async <Answer>(name: string, task: Task, isUrgent = false): Promise<Answer> => {
    await slots.acquire(isUrgent);
    try {
      const signal = AbortSignal.timeout(stuckAfterMillis);
      return await pool.run(task, { name, transferList: [task.bytes.buffer], signal });
    } finally {
      slots.release();
    }
  };
  return {
    threads,
    decode: (task) => run<DecodeAnswer>("decode", task),
    rendition: (task) => run<Uint8Array<ArrayBuffer>>("rendition", task, true),
    metadata: (task) => run<FileMetadata>("metadata", task),
    close: () => pool.destroy(),
  };
}

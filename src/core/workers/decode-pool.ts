import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import { decodeTimeoutSeconds } from "../imaging/limits.ts";
import type { PictureSignature } from "../imaging/signature/index.ts";
import type {
  CompareAnswer,
  CompareTask,
  DecodeAnswer,
  DecodeTask,
  RenditionTask,
  SignTask,
} from "./messages.ts";
import { workerFile } from "./worker-file.ts";

/** Threads that turn files into pixels. */
export interface DecodePool {
  readonly threads: number;
  /** `task.bytes` is moved: it cannot be used afterwards. Rejects when the worker died or hung. */
  decode(task: DecodeTask): Promise<DecodeAnswer>;
  rendition(task: RenditionTask): Promise<Uint8Array<ArrayBuffer>>;
  /** How alike the pixels of cached thumbnails are. */
  compare(task: CompareTask): Promise<CompareAnswer>;
  /** A signature from a cached thumbnail. */
  sign(task: SignTask): Promise<PictureSignature>;
  close(): Promise<void>;
}

/** Longer than sharp's own limit, which it checks only now and then: a worker that is stuck is ended. */
const stuckAfterMillis = (decodeTimeoutSeconds + 15) * 1000;

export function startDecodePool(threads = availableParallelism()): DecodePool {
  const pool = new Piscina({
    filename: workerFile("decode-worker"),
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: 30_000,
    maxQueue: 4 * threads + 64,
    atomics: "disabled",
  });
  const run = <Answer>(name: string, task: DecodeTask | RenditionTask): Promise<Answer> =>
    pool.run(task, {
      name,
      transferList: [task.bytes.buffer],
      signal: AbortSignal.timeout(stuckAfterMillis),
    });
  return {
    threads,
    decode: (task) => run<DecodeAnswer>("decode", task),
    rendition: (task) => run<Uint8Array<ArrayBuffer>>("rendition", task),
    compare: (task) => pool.run(task, { name: "compare", signal: AbortSignal.timeout(stuckAfterMillis) }),
    sign: (task) => pool.run(task, { name: "sign", signal: AbortSignal.timeout(stuckAfterMillis) }),
    close: () => pool.destroy(),
  };
}

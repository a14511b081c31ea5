import { availableParallelism } from "node:os";
import type { Worker } from "node:worker_threads";
import type { Contents } from "../imaging/contents/compare-contents.ts";
import { decodeTimeoutSeconds } from "../imaging/limits.ts";
import type { FileMetadata } from "../imaging/metadata/index.ts";
import type { PictureSignature } from "../imaging/signature/index.ts";
import type {
  CompareAnswer,
  CompareTask,
  ContentsTask,
  DecodeAnswer,
  DecodeTask,
  MetadataTask,
  MiniaturesTask,
  PageAnswer,
  PageTask,
  PixelsAnswer,
  PixelsTask,
  RenditionTask,
  SidecarJudgement,
  SidecarTask,
  SignTask,
  WorkerData,
} from "./messages.ts";
import { Slots } from "./slots.ts";
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
  /** What a person waits for: goes before what is being indexed. */
  rendition(task: RenditionTask): Promise<Uint8Array<ArrayBuffer>>;
  /** What a model looks at alone, on a thread of low priority. `task.bytes` is moved. */
  pixels(task: PixelsTask): Promise<PixelsAnswer>;
  metadata(task: MetadataTask): Promise<FileMetadata>;
  /** Whether a file beside pictures can be understood. `task.bytes` is moved. */
  sidecar(task: SidecarTask): Promise<SidecarJudgement>;
  /** How alike the pixels of cached thumbnails are. */
  compare(task: CompareTask): Promise<CompareAnswer>;
  /** Thumbnails made so small that many can be ordered by likeness. */
  miniatures(task: MiniaturesTask): Promise<(Uint8Array | undefined)[]>;
  /** An original, so fine that its writing can be told apart. `task.bytes` is moved. */
  page(task: PageTask): Promise<PageAnswer>;
  /** Whether two originals show the same writing. */
  contents(task: ContentsTask): Promise<Contents>;
  /** A signature from a cached thumbnail. */
  sign(task: SignTask): Promise<PictureSignature>;
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
  const pool = startWorkers(threads, stuckAfterMillis, { isPolite: false });
  const politePool = startWorkers(1, stuckAfterMillis, { isPolite: true });
  return {
    threads,
    workers: () => [...pool.workers(), ...politePool.workers()],
    decode: (task, isPolite = false) => (isPolite ? politePool : pool).run<DecodeAnswer>("decode", task),
    rendition: (task) => pool.run<Uint8Array<ArrayBuffer>>("rendition", task, true),
    pixels: (task) => politePool.run<PixelsAnswer>("pixels", task),
    metadata: (task) => pool.run<FileMetadata>("metadata", task),
    // Small, and what reads files waits for it.
    sidecar: (task) => pool.run<SidecarJudgement>("sidecar", task, true),
    compare: (task) => pool.run<CompareAnswer>("compare", task),
    miniatures: (task) => pool.run<(Uint8Array | undefined)[]>("miniatures", task),
    page: (task) => pool.run<PageAnswer>("page", task),
    contents: (task) => pool.run<Contents>("contents", task),
    sign: (task) => pool.run<PictureSignature>("sign", task),
    close: async () => {
      await Promise.all([pool.close(), politePool.close()]);
    },
  };
}

function startWorkers(threads: number, stuckAfterMillis: number, workerData: WorkerData) {
  const pool = new TaskPool({
    filename: workerFile("decode-worker"),
    workerData,
    loadAddon: () => import("sharp"),
    maxThreads: threads,
    idleTimeout: 30_000,
    maxQueue: 4 * threads + 64,
  });
  // A task waits here, not in the pool: its time starts when a thread takes it up.
  const slots = new Slots(threads);
  type Task =
    | DecodeTask
    | PixelsTask
    | RenditionTask
    | MetadataTask
    | SidecarTask
    | CompareTask
    | MiniaturesTask
    | PageTask
    | ContentsTask
    | SignTask;
  return {
    workers: () => pool.workers,
    close: () => pool.close(),
    async run<Answer>(name: string, task: Task, isUrgent = false): Promise<Answer> {
      await slots.acquire(isUrgent);
      try {
        const transferList = "bytes" in task ? [task.bytes.buffer] : [];
        const signal = AbortSignal.timeout(stuckAfterMillis);
        return (await pool.run(task, { name, transferList, signal })) as Answer;
      } finally {
        slots.release();
      }
    },
  };
}

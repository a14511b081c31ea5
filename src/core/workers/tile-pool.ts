import { makingTimeoutSeconds } from "../imaging/limits.ts";
import type { FileProblem } from "../imaging/problem.ts";
import type { CutTask, Pyramid, PyramidTask } from "../imaging/tiles/index.ts";
import { BoundedQueue } from "./bounded-queue.ts";
import { TaskPool } from "./task-pool.ts";
import { workerFile } from "./worker-file.ts";

/** Threads of their own for what a person looks at now: indexing may keep all others busy for seconds. */
export interface TilePool {
  /**
   * One at a time, what was asked for last first. Rejects when its thread died or hung.
   * @param signal aborted while it waits: it is never made; what is being made is made to its end
   */
  make(task: PyramidTask, signal?: AbortSignal): Promise<Pyramid | { problem: FileProblem }>;
  /** A tile as PNG, in the order asked for; aborted while it waits, it is not cut. */
  cut(task: CutTask, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>>;
  close(): Promise<void>;
}

const stuckAfterMillis = (makingTimeoutSeconds + 15) * 1000;

/** Decoders in WASM do not give their memory back: their thread ends when nobody has looked closely for a while. */
const makerIdleMillis = 5000;
const cutterIdleMillis = 60_000;

/** More tiles than a page shows, of several pages. */
const mostTilesWaiting = 256;
const mostPicturesWaiting = 32;

export function startTilePool(): TilePool {
  const maker = startThread(makerIdleMillis);
  const cutter = startThread(cutterIdleMillis);
  const pictures = new BoundedQueue({ mostWaiting: mostPicturesWaiting, isNewestFirst: true });
  const tiles = new BoundedQueue({ mostWaiting: mostTilesWaiting, isNewestFirst: false });
  return {
    make: (task, signal) =>
      pictures.run(async () => {
        const stuck = AbortSignal.timeout(stuckAfterMillis);
        return (await maker.run(task, { name: "make", signal: stuck })) as Pyramid | { problem: FileProblem };
      }, signal),
    cut: (task, signal) =>
      tiles.run(async () => (await cutter.run(task, { name: "cut" })) as Uint8Array<ArrayBuffer>, signal),
    close: async () => {
      await Promise.all([maker.close(), cutter.close()]);
    },
  };
}

function startThread(idleTimeout: number): TaskPool {
  return new TaskPool({
    filename: workerFile("tile-worker"),
    loadAddon: () => import("sharp"),
    maxThreads: 1,
    idleTimeout,
  });
}

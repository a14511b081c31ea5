import { setTimeout as delay } from "node:timers/promises";
import type { Worker } from "node:worker_threads";
import { Piscina } from "piscina";
import { keep, takeKept } from "./kept-threads.ts";

type PiscinaOptions = NonNullable<ConstructorParameters<typeof Piscina>[0]>;
type RunOptions = Parameters<Piscina["run"]>[1];

/** Longer than any usual task; what hangs is ended all the same. */
const closeTimeoutMillis = 3000;

/**
 * Of a thread's heap for what was just made. V8's own limit lets 16 MB of garbage lie around in each of them, and what
 * the threads make is outside of the heap: decoding is no slower with less.
 */
const maxYoungGenerationSizeMb = 4;

/** Piscina's, and the native library that the threads work with. */
export interface TaskPoolOptions extends PiscinaOptions {
  loadAddon(): Promise<unknown>;
}

/**
 * Worker threads that come when there is work and are replaced when they die. Piscina alone would let tasks that wait in
 * its queue wait for ever when its last thread dies, and end this process when a thread fails to start: here such a
 * task is rejected, as one that was in the hands of a dead thread is.
 *
 * The native library is loaded in this thread too, before the first worker: were it loaded in workers alone, it would be
 * unloaded with the last of them, and whatever of it still runs would find its memory gone.
 * https://sharp.pixelplumbing.com/install#worker-threads asks for it.
 */
export class TaskPool {
  readonly #options: PiscinaOptions;
  /** Pools with the same options can take over each other's threads. */
  readonly #kind: string;
  readonly #loadAddon: () => Promise<unknown>;
  #addon: Promise<unknown> | undefined;
  #pool: Piscina;
  readonly #running = new Set<Promise<unknown>>();
  #isClosed = false;

  constructor({ loadAddon, ...options }: TaskPoolOptions) {
    this.#loadAddon = loadAddon;
    this.#options = {
      ...options,
      minThreads: 0,
      atomics: "disabled",
      resourceLimits: { maxYoungGenerationSizeMb },
    };
    this.#kind = JSON.stringify(this.#options);
    this.#pool = this.#start();
  }

  #start(): Piscina {
    const pool = takeKept(this.#kind) ?? new Piscina(this.#options);
    // Whoever gave the task is told; an idle thread that died is nobody's loss.
    pool.on("error", () => {});
    pool.on("workerDestroy", () => setImmediate(() => this.#replaceIfStuck(pool)));
    return pool;
  }

  #replaceIfStuck(pool: Piscina): void {
    if (this.#isClosed || pool !== this.#pool || pool.threads.length > 0 || pool.queueSize === 0) return;
    this.#pool = this.#start();
    void pool.destroy();
  }

  /** Rejects when the thread that had the task died, or there was none to take it. */
  async run(task: unknown, options: RunOptions): Promise<unknown> {
    // What is wrong with it is said by the worker, which cannot load it either.
    this.#addon ??= this.#loadAddon().catch(() => {});
    await this.#addon;
    if (this.#isClosed) throw new Error("The worker threads were closed before they took this up.");
    const running = this.#pool.run(task, options);
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  /** The threads there are now. */
  get workers(): readonly Worker[] {
    return this.#pool.threads;
  }

  /** Tasks in the hands of a thread are waited for: a thread ended within native code may take the process with it. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const timeout = new AbortController();
    const timer = delay(closeTimeoutMillis, undefined, { signal: timeout.signal }).catch(() => {});
    await Promise.race([Promise.allSettled(this.#running), timer]);
    timeout.abort();
    if (this.#running.size === 0 && keep(this.#kind, this.#pool)) return;
    await this.#pool.destroy();
  }
}

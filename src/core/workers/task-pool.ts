import type { Worker } from "node:worker_threads";
import { Piscina } from "piscina";

type PiscinaOptions = NonNullable<ConstructorParameters<typeof Piscina>[0]>;
type RunOptions = Parameters<Piscina["run"]>[1];

/**
 * Worker threads that come when there is work and are replaced when they die. Piscina alone would let tasks that wait in
 * its queue wait for ever when its last thread dies, and end this process when a thread fails to start: here such a
 * task is rejected, as one that was in the hands of a dead thread is.
 */
export class TaskPool {
  readonly #options: PiscinaOptions;
  #pool: Piscina;
  #isClosed = false;

  constructor(options: PiscinaOptions) {
    this.#options = { ...options, minThreads: 0, atomics: "disabled" };
    this.#pool = this.#start();
  }

  #start(): Piscina {
    const pool = new Piscina(this.#options);
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
  run(task: unknown, options: RunOptions): Promise<unknown> {
    return this.#pool.run(task, options);
  }

  /** The threads there are now. */
  get workers(): readonly Worker[] {
    return this.#pool.threads;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#pool.destroy();
  }
}

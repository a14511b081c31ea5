import { type CaptioningModel, captionerKeyOf } from "../models/captioners/captioner.ts";
import type { CaptionerPool } from "../workers/captioner-process.ts";

export type StartCaptioner = (model: CaptioningModel) => CaptionerPool;

/** The process of the captioner at work; another captioner takes another one, once nobody waits for the one before. */
export class CaptionerAtWork {
  readonly #start: StartCaptioner;
  #key: string | undefined;
  #pool: CaptionerPool | undefined;
  #users = new Map<CaptionerPool, number>();

  constructor(start: StartCaptioner) {
    this.#start = start;
  }

  async using<Result>(
    model: CaptioningModel,
    work: (pool: CaptionerPool) => Promise<Result>,
  ): Promise<Result> {
    const pool = this.#poolOf(model);
    this.#users.set(pool, (this.#users.get(pool) ?? 0) + 1);
    try {
      return await work(pool);
    } finally {
      this.#users.set(pool, (this.#users.get(pool) ?? 1) - 1);
      if (pool !== this.#pool) await this.#closeIfFree(pool);
    }
  }

  #poolOf(model: CaptioningModel): CaptionerPool {
    // Imported anew under the same name, it lies elsewhere.
    const key = `${captionerKeyOf(model)} ${model.directory}`;
    if (this.#pool && this.#key === key) return this.#pool;
    const before = this.#pool;
    this.#key = key;
    this.#pool = this.#start(model);
    if (before) void this.#closeIfFree(before);
    return this.#pool;
  }

  async #closeIfFree(pool: CaptionerPool): Promise<void> {
    if ((this.#users.get(pool) ?? 0) > 0) return;
    this.#users.delete(pool);
    await pool.close();
  }

  /** Whatever it was at is given up. */
  async close(): Promise<void> {
    const pools = new Set([...this.#users.keys(), ...(this.#pool ? [this.#pool] : [])]);
    this.#pool = undefined;
    await Promise.all([...pools].map((pool) => pool.close()));
  }
}

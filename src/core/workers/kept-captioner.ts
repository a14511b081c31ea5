import type { CaptioningModel, Sentence } from "../models/captioners/captioner.ts";
import { CaptionerChild } from "./captioner-child.ts";

export interface CaptionerLimits {
  threads: number;
  /** Gigabytes from a slow disk. */
  loadMillis: number;
  /** Far above what any picture takes: a machine may be busy. */
  pictureMillis: number;
  /** A model stays loaded for a while after its last use, then its memory is given back. */
  idleMillis: number;
}

/** One process with a captioner, which comes with the first picture, goes when it has nothing to do, and is replaced. */
export class KeptCaptioner {
  readonly #model: CaptioningModel;
  readonly #limits: CaptionerLimits;
  #child: CaptionerChild | undefined;
  #idle: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(model: CaptioningModel, limits: CaptionerLimits) {
    this.#model = model;
    this.#limits = limits;
  }

  get pid(): number | undefined {
    return this.#child?.isRunning ? this.#child.pid : undefined;
  }

  /**
   * To be called when the last one has been answered.
   * @param pictures uint8 [height, width, 3] each
   * @throws MODEL_MISSING, MODEL_CORRUPT, CAPTION_TIMEOUT, WORKER_CRASHED
   */
  async run(pictures: readonly Uint8Array[]): Promise<Sentence[][]> {
    clearTimeout(this.#idle);
    try {
      const child = await this.#running();
      return await child.caption(Buffer.concat(pictures), pictures.length * this.#limits.pictureMillis);
    } finally {
      this.#idle = setTimeout(() => void this.#end(), this.#limits.idleMillis).unref();
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#idle);
    await this.#end();
  }

  async #running(): Promise<CaptionerChild> {
    if (this.#isClosed) throw new Error("The captioner was closed before it took this up.");
    if (this.#child?.isRunning) return this.#child;
    const child = new CaptionerChild(this.#model);
    this.#child = child;
    try {
      await child.load(this.#limits.threads, this.#limits.loadMillis);
      return child;
    } catch (error) {
      await child.end();
      throw error;
    }
  }

  async #end(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    await child?.end();
  }
}

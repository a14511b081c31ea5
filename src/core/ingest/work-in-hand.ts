/** Counts pieces of work that have begun and not ended: what a job that was told to pause still finishes. */
export class WorkInHand {
  #count = 0;
  readonly #onRest: () => void;

  /** @param onRest called whenever nothing is in hand any more */
  constructor(onRest: () => void) {
    this.#onRest = onRest;
  }

  get isAny(): boolean {
    return this.#count > 0;
  }

  begin(): void {
    this.#count++;
  }

  end(count = 1): void {
    if (count === 0) return;
    this.#count -= count;
    if (this.#count === 0) this.#onRest();
  }

  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    this.begin();
    try {
      return await work();
    } finally {
      this.end();
    }
  }

  /** Waiting, which may last as long as a pause, is no work. Call it from within work that has begun. */
  async notDuring<Result>(waiting: Promise<Result> | undefined): Promise<Result | undefined> {
    if (!waiting) return undefined;
    this.end();
    try {
      return await waiting;
    } finally {
      this.begin();
    }
  }
}

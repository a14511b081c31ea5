/** Ends a try when nothing has come for a while. */
export class StallWatch {
  /** Aborts on a stall, and when the download is cancelled. */
  readonly signal: AbortSignal;
  readonly #stalled = new AbortController();
  readonly #stallMillis: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(stallMillis: number, cancelled: AbortSignal) {
    this.#stallMillis = stallMillis;
    this.signal = AbortSignal.any([cancelled, this.#stalled.signal]);
    this.wait();
  }

  get hasStalled(): boolean {
    return this.#stalled.signal.aborted;
  }

  /** From here on the server is waited for. */
  wait(): void {
    this.rest();
    this.#timer = setTimeout(() => this.#stalled.abort(), this.#stallMillis);
  }

  /** What takes time now is our own disk. */
  rest(): void {
    clearTimeout(this.#timer);
  }
}

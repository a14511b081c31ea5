import type { DownloadFailure } from "./download-failure.ts";
import { backoffMillisOf, type Patience } from "./patience.ts";

/** Counts failures in a row: a try that got further than all before it starts the count anew. */
export class Tries {
  failures = 0;
  readonly #patience: Patience;
  #furthestByte = 0;
  #hasFurthered = false;
  #isPieced = false;

  constructor(patience: Patience) {
    this.#patience = patience;
  }

  goesOnFrom(byte: number): void {
    if (byte > 0) this.#isPieced = true;
    this.reached(byte);
    this.#hasFurthered = false;
  }

  reached(byte: number): void {
    if (byte <= this.#furthestByte) return;
    this.#furthestByte = byte;
    this.#hasFurthered = true;
  }

  /** undefined where the file is to be given up. */
  waitMillisAfter(failure: DownloadFailure): number | undefined {
    this.failures = this.#hasFurthered ? 1 : this.failures + 1;
    this.#hasFurthered = false;
    if (failure.isWrongContents) {
      const mayBeBadlyPieced = this.#isPieced;
      this.#isPieced = false;
      return mayBeBadlyPieced ? 0 : undefined;
    }
    if (failure.isPermanent || this.failures >= this.#patience.tries) return undefined;
    return backoffMillisOf(this.#patience, this.failures, failure.retryAfterMillis);
  }
}

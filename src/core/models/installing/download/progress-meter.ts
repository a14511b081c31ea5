import type { ModelDownload } from "../../../../contract/models.ts";

/** A speed follows what happened in about this time: steady enough to read, quick enough to be true. */
const smoothingMillis = 5000;
/** Two chunks may come in the same millisecond: nothing is said of a shorter time. */
const shortestSpanMillis = 200;

/** How far a download is, how fast, and how long still. */
export class ProgressMeter {
  readonly #now: () => number;
  #bytesDone = 0;
  #bytesTotal: number | null = null;
  #bytesPerSecond: number | undefined;
  #bytesSince = 0;
  #since: number;

  /** @param now milliseconds of a clock that never goes back */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#since = now();
  }

  /** @param bytesReceived since the last time: what lay there before is done, but says nothing of speed */
  update(bytesDone: number, bytesTotal: number | null, bytesReceived: number): void {
    this.#bytesDone = bytesDone;
    this.#bytesTotal = bytesTotal;
    this.#bytesSince += bytesReceived;
    this.#smooth();
  }

  read(): ModelDownload {
    this.#smooth();
    const bytesPerSecond = this.#bytesPerSecond ?? 0;
    const left = this.#bytesTotal === null ? null : Math.max(0, this.#bytesTotal - this.#bytesDone);
    return {
      bytesDone: this.#bytesDone,
      bytesTotal: this.#bytesTotal,
      bytesPerSecond,
      secondsLeft: left === null || bytesPerSecond < 1 ? null : left / bytesPerSecond,
    };
  }

  /** Exponential smoothing over spans of any length: a span weighs 1 - e^(-length / time constant). */
  #smooth(): void {
    const now = this.#now();
    const spanMillis = now - this.#since;
    if (spanMillis < shortestSpanMillis) return;
    const current = (this.#bytesSince * 1000) / spanMillis;
    const before = this.#bytesPerSecond;
    const weight = 1 - Math.exp(-spanMillis / smoothingMillis);
    this.#bytesPerSecond = before === undefined ? current : before + weight * (current - before);
    this.#bytesSince = 0;
    this.#since = now;
  }
}

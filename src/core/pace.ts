/** Over how long the pace of work is taken. */
const windowMillis = 10_000;

/** Working time, the pace of the last seconds, and what they say about the time left. Pauses do not count. */
export class Pace {
  #workedMillis = 0;
  #runningSince: number | undefined;
  /** Something was done since it was started. */
  #isWarm = false;
  #samples: { atMillis: number; done: number }[] = [];

  start(): void {
    this.#runningSince ??= performance.now();
  }

  stop(): void {
    if (this.#runningSince !== undefined) this.#workedMillis += performance.now() - this.#runningSince;
    this.#runningSince = undefined;
    this.#samples = [];
    this.#isWarm = false;
  }

  get workedMillis(): number {
    const running = this.#runningSince === undefined ? 0 : performance.now() - this.#runningSince;
    return this.#workedMillis + running;
  }

  /** Notes that so many files are done by now. */
  note(done: number): void {
    const atMillis = performance.now();
    const last = this.#samples.at(-1);
    if (last && atMillis - last.atMillis < 100) return;
    // Until the first is done, threads start and indexes are read: that says nothing about those that follow.
    if (last && done > last.done && !this.#isWarm) {
      this.#isWarm = true;
      this.#samples = [];
    }
    this.#samples.push({ atMillis, done });
    while ((this.#samples[0]?.atMillis ?? atMillis) < atMillis - windowMillis) this.#samples.shift();
  }

  /** Files a second over the last seconds. */
  get perSecond(): number {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (!first || !last || last.atMillis - first.atMillis < 200) return 0;
    return ((last.done - first.done) * 1000) / (last.atMillis - first.atMillis);
  }
}

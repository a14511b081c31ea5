/** Runs what it is given one after the other, in the order it came. */
export class OneAtATime {
  #last: Promise<unknown> = Promise.resolve();

  run<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => {});
    return result;
  }

  /** Until nothing of what came so far is left. */
  async settled(): Promise<void> {
    await this.#last;
  }
}

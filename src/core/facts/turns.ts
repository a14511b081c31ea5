import { setImmediate } from "node:timers/promises";

/** Others have their turn after so long. */
const turnMillis = 8;

/** Long work that gives way: asked between two parts of it. */
export class Turns {
  #ends = performance.now() + turnMillis;

  /** undefined while the turn lasts: nothing then waits for nothing. */
  giveWay(): Promise<void> | undefined {
    return performance.now() < this.#ends ? undefined : this.#wait();
  }

  async #wait(): Promise<void> {
    await setImmediate();
    this.#ends = performance.now() + turnMillis;
  }
}

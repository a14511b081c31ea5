/** So many at once; who comes later waits, in the order of coming. */
export class Places {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(places: number) {
    this.#free = places;
  }

  /**
   * Waits for a place.
   * @returns gives it back; to be called once
   * @throws the signal's reason
   */
  async enter(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#free > 0) this.#free -= 1;
    else await this.#turn(signal);
    return () => this.#leave();
  }

  #turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const enter = () => {
        signal.removeEventListener("abort", giveUp);
        resolve();
      };
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(enter), 1);
        reject(signal.reason);
      };
      this.#waiting.push(enter);
      signal.addEventListener("abort", giveUp, { once: true });
    });
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}

/** Requests under way: writes leave places for reading, so that a search never waits behind a fill. */
export class RequestPlaces {
  readonly #all: Places;
  readonly #writes: Places;

  constructor(all = 4, writes = 2) {
    this.#all = new Places(all);
    this.#writes = new Places(writes);
  }

  /** @returns gives the place back; to be called once. @throws the signal's reason */
  async enter(isWrite: boolean, signal: AbortSignal): Promise<() => void> {
    if (!isWrite) return this.#all.enter(signal);
    const leaveWrites = await this.#writes.enter(signal);
    try {
      const leaveAll = await this.#all.enter(signal);
      return () => {
        leaveAll();
        leaveWrites();
      };
    } catch (error) {
      leaveWrites();
      throw error;
    }
  }
}

/**
 * A bounded queue between two stages: whoever fills it waits while it is full, whoever empties it waits while there is
 * nothing. This is what keeps memory flat however large the folder is.
 */
export class Channel<Item extends object> {
  readonly #capacity: number;
  readonly #items: Item[] = [];
  #isClosed = false;
  #wakeSenders: (() => void)[] = [];
  #wakeReceivers: (() => void)[] = [];

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#items.length;
  }

  async send(item: Item): Promise<void> {
    while (this.#items.length >= this.#capacity && !this.#isClosed) {
      await new Promise<void>((resolve) => this.#wakeSenders.push(resolve));
    }
    if (this.#isClosed) return;
    this.#items.push(item);
    this.#wakeReceivers.shift()?.();
  }

  /** The next item; undefined once the channel is closed and empty. */
  async receive(): Promise<Item | undefined> {
    while (this.#items.length === 0) {
      if (this.#isClosed) return undefined;
      await new Promise<void>((resolve) => this.#wakeReceivers.push(resolve));
    }
    const item = this.#items.shift();
    this.#wakeSenders.shift()?.();
    return item;
  }

  /**
   * Up to `limit` items: waits for the first, then takes what is there, then waits up to `patienceMillis` for the rest.
   * Empty once the channel is closed and empty.
   */
  async receiveBatch(limit: number, patienceMillis: number): Promise<Item[]> {
    const first = await this.receive();
    if (first === undefined) return [];
    const batch: Item[] = [first];
    const deadline = performance.now() + patienceMillis;
    while (batch.length < limit) {
      if (this.#items.length === 0 && !(await this.#arrival(deadline - performance.now()))) break;
      const item = this.#items.shift();
      if (item === undefined) break;
      batch.push(item);
      this.#wakeSenders.shift()?.();
    }
    return batch;
  }

  /** True when an item is there within the time given. */
  async #arrival(withinMillis: number): Promise<boolean> {
    if (this.#isClosed || withinMillis <= 0) return this.#items.length > 0;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, withinMillis);
    this.#wakeReceivers.push(resolve);
    await promise;
    clearTimeout(timer);
    // One that gave up waiting must not be woken in the place of one that waits.
    this.#wakeReceivers = this.#wakeReceivers.filter((wake) => wake !== resolve);
    return this.#items.length > 0;
  }

  /** Nothing more comes in; what is in can still be taken out. */
  close(): void {
    this.#isClosed = true;
    for (const wake of [...this.#wakeSenders, ...this.#wakeReceivers]) wake();
    this.#wakeSenders = [];
    this.#wakeReceivers = [];
  }
}

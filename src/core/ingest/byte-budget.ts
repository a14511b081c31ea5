/** Bounds the bytes of files held in memory at once. A file larger than the whole budget goes alone. */
export class ByteBudget {
  readonly #limitBytes: number;
  #usedBytes = 0;
  #waiting: (() => void)[] = [];

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  async acquire(sizeBytes: number): Promise<void> {
    while (this.#usedBytes > 0 && this.#usedBytes + sizeBytes > this.#limitBytes) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#usedBytes += sizeBytes;
  }

  release(sizeBytes: number): void {
    this.#usedBytes -= sizeBytes;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }
}

/** Lets work through while it is open; work that comes while it is shut waits. */
export class Gate {
  #opening: Promise<void> | undefined;
  #open: (() => void) | undefined;

  get isShut(): boolean {
    return this.#opening !== undefined;
  }

  shut(): void {
    this.#opening ??= new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  open(): void {
    this.#open?.();
    this.#opening = undefined;
    this.#open = undefined;
  }

  pass(): Promise<unknown> | undefined {
    return this.#opening;
  }
}

/** Requests to show a file in the system's file manager, sent from the core process to main and waited for. */
export class RevealRequests {
  readonly #send: (requestId: number, path: string) => void;
  readonly #waiting = new Map<number, () => void>();
  #lastId = 0;

  constructor(send: (requestId: number, path: string) => void) {
    this.#send = send;
  }

  /** Settles when main has shown the file. */
  ask(path: string): Promise<void> {
    const requestId = ++this.#lastId;
    return new Promise((resolve) => {
      this.#waiting.set(requestId, resolve);
      this.#send(requestId, path);
    });
  }

  settle(requestId: number): void {
    this.#waiting.get(requestId)?.();
    this.#waiting.delete(requestId);
  }
}

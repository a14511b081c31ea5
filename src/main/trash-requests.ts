/** Requests to move a file to the system's trash, sent from the core process to main and waited for. */
export class TrashRequests {
  readonly #send: (requestId: number, path: string) => void;
  readonly #waiting = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
  #lastId = 0;

  constructor(send: (requestId: number, path: string) => void) {
    this.#send = send;
  }

  /** Settles when main has moved the file; rejects with the system's words when it refused. */
  ask(path: string): Promise<void> {
    const requestId = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(requestId, { resolve, reject });
      this.#send(requestId, path);
    });
  }

  settle(requestId: number, refusal: string | null): void {
    const waiting = this.#waiting.get(requestId);
    this.#waiting.delete(requestId);
    if (refusal === null) waiting?.resolve();
    else waiting?.reject(new Error(refusal));
  }
}

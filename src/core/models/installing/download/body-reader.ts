import type { IncomingMessage } from "node:http";

/** As many chunks wait for the disk before the network has to: 2 MB or so. */
const mostWaiting = 32;

/**
 * The chunks of an answer, also those that came just before its connection broke: a stream that fails drops what it
 * holds, and what has come is never to come again.
 */
export class BodyReader {
  readonly #body: IncomingMessage;
  readonly #waiting: Buffer[] = [];
  #end: { error?: Error } | undefined;
  #wake: () => void = () => {};

  constructor(body: IncomingMessage) {
    this.#body = body;
    body.on("data", (chunk: Buffer) => {
      this.#waiting.push(chunk);
      if (this.#waiting.length >= mostWaiting) body.pause();
      this.#wake();
    });
    body.on("end", () => this.#ends({}));
    body.on("error", (error) => this.#ends({ error }));
  }

  /** @returns undefined at the end */
  async next(): Promise<Buffer | undefined> {
    for (;;) {
      const chunk = this.#waiting.shift();
      if (chunk) {
        if (this.#waiting.length === 0) this.#body.resume();
        return chunk;
      }
      if (this.#end?.error) throw this.#end.error;
      if (this.#end) return undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #ends(end: { error?: Error }): void {
    this.#end ??= end;
    this.#wake();
  }
}

type Secret = string | Uint8Array | undefined;

/** Asks main, which has the system's keychain, to seal and unseal secrets, and waits for what it says. */
export class SecretRequests {
  readonly #send: (requestId: number, secret: string | Uint8Array) => void;
  readonly #waiting = new Map<number, (answer: Secret) => void>();
  #lastId = 0;

  /** @param send a text is to be sealed, bytes are to be unsealed */
  constructor(send: (requestId: number, secret: string | Uint8Array) => void) {
    this.#send = send;
  }

  async seal(text: string): Promise<Uint8Array | undefined> {
    const sealed = await this.#ask(text);
    return sealed instanceof Uint8Array ? sealed : undefined;
  }

  async unseal(bytes: Uint8Array): Promise<string | undefined> {
    const text = await this.#ask(bytes);
    return typeof text === "string" ? text : undefined;
  }

  #ask(secret: string | Uint8Array): Promise<Secret> {
    const requestId = ++this.#lastId;
    return new Promise((resolve) => {
      this.#waiting.set(requestId, resolve);
      this.#send(requestId, secret);
    });
  }

  /** @param answer null where there is no keychain, or it did not seal this */
  settle(requestId: number, answer: string | Uint8Array | null): void {
    this.#waiting.get(requestId)?.(answer ?? undefined);
    this.#waiting.delete(requestId);
  }
}

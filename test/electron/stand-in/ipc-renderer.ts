import type { FromPreload, ToPreload } from "./web-contents.ts";

type Listener = (event: object, ...parameters: unknown[]) => void;

/** Electron's ipcRenderer, in the preload script's world. */
export class IpcRenderer {
  readonly #send: (message: FromPreload) => void;
  readonly #listeners = new Map<string, Listener[]>();
  readonly #invocations = new Map<number, { channel: string; answer: PromiseWithResolvers<unknown> }>();
  #lastId = 0;

  constructor(send: (message: FromPreload) => void) {
    this.#send = send;
  }

  on(channel: string, listener: Listener): this {
    this.#listeners.set(channel, [...(this.#listeners.get(channel) ?? []), listener]);
    return this;
  }

  off(channel: string, listener: Listener): this {
    const kept = (this.#listeners.get(channel) ?? []).filter((candidate) => candidate !== listener);
    this.#listeners.set(channel, kept);
    return this;
  }

  removeListener(channel: string, listener: Listener): this {
    return this.off(channel, listener);
  }

  send(channel: string, ...parameters: unknown[]): void {
    this.#send({ kind: "send", channel, parameters });
  }

  async invoke(channel: string, ...parameters: unknown[]): Promise<unknown> {
    const id = ++this.#lastId;
    const answer = Promise.withResolvers<unknown>();
    this.#send({ kind: "invoke", id, channel, parameters });
    this.#invocations.set(id, { channel, answer });
    return answer.promise;
  }

  deliver(channel: string, parameters: unknown[], ports: MessagePort[]): void {
    for (const listener of this.#listeners.get(channel) ?? [])
      listener({ sender: this, ports }, ...parameters);
  }

  settle({ id, result, error }: ToPreload & { kind: "reply" }): void {
    const invocation = this.#invocations.get(id);
    if (!invocation) return;
    const { channel, answer } = invocation;
    this.#invocations.delete(id);
    if (error === undefined) answer.resolve(result);
    else answer.reject(new Error(`Error invoking remote method '${channel}': ${error}`));
  }
}

import { EventEmitter } from "node:events";
import { strict } from "./strict.ts";

type InvokeHandler = (event: unknown, ...parameters: unknown[]) => unknown;

class IpcMain extends EventEmitter {
  readonly #handlers = new Map<string, InvokeHandler>();

  handle(channel: string, handler: InvokeHandler): void {
    if (this.#handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    if (typeof handler !== "function") throw new TypeError(`Expected handler to be a function`);
    this.#handlers.set(channel, handler);
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  /** Answers an `ipcRenderer.invoke`; what the page then sees of an error is its text, as in Electron. */
  async answer(event: unknown, channel: string, parameters: unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return handler(event, ...parameters);
  }
}

export const realIpcMain = new IpcMain();
export const ipcMain = strict("ipcMain", realIpcMain);

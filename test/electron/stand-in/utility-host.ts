/** Starts in a process of `utilityProcess.fork`, gives it what Electron gives such a process, then loads its entry. */
import { EventEmitter } from "node:events";
import { registerHooks } from "node:module";
import { pathToFileURL } from "node:url";
import type { UtilityMessage } from "./utility-process.ts";

const send = process.send?.bind(process);
if (!send) throw new Error("A utility process of the stand-in is started by utilityProcess.fork only.");

/** Starts to deliver once somebody listens, as Electron's. */
class ParentPort extends EventEmitter {
  #waiting: unknown[] | undefined = [];

  constructor() {
    super();
    this.on("newListener", (event: string) => {
      if (event === "message") queueMicrotask(() => this.#start());
    });
  }

  postMessage(message: unknown, ...others: unknown[]): void {
    if (others.length > 0) throw new Error("parentPort.postMessage takes no ports.");
    tellMain({ kind: "message", data: structuredClone(message), portIds: [] });
  }

  deliver(event: unknown): void {
    if (this.#waiting) this.#waiting.push(event);
    else this.emit("message", event);
  }

  #start(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const event of waiting) this.emit("message", event);
  }
}

/** The end of a channel that lives in this process. */
class UtilityMessagePort extends EventEmitter {
  readonly #portId: number;
  #waiting: unknown[] | undefined = [];
  #isClosed = false;

  constructor(portId: number) {
    super();
    this.#portId = portId;
    ports.set(portId, this);
  }

  start(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const event of waiting) this.emit("message", event);
  }

  close(): void {
    if (this.#isClosed) return;
    tellMain({ kind: "port-close", portId: this.#portId });
    this.closed();
  }

  closed(): void {
    this.#isClosed = true;
    ports.delete(this.#portId);
    this.emit("close");
  }

  postMessage(message: unknown, transfer: unknown[] = []): void {
    if (transfer.length > 0) throw new Error("The stand-in moves no ports out of a utility process.");
    if (this.#isClosed) return;
    tellMain({ kind: "port-message", portId: this.#portId, data: structuredClone(message), portIds: [] });
  }

  deliver(event: unknown): void {
    if (this.#waiting) this.#waiting.push(event);
    else this.emit("message", event);
  }
}

const ports = new Map<number, UtilityMessagePort>();
const parentPort = new ParentPort();

process.on("message", (message: UtilityMessage) => {
  if (message.kind === "port-close") {
    ports.get(message.portId)?.closed();
    return;
  }
  const event = {
    data: message.data,
    ports: message.portIds.map((portId) => new UtilityMessagePort(portId)),
  };
  if (message.kind === "message") parentPort.deliver(event);
  else ports.get(message.portId)?.deliver(event);
});

// Chromium ends its child processes at once when the browser process has gone.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));

// Node's own channel is the stand-in's secret: Electron's utility processes have none.
for (const name of ["send", "disconnect"]) {
  Object.defineProperty(process, name, { value: undefined, configurable: true });
}
Object.defineProperty(process, "parentPort", { value: parentPort, enumerable: true });
Object.defineProperty(process, "type", { value: "utility", enumerable: true });

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === "electron" || specifier.startsWith("electron/")) {
      throw new Error("The stand-in offers no electron module to utility processes.");
    }
    return next(specifier, context);
  },
});

process.argv.splice(1, 1);
await import(pathToFileURL(process.argv[1] ?? "").href);

function tellMain(message: UtilityMessage): void {
  send?.(message);
}

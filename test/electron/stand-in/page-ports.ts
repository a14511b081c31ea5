import type { PortMessage } from "./remote-ports.ts";

/**
 * The ends of channels that live in a page. The page gets a real MessagePort; its other half stays here and carries what
 * is said to and from the main process.
 */
export class PagePorts {
  readonly #send: (message: PortMessage) => void;
  readonly #problem: (error: unknown) => void;
  readonly #halves = new Map<number, MessagePort>();

  constructor(send: (message: PortMessage) => void, problem: (error: unknown) => void) {
    this.#send = send;
    this.#problem = problem;
  }

  open(portIds: number[]): MessagePort[] {
    return portIds.map((portId) => {
      const { port1, port2 } = new MessageChannel();
      this.#halves.set(portId, port1);
      port1.onmessage = (event) => this.#carry(portId, event);
      port1.addEventListener("close", () => this.#closed(portId));
      return port2;
    });
  }

  receive(message: PortMessage): void {
    const half = this.#halves.get(message.portId);
    if (message.kind === "port-message") {
      half?.postMessage(message.data, this.open(message.portIds));
    } else {
      this.#halves.delete(message.portId);
      half?.close();
    }
  }

  #carry(portId: number, { data, ports }: MessageEvent): void {
    if (ports.length > 0) this.#problem("The stand-in moves no ports out of a page.");
    try {
      this.#send({ kind: "port-message", portId, data, portIds: [] });
    } catch (error) {
      this.#problem(error);
    }
  }

  #closed(portId: number): void {
    if (this.#halves.delete(portId)) this.#send({ kind: "port-close", portId });
  }
}

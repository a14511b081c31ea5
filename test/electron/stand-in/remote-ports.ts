import type { ChannelSide, Packet } from "./channel-side.ts";

/** What main and another process say about the ports that live there. */
export type PortMessage =
  | { kind: "port-message"; portId: number; data: unknown; portIds: number[] }
  | { kind: "port-close"; portId: number };

/** The channel sides that live in one other process (a utility process, a page). */
export class RemotePorts {
  readonly #send: (message: PortMessage) => void;
  readonly #sides = new Map<number, ChannelSide>();
  #lastId = 0;

  constructor(send: (message: PortMessage) => void) {
    this.#send = send;
  }

  /** Moves sides to the process: `announce` tells it of them, then what they have waiting follows. */
  move(sides: ChannelSide[], announce: (portIds: number[]) => void): void {
    const portIds = sides.map((side) => {
      const portId = ++this.#lastId;
      this.#sides.set(portId, side);
      return portId;
    });
    announce(portIds);
    for (const portId of portIds) this.#hold(portId);
  }

  receive(message: PortMessage): void {
    const side = this.#sides.get(message.portId);
    if (!side) return;
    if (message.kind === "port-message") side.post({ data: message.data, sides: [] });
    else this.#drop(message.portId, side);
  }

  /** The process has gone: everyone it had a channel to learns of it. */
  abandon(): void {
    for (const [portId, side] of this.#sides) this.#drop(portId, side);
  }

  #hold(portId: number): void {
    this.#sides.get(portId)?.hold({
      deliver: (packet) => this.#deliver(portId, packet),
      peerClosed: () => {
        this.#sides.delete(portId);
        this.#send({ kind: "port-close", portId });
      },
    });
  }

  #deliver(portId: number, { data, sides }: Packet): void {
    this.move(sides, (portIds) => this.#send({ kind: "port-message", portId, data, portIds }));
  }

  #drop(portId: number, side: ChannelSide): void {
    this.#sides.delete(portId);
    side.release();
    side.close();
  }
}

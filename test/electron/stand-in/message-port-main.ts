import { ChannelSide, type Packet } from "./channel-side.ts";
import { StrictEmitter, strict } from "./strict.ts";

const sides = new WeakMap<MessagePortMain, { side: ChannelSide | undefined }>();

/** Electron's MessagePortMain: queues until `start`, can be sent away once, says when the other end has gone. */
export class MessagePortMain extends StrictEmitter {
  #isStarted = false;
  #isClosed = false;

  constructor(side: ChannelSide) {
    super("MessagePortMain", ["message", "close"]);
    sides.set(this, { side });
  }

  start(): void {
    const side = this.#side;
    if (this.#isStarted || !side) return;
    this.#isStarted = true;
    side.hold({
      deliver: (packet) => void setImmediate(() => this.#deliver(packet)),
      peerClosed: () => void setImmediate(() => this.close()),
    });
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#side?.close();
    this.emit("close");
  }

  /** Silent once closed or sent away, as Electron's. */
  postMessage(message: unknown, transfer: MessagePortMain[] = []): void {
    const side = this.#side;
    if (!side || this.#isClosed) return;
    const data = structuredClone(message);
    side.post({ data, sides: takeSides(transfer, this) });
  }

  get #side(): ChannelSide | undefined {
    return sides.get(this)?.side;
  }

  #deliver({ data, sides: moved }: Packet): void {
    if (!this.#isClosed)
      this.emit("message", { data, ports: moved.map((side) => new MessagePortMain(side)) });
  }
}

/** The sides of ports that are sent away; the ports are of no use from then on. */
export function takeSides(ports: MessagePortMain[], sender?: MessagePortMain): ChannelSide[] {
  if (!Array.isArray(ports)) throw new TypeError("transferables must be an array of MessagePorts");
  const holders = ports.map((port, index) => {
    const holder = sides.get(port);
    if (!holder) throw new TypeError(`Port at index ${index} is not a valid port`);
    if (port === sender) throw new Error(`Port at index ${index} contains the source port.`);
    if (!holder.side) throw new Error(`Port at index ${index} is already neutered.`);
    if (ports.indexOf(port) !== index) throw new Error(`Port at index ${index} is a duplicate.`);
    return holder;
  });
  return holders.map((holder) => {
    const side = holder.side as ChannelSide;
    side.release();
    holder.side = undefined;
    return side;
  });
}

class MessageChannelMainClass {
  readonly port1: MessagePortMain;
  readonly port2: MessagePortMain;

  constructor() {
    const [first, second] = ChannelSide.pair();
    this.port1 = new MessagePortMain(first);
    this.port2 = new MessagePortMain(second);
  }
}

export const MessageChannelMain = strict("MessageChannelMain", MessageChannelMainClass);

/** What is said over a channel. The data is a clone already. */
export interface Packet {
  data: unknown;
  /** Sides of other channels that move along with the message. */
  sides: ChannelSide[];
}

/** Whoever holds a side at the moment: a port in this process, or a port of another process. */
export interface SideHolder {
  deliver(packet: Packet): void;
  peerClosed(): void;
}

/**
 * One of the two ends of a message channel, wherever it lives. All channels of the stand-in meet in the main process;
 * in Electron they are mojo pipes. Messages wait, in order, while a side has no holder or its holder has not started.
 */
export class ChannelSide {
  #peer: ChannelSide | undefined;
  #holder: SideHolder | undefined;
  #waiting: Packet[] = [];
  #isPeerClosed = false;
  #isClosed = false;

  static pair(): [ChannelSide, ChannelSide] {
    const first = new ChannelSide();
    const second = new ChannelSide();
    first.#peer = second;
    second.#peer = first;
    return [first, second];
  }

  post(packet: Packet): void {
    const peer = this.#peer;
    if (peer && !this.#isClosed) peer.#receive(packet);
  }

  hold(holder: SideHolder): void {
    this.#holder = holder;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const packet of waiting) holder.deliver(packet);
    if (this.#isPeerClosed) holder.peerClosed();
  }

  release(): void {
    this.#holder = undefined;
  }

  /** The other side learns of it after everything that was said before. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const packet of this.#waiting) for (const side of packet.sides) side.close();
    this.#waiting = [];
    const peer = this.#peer;
    if (!peer) return;
    peer.#isPeerClosed = true;
    peer.#holder?.peerClosed();
  }

  #receive(packet: Packet): void {
    if (this.#isClosed) return;
    if (this.#holder) this.#holder.deliver(packet);
    else this.#waiting.push(packet);
  }
}

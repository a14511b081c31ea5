import { createORPCClient, DynamicLink } from "@orpc/client";
import { RPCLink as PortLink } from "@orpc/client/message-port";
import { RPCLink as SocketLink } from "@orpc/client/websocket";
import { type DesktopBridge, desktopBridgeName, desktopPortMessage } from "../../contract/desktop.ts";
import type { ShoeboxClient } from "../../contract/index.ts";

export type ConnectionState = "connecting" | "online" | "lost";

type Link = PortLink<Record<never, never>> | SocketLink<Record<never, never>>;

const firstRetryMillis = 300;
const longestRetryMillis = 5000;

/** The Electron shell's part of the page; none in a browser. */
export const desktop = (window as unknown as Record<string, DesktopBridge | undefined>)[desktopBridgeName];

/** The core at the other end of a MessagePort or a WebSocket, found again whenever it is lost. */
class Connection {
  state: ConnectionState = "connecting";
  /** Counts up with each connection: what was subscribed to before is gone then. */
  generation = 0;
  readonly client: ShoeboxClient;
  #link: Promise<Link>;
  #provideLink: (link: Link) => void = () => undefined;
  readonly #listeners = new Set<() => void>();
  #retryMillis = firstRetryMillis;

  constructor() {
    this.#link = this.#nextLink();
    this.client = createORPCClient(new DynamicLink(() => this.#link));
    if (desktop) this.#connectToShell(desktop);
    else this.#connectToServer();
  }

  /** Calls made while there is no connection wait for the next one. */
  #nextLink(): Promise<Link> {
    return new Promise((resolve) => {
      this.#provideLink = resolve;
    });
  }

  #connectToShell(bridge: DesktopBridge): void {
    let current: MessagePort | undefined;
    window.addEventListener("message", (event) => {
      const [port] = event.ports;
      if (event.source !== window || event.data !== desktopPortMessage || !port) return;
      current = port;
      // Electron's ports close when the process at their other end dies; its successor comes a moment later.
      port.addEventListener("close", () => {
        if (current === port) this.#lost();
      });
      port.start();
      this.#online(new PortLink({ port }));
    });
    bridge.onCoreRestarted(() => {
      this.#lost();
      void bridge.connect();
    });
    void bridge.connect();
  }

  #connectToServer(): void {
    const address = new URL("/rpc", window.location.href);
    address.protocol = address.protocol.replace("http", "ws");
    const websocket = new WebSocket(address);
    websocket.addEventListener("open", () => this.#online(new SocketLink({ websocket })));
    websocket.addEventListener("close", () => {
      this.#lost();
      setTimeout(() => this.#connectToServer(), this.#retryMillis);
      this.#retryMillis = Math.min(longestRetryMillis, this.#retryMillis * 2);
    });
  }

  #online(link: Link): void {
    this.#provideLink(link);
    this.#link = Promise.resolve(link);
    this.#retryMillis = firstRetryMillis;
    this.generation += 1;
    this.#setState("online");
  }

  #lost(): void {
    if (this.state === "online") this.#link = this.#nextLink();
    this.#setState("lost");
  }

  #setState(state: ConnectionState): void {
    this.state = state;
    for (const listener of this.#listeners) listener();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

export const connection = new Connection();
export const client = connection.client;

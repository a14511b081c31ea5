import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect, createServer, type Server, type Socket } from "node:net";

/** A door before a server: while it is closed the server is away, as if it had been switched off. */
export class Gate {
  readonly port: number;
  readonly #upstream: URL;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;

  private constructor(upstream: URL, server: Server) {
    this.#upstream = upstream;
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
    server.on("connection", this.#join);
  }

  static async before(upstream: string): Promise<Gate> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    return new Gate(new URL(upstream), server);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  readonly #join = (client: Socket): void => {
    const server = connect(Number(this.#upstream.port), this.#upstream.hostname);
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(socket);
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  };

  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    const isClosed = once(server, "close");
    server.close();
    for (const socket of this.#sockets) socket.destroy();
    await isClosed;
  }

  /** At the same port. */
  async open(): Promise<void> {
    const server = createServer(this.#join).listen(this.port, "127.0.0.1");
    await once(server, "listening");
    this.#server = server;
  }
}

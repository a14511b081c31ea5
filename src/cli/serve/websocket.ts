import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { RPCHandler } from "@orpc/server/ws";
import { type WebSocket, WebSocketServer } from "ws";
import type { Core } from "../../core/index.ts";
import { type Access, refusalOf } from "./access.ts";

export const rpcPath = "/rpc";

/** Requests are small: the largest is a list of folders. Answers are not limited by this. */
const maximumMessageBytes = 1024 * 1024;
/** A laptop that went to sleep or a cut network leaves a socket that looks open: two missed beats end it. */
const heartbeatMillis = 30_000;
const goingAway = 1001;

export interface RpcSockets {
  /** Takes over a connection that asks to become a WebSocket, or refuses it. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Tells every page that the server goes away. */
  close(): void;
  /** Drops those that did not take their leave. */
  terminate(): void;
}

/** The API over WebSocket: the same router that the desktop app reaches over a MessagePort. */
export function createRpcSockets(core: Core, access: Access): RpcSockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: maximumMessageBytes });
  const handler = new RPCHandler(core.router);
  server.on("connection", (socket) => {
    void handler.upgrade(socket, { context: core.context });
  });
  const stopHeartbeat = startHeartbeat(server);
  return {
    upgrade: (request, socket, head) => {
      const refusal = request.url === rpcPath ? refusalOf(request, access) : { status: 404, message: "" };
      if (refusal) return refuseUpgrade(socket, refusal.status);
      server.handleUpgrade(request, socket, head, (webSocket) =>
        server.emit("connection", webSocket, request),
      );
    },
    close: () => {
      stopHeartbeat();
      for (const socket of server.clients) socket.close(goingAway, "Shoebox was stopped.");
      server.close();
    },
    terminate: () => {
      for (const socket of server.clients) socket.terminate();
    },
  };
}

function refuseUpgrade(socket: Duplex, status: number): void {
  socket.on("error", () => {});
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function startHeartbeat(server: WebSocketServer): () => void {
  const silent = new WeakSet<WebSocket>();
  server.on("connection", (socket: WebSocket) => {
    socket.on("pong", () => silent.delete(socket));
    // A broken connection also closes, and that is what counts.
    socket.on("error", () => {});
  });
  const timer = setInterval(() => {
    for (const socket of server.clients) {
      if (silent.has(socket)) socket.terminate();
      else {
        silent.add(socket);
        socket.ping();
      }
    }
  }, heartbeatMillis);
  return () => clearInterval(timer);
}

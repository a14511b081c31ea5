import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Core } from "../../core/index.ts";
import { CommandError } from "../errors.ts";
import { addressOf, ownHosts } from "./address.ts";
import { respondFailure } from "./respond.ts";
import { route } from "./router.ts";
import { chooseToken, createSession } from "./session.ts";
import { readStaticFiles, type StaticFiles } from "./static-files.ts";
import { createRpcSockets, type RpcSockets } from "./websocket.ts";

export interface WebServerOptions {
  host: string;
  /** undefined: the usual port, or any free one where that is taken. */
  port: number | undefined;
  files: StaticFiles;
  token: string;
  /** Names beside the machine's own by which it may be asked. */
  allowedHosts?: readonly string[];
}

export interface WebServer {
  /** The address to open, its token included. */
  url: string;
  port: number;
  token: string;
  /** Stops taking requests and waits for those in hand, a few seconds at most. */
  close(): Promise<void>;
}

const usualPort = 4117;
const closingMillis = 3000;

/** What can be known to be wrong before a library is opened: the page that is to be served, and the token. */
export function prepareSite(): { files: StaticFiles; token: string } {
  return { files: readStaticFiles(join(import.meta.dirname, "../renderer")), token: chooseToken() };
}

/** Serves the library to browsers. */
export async function startWebServer(core: Core, options: WebServerOptions): Promise<WebServer> {
  const { files, token } = options;
  const server = createServer();
  const port = await listen(server, options);
  const session = createSession(token, port);
  const site = { core, files, session, hosts: ownHosts({ ...options, port }) };
  const sockets = createRpcSockets(core, site);
  server.on("upgrade", sockets.upgrade);
  server.on("request", (request, response) => {
    const exchange = { request, response };
    route(exchange, site).catch((error) => {
      // Nothing more can be said once an answer has begun: cutting it off tells the client that it is not whole.
      if (response.headersSent) response.destroy();
      else respondFailure(exchange, error);
    });
  });
  const close = () => closeServer(server, sockets);
  return { url: `${addressOf(options.host, port)}/?token=${token}`, port, token, close };
}

async function listen(
  server: Server,
  { host, port }: Pick<WebServerOptions, "host" | "port">,
): Promise<number> {
  try {
    return await listenOn(server, host, port ?? usualPort);
  } catch (error) {
    const isTaken = (error as NodeJS.ErrnoException).code === "EADDRINUSE";
    if (isTaken && port === undefined) return listenOn(server, host, 0);
    throw listenError(error as NodeJS.ErrnoException, host, port ?? usualPort);
  }
}

function listenOn(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function listenError({ code, message }: NodeJS.ErrnoException, host: string, port: number): CommandError {
  const reasons: Record<string, string> = {
    EADDRINUSE: `Port ${port} is taken by another program: choose another one with --port`,
    EACCES: `Your user may not open port ${port}: choose one above 1023 with --port`,
    EADDRNOTAVAIL: `This machine has no address ${host}: choose another one with --host`,
    ENOTFOUND: `There is no host ${host}: choose another one with --host`,
  };
  return new CommandError("QUERY_INVALID", reasons[code ?? ""] ?? `The server cannot listen (${message})`);
}

async function closeServer(server: Server, sockets: RpcSockets): Promise<void> {
  sockets.close();
  const timer = setTimeout(() => {
    sockets.terminate();
    server.closeAllConnections();
  }, closingMillis);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(timer);
}

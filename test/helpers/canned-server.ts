import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A small server on this machine that gives the same answer to everything; what needs a real one asks a real one. */
export interface CannedServer {
  /** "http://127.0.0.1:PORT", or "https://localhost:PORT" */
  address: string;
  port: number;
  /** In order. */
  requests: { method: string; path: string; headers: IncomingMessage["headers"] }[];
  /** Connections that are open now. */
  connections(): Promise<number>;
}

export type CannedAnswer = (request: IncomingMessage, response: ServerResponse) => void;

/** @param certificate makes it an https server */
export async function startCannedServer(
  answer: CannedAnswer,
  certificate?: { cert: string; key: string },
): Promise<CannedServer> {
  const requests: CannedServer["requests"] = [];
  const listener: RequestListener = (request, response) => {
    requests.push({ method: request.method ?? "", path: request.url ?? "", headers: request.headers });
    request.resume();
    answer(request, response);
  };
  const server = certificate ? createSecureServer(certificate, listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const { port } = server.address() as AddressInfo;
  return {
    address: certificate ? `https://localhost:${port}` : `http://127.0.0.1:${port}`,
    port,
    requests,
    connections: () =>
      new Promise((resolve, reject) =>
        server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      ),
  };
}

export const saying =
  (status: number, body: string | object = "", headers: Record<string, string> = {}): CannedAnswer =>
  (_request, response) => {
    const [text, type] =
      typeof body === "string"
        ? [body, "text/plain; charset=utf-8"]
        : [JSON.stringify(body), "application/json"];
    response.writeHead(status, { "content-type": type, ...headers }).end(text);
  };

/** As Qdrant words an error. */
export const sayingError = (
  status: number,
  error: string,
  headers: Record<string, string> = {},
): CannedAnswer => saying(status, { status: { error }, time: 0 }, headers);

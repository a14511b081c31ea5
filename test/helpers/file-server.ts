import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  /** The file that is asked for; empty where there is none. */
  bytes: Buffer;
  /** Answers as a good server would, with other bytes and headers where they are given. */
  serve(changes?: { bytes?: Buffer; headers?: Record<string, string>; ignoresRange?: boolean }): void;
}

/** Answers a request in its own way. */
export type Fault = (exchange: Exchange) => void;

/** A server of files on 127.0.0.1 that knows ranges and ETags, and misbehaves as it is told to. */
export interface FileServer {
  address: string;
  files: Map<string, Buffer>;
  /** What was asked for, in order. */
  requests: { path: string; range: string | undefined; headers: IncomingMessage["headers"] }[];
  /** Taken in order by the requests that come, until there are none. */
  faults: Fault[];
  /** Of every request for this path. */
  faultsOf: Map<string, Fault>;
  /** Hangs up on everyone and is gone. */
  stop(): Promise<void>;
}

export async function startFileServer(files: Record<string, Buffer> = {}): Promise<FileServer> {
  const server = createServer((request, response) => answer(request, response));
  const fileServer: FileServer = {
    address: "",
    files: new Map(Object.entries(files)),
    requests: [],
    faults: [],
    faultsOf: new Map(),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  function answer(request: IncomingMessage, response: ServerResponse): void {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://server").pathname);
    fileServer.requests.push({ path, range: request.headers.range, headers: request.headers });
    const bytes = fileServer.files.get(path);
    const serve: Exchange["serve"] = (changes) => serveFile(request, response, { bytes, ...changes });
    const fault = fileServer.faults.shift() ?? fileServer.faultsOf.get(path);
    if (fault) fault({ request, response, bytes: bytes ?? Buffer.alloc(0), serve });
    else serve();
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  fileServer.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(() => fileServer.stop());
  return fileServer;
}

interface Served {
  bytes: Buffer | undefined;
  headers?: Record<string, string>;
  ignoresRange?: boolean;
}

function serveFile(request: IncomingMessage, response: ServerResponse, served: Served): void {
  const { bytes, headers = {}, ignoresRange = false } = served;
  if (!bytes) {
    response.writeHead(404).end("Not found");
    return;
  }
  const etag = `"${createHash("sha1").update(bytes).digest("hex")}"`;
  const start = ignoresRange ? undefined : rangeStart(request, etag);
  if (start !== undefined && start >= bytes.length) {
    response.writeHead(416, { "content-range": `bytes */${bytes.length}`, ...headers }).end();
    return;
  }
  const body = bytes.subarray(start ?? 0);
  const range =
    start === undefined ? {} : { "content-range": `bytes ${start}-${bytes.length - 1}/${bytes.length}` };
  response.writeHead(start === undefined ? 200 : 206, {
    "content-length": body.length,
    etag,
    ...range,
    ...headers,
  });
  response.end(body);
}

function rangeStart({ headers }: IncomingMessage, etag: string): number | undefined {
  if (headers["if-range"] !== undefined && headers["if-range"] !== etag) return undefined;
  const start = /^bytes=(\d+)-$/.exec(headers.range ?? "")?.[1];
  return start === undefined ? undefined : Number(start);
}

/** The answer without its end: the connection is cut. */
export const dropAfter =
  (count: number): Fault =>
  ({ request, response, serve }) => {
    cutAfter(response, count, () => request.socket.destroy());
    serve();
  };

/** The answer without its end, and nothing more, ever. */
export const stallAfter =
  (count: number): Fault =>
  ({ response, serve }) => {
    cutAfter(response, count, () => {});
    serve();
  };

function cutAfter(response: ServerResponse, count: number, then: () => void): void {
  const end = response.end.bind(response);
  response.end = ((body?: Buffer) => {
    if (body === undefined || body.length <= count) return end(body);
    response.write(body.subarray(0, count), () => setImmediate(then));
    return response;
  }) as typeof response.end;
}

export const answerWith =
  (status: number, headers: Record<string, string> = {}): Fault =>
  ({ response }) => {
    response.writeHead(status, headers).end("Not this time");
  };

export const redirectTo = (address: string, headers: Record<string, string> = {}, status = 302): Fault =>
  answerWith(status, { location: address, ...headers });

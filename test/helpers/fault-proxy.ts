import { once } from "node:events";
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  request as send,
} from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { onTestFinished } from "vitest";

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** One request on its way, whole. */
export interface FaultExchange {
  method: string;
  /** With its query. */
  path: string;
  body: Buffer;
  request: IncomingMessage;
  response: ServerResponse;
  /** Lets the server behind do what is asked. @returns its whole answer, which nobody got yet */
  forward(): Promise<Answer>;
  /** Gives an answer to who asked. */
  answer(answer: Answer): void;
}

/** What happens to one request in place of going through. */
export type ProxyFault = (exchange: FaultExchange) => void | Promise<void>;

/**
 * Stands between a client and a real server, and lets requests through until it is told otherwise:
 *
 *     const proxy = await startFaultProxy(process.env.SHOEBOX_QDRANT_TEST_URL);
 *     const connection = new QdrantConnection({ address: parseQdrantAddress(proxy.address) });
 *     proxy.next(answering(429, { "retry-after": "1" }), losingTheAnswer, letThrough, cuttingAfter(100));
 *     proxy.always = answering(503);   // from when the planned ones are used up
 *     await proxy.goAway();            // nothing listens there, connections are reset
 *     await proxy.comeBack();          // at the same port
 *
 * It ends with the test. Requests and answers are held whole, so it is no place for endless ones.
 */
export interface FaultProxy {
  /** "http://127.0.0.1:PORT" */
  address: string;
  /** What was asked for so far, faulted or not, in order. */
  requests: { method: string; path: string }[];
  /** Plans faults, each for one request, in order, behind those that are planned already. */
  next(...faults: ProxyFault[]): void;
  /** What becomes of requests for which none is planned; undefined: they go through. */
  always: ProxyFault | undefined;
  /** Which requests faults are for; undefined: all. The others go through. */
  only: ((exchange: FaultExchange) => boolean) | undefined;
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
}

export async function startFaultProxy(upstream: string): Promise<FaultProxy> {
  const planned: ProxyFault[] = [];
  const inTransit = new AbortController();
  let server: Server = listener();
  const proxy: FaultProxy = {
    address: "",
    requests: [],
    next: (...faults) => void planned.push(...faults),
    always: undefined,
    only: undefined,
    goAway: () => close(server),
    async comeBack() {
      server = listener();
      await listen(server, Number(new URL(proxy.address).port));
    },
  };

  function listener(): Server {
    return createServer((request, response) => {
      // Clients that hang up in the middle are what this is for.
      through(request, response).catch(() => response.destroy());
    });
  }

  async function through(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url: path = "/" } = request;
    proxy.requests.push({ method, path });
    const body = await buffer(request);
    const exchange: FaultExchange = {
      method,
      path,
      body,
      request,
      response,
      forward: () => forward(new URL(path, upstream), request, body, inTransit.signal),
      answer: ({ status, headers, body: bytes }) => {
        response.writeHead(status, { ...headers, "content-length": bytes.length }).end(bytes);
      },
    };
    const isFor = proxy.only?.(exchange) ?? true;
    const fault = isFor ? (planned.shift() ?? proxy.always) : undefined;
    await (fault ?? letThrough)(exchange);
  }

  await listen(server, 0);
  proxy.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(async () => {
    inTransit.abort();
    await close(server);
  });
  return proxy;
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}

async function forward(
  address: URL,
  { method, headers }: IncomingMessage,
  body: Buffer,
  signal: AbortSignal,
): Promise<Answer> {
  const passedOn = { ...headers, host: address.host, connection: "close" };
  const forwarded = send(address, { method, headers: passedOn, signal, agent: false });
  forwarded.end(body);
  const [answered] = (await once(forwarded, "response")) as [IncomingMessage];
  const { "transfer-encoding": _, connection: __, ...kept } = answered.headers;
  return { status: answered.statusCode ?? 0, headers: kept, body: await buffer(answered) };
}

export const letThrough: ProxyFault = async ({ forward, answer }) => answer(await forward());

/** Comes to the server, and its answer back, so much later. */
export const delayedBy =
  (millis: number): ProxyFault =>
  async ({ forward, answer }) => {
    await wait(millis, undefined, { ref: false });
    answer(await forward());
  };

/** Never comes to the server, and nothing ever comes back. */
export const swallowed: ProxyFault = () => {};

/** Never comes to the server: the connection is reset. */
export const hungUpOn: ProxyFault = ({ request }) => {
  request.socket.resetAndDestroy();
};

/** The server does what is asked, and the connection is cut before a word of it comes back. */
export const losingTheAnswer: ProxyFault = async ({ forward, request }) => {
  await forward();
  request.socket.destroy();
};

/** The server does what is asked; of its answer's body so many bytes come back before the connection is cut. */
export const cuttingAfter =
  (bytes: number): ProxyFault =>
  async ({ forward, response, request }) => {
    const { status, headers, body } = await forward();
    response.writeHead(status, { ...headers, "content-length": body.length });
    response.write(body.subarray(0, Math.min(bytes, body.length - 1)), () => request.socket.destroy());
  };

/** The server does what is asked; its answer comes back as if it ended after so many bytes. */
export const truncatedTo =
  (bytes: number): ProxyFault =>
  async ({ forward, answer }) => {
    // As it came, whatever was agreed on: cut text is no text, a cut gzip stream is no stream.
    const whole = await forward();
    answer({ ...whole, body: whole.body.subarray(0, Math.min(bytes, whole.body.length - 1)) });
  };

/** Never comes to the server: who asks is told this. */
export const answering =
  (
    status: number,
    headers: Record<string, string> = {},
    body: string = JSON.stringify({ status: { error: "Not this time" }, time: 0 }),
  ): ProxyFault =>
  ({ answer }) =>
    answer({ status, headers: { "content-type": "application/json", ...headers }, body: Buffer.from(body) });

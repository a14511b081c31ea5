import { AsyncLocalStorage } from "node:async_hooks";
import { QdrantClient } from "@qdrant/js-client-rest";
import type { QdrantAddress } from "./address.ts";
import { openDispatcher, withHeadTold } from "./dispatcher.ts";
import type { AnswerHead } from "./transport.ts";

export interface Try {
  signal: AbortSignal;
  /** Set once its answer begins; of several requests in one try the last one's. */
  head: AnswerHead | undefined;
}

export interface OpenClient {
  /** Requests that are made in it belong to the try. */
  lend<Result>(current: Try, request: (client: QdrantClient) => Promise<Result>): Promise<Result>;
  /** Within `lend`: what the client has no word for. @throws errors like the client's own */
  send(path: string, init: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

/**
 * Qdrant sends what it compresses in pieces, and a piece waits until the one before it was acknowledged, which systems put
 * off for 40 ms (Nagle's algorithm and delayed acknowledgements, RFC 1122, 4.2.3): a search of 3 ms takes 45 then.
 */
const plainAnswers = { "accept-encoding": "identity" };

/**
 * Qdrant's client over connections of our own: each request can be broken off, and what its answer began with is known. The
 * client itself keeps only the first digit of a Retry-After and can be given no signal (1.19), but every function of its
 * `api()` takes what `fetch` takes.
 */
export function openClient(
  address: QdrantAddress,
  apiKey: string | undefined,
  proxy: string | undefined,
): OpenClient {
  const dispatcher = openDispatcher(proxy);
  const tries = new AsyncLocalStorage<Try>();
  const server = `${address.scheme}://${address.host}:${address.port}`;
  // As `apiKey` it would make the client write a warning to the console over http.
  const headers = { ...plainAnswers, ...(apiKey === undefined ? {} : { "api-key": apiKey }) };
  const client = new QdrantClient({
    url: server,
    // An address with the port of its scheme would be read as one without a port.
    port: address.port,
    prefix: address.prefix,
    headers,
    // Deadlines come by signal: the client's own would take its place.
    timeout: Number.POSITIVE_INFINITY,
    checkCompatibility: false,
  });
  const initOfTry = (): RequestInit => {
    const current = tries.getStore();
    if (!current) throw new Error("Qdrant's client is asked outside of the call that lent it");
    const told = withHeadTold(dispatcher, (head) => {
      current.head = head;
    });
    // Followed, a redirection would show the key to whoever it leads to.
    return { dispatcher: told, signal: current.signal, redirect: "manual" } as unknown as RequestInit;
  };
  giveInit(client, initOfTry);
  return {
    lend: (current, request) => tries.run(current, () => request(client)),
    send: async (path, { headers: more, ...init }) => {
      const request = { ...init, headers: { ...headers, ...more }, ...initOfTry() };
      const answer = await fetch(`${server}${address.prefix}${path}`, request);
      if (answer.ok) return answer;
      const data: unknown = await answer.json().catch(() => undefined);
      const { status, statusText } = answer;
      throw Object.assign(new Error(statusText), { status, data, headers: answer.headers });
    },
    close: () => dispatcher.destroy(),
  };
}

type Operation = (payload: unknown, init?: RequestInit) => unknown;

/** Each function of the client's `api()` asks with this, and so does every method that rests on them. */
function giveInit(client: QdrantClient, initOf: () => RequestInit): void {
  const api = client.api() as unknown as Record<string, Operation>;
  for (const [name, operation] of Object.entries(api)) {
    api[name] = (payload, init) => operation(payload, { ...init, ...initOf() });
  }
}

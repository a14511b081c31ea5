import { AsyncLocalStorage } from "node:async_hooks";
import { QdrantClient } from "@qdrant/js-client-rest";
import type { Dispatcher } from "undici";
import type { QdrantAddress } from "./address.ts";
import { openDispatcher, withHeadTold } from "./dispatcher.ts";

/** How the server began to answer one request. */
export interface AnswerHead {
  status: number;
  retryAfter: string | undefined;
}

interface Try {
  signal: AbortSignal;
  head: AnswerHead | undefined;
}

/** What one try came to; `head` is undefined where no answer began. */
export type Outcome<Result> = { result: Result } | FailedTry;

export interface FailedTry {
  error: unknown;
  head: AnswerHead | undefined;
}

/**
 * Qdrant's client over connections of our own: each request can be broken off, and what its answer began with is known. The
 * client itself keeps only the first digit of a Retry-After and can be given no signal (1.19), but every function of its
 * `api()` takes what `fetch` takes.
 */
export class Transport {
  readonly #client: QdrantClient;
  readonly #dispatcher: Dispatcher;
  readonly #tries = new AsyncLocalStorage<Try>();
  readonly #origin: string;
  readonly #keyHeader: Record<string, string>;

  constructor(address: QdrantAddress, apiKey: string | undefined, proxy: string | undefined) {
    this.#dispatcher = openDispatcher(proxy);
    this.#keyHeader = apiKey === undefined ? {} : { "api-key": apiKey };
    this.#origin = `${address.scheme}://${address.host}:${address.port}${address.prefix ?? ""}`;
    this.#client = new QdrantClient({
      url: `${address.scheme}://${address.host}:${address.port}`,
      // An address with the port of its scheme would be read as one without a port.
      port: address.port,
      prefix: address.prefix,
      // As `apiKey` it would make the client write a warning to the console over http.
      headers: this.#keyHeader,
      // Deadlines come by signal: the client's own would take its place.
      timeout: Number.POSITIVE_INFINITY,
      checkCompatibility: false,
    });
    this.#takeOver(this.#client);
  }

  async attempt<Result>(
    request: (client: QdrantClient) => Promise<Result>,
    signal: AbortSignal,
  ): Promise<Outcome<Result>> {
    const current: Try = { signal, head: undefined };
    try {
      const asked = this.#tries.run(current, () => request(this.#client));
      // What is asked may wait for more than the server: it is given up with the signal all the same.
      return { result: await orAborted(asked, signal) };
    } catch (error) {
      return { error, head: current.head };
    }
  }

  /**
   * Within `attempt`: sends what the client has no word for, such as bytes. The answer's body is read by whoever asked,
   * without a deadline.
   * @param path after the server's address, as "/collections"
   */
  async send(path: string, { headers, ...init }: RequestInit): Promise<Response> {
    const request = { ...init, headers: { ...this.#keyHeader, ...headers }, ...this.#requestInit() };
    const answer = await fetch(`${this.#origin}${path}`, request);
    if (answer.ok) return answer;
    const data: unknown = await answer.json().catch(() => undefined);
    // As the client's own errors say it.
    throw Object.assign(new Error(answer.statusText), {
      status: answer.status,
      data,
      headers: answer.headers,
    });
  }

  async close(): Promise<void> {
    await this.#dispatcher.destroy();
  }

  #takeOver(client: QdrantClient): void {
    const api = client.api() as unknown as Record<string, Operation>;
    for (const [name, operation] of Object.entries(api)) {
      api[name] = (payload) => operation(payload, this.#requestInit());
    }
  }

  #requestInit(): RequestInit {
    const current = this.#tries.getStore();
    if (!current) throw new Error("Qdrant's client is asked outside of the call that lent it");
    const dispatcher = withHeadTold(this.#dispatcher, (head) => {
      current.head = head;
    });
    // Followed, a redirection would show the key to whoever it leads to.
    return { dispatcher, signal: current.signal, redirect: "manual" } as unknown as RequestInit;
  }
}

type Operation = (payload: unknown, init?: RequestInit) => unknown;

async function orAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

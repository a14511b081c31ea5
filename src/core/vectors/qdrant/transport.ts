import type { QdrantClient } from "@qdrant/js-client-rest";
import type { QdrantAddress } from "./address.ts";
import type { OpenClient, Try } from "./open-client.ts";

/** How the server began to answer one request. */
export interface AnswerHead {
  status: number;
  /** As it asks to be left alone for; null where it does not. */
  retryAfterMillis: number | null;
}

/** What one try came to. */
export type Outcome<Result> = { result: Result } | FailedTry;

export interface FailedTry {
  error: unknown;
  /** undefined where no answer began. */
  head: AnswerHead | undefined;
}

/** Single requests to one server. The client is loaded with the first: most commands never need it. */
export class Transport {
  readonly #open: () => Promise<OpenClient>;
  #opening: Promise<OpenClient> | undefined;

  /** @param proxy as `proxyOf` gives it */
  constructor(address: QdrantAddress, apiKey: string | undefined, proxy: string | undefined) {
    this.#open = async () => (await import("./open-client.ts")).openClient(address, apiKey, proxy);
  }

  /** Never throws. The signal ends it, whatever `request` waits for beside the server. */
  async attempt<Result>(
    request: (client: QdrantClient) => Promise<Result>,
    signal: AbortSignal,
  ): Promise<Outcome<Result>> {
    const current: Try = { signal, head: undefined };
    try {
      this.#opening ??= this.#open();
      const { lend } = await orAborted(this.#opening, signal);
      return { result: await orAborted(lend(current, request), signal) };
    } catch (error) {
      return { error, head: current.head };
    }
  }

  /**
   * Within `attempt`: sends what the client has no word for, such as bytes. The answer's body is read by whoever asked,
   * without a deadline.
   * @param path after the server's address, as "/collections"
   */
  async send(path: string, init: RequestInit): Promise<Response> {
    this.#opening ??= this.#open();
    return (await this.#opening).send(path, init);
  }

  async close(): Promise<void> {
    const opened = await this.#opening;
    await opened?.close();
  }
}

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

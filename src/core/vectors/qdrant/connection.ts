import type { QdrantClient } from "@qdrant/js-client-rest";
import { isShoeboxError, ShoeboxError, type Trouble, troubleOf } from "../../errors.ts";
import type { QdrantAddress } from "./address.ts";
import { usableKey } from "./api-key.ts";
import { CircuitBreaker } from "./circuit-breaker.ts";
import { type Clock, pause, systemClock } from "./clock.ts";
import { Deadline, TimeIsUp } from "./deadline.ts";
import { type Failure, failureOf } from "./failure.ts";
import { leftAloneFor, noAnswerWithin, noTurnWithin } from "./own-failures.ts";
import { backoffMillisOf, defaultPatience, type Patience } from "./patience.ts";
import { RequestPlaces } from "./places.ts";
import { problemOf } from "./problems.ts";
import { proxyOf, shownProxy } from "./proxy-of.ts";
import { QuietTime } from "./quiet-time.ts";
import { type FailedTry, type Outcome, Transport } from "./transport.ts";

export interface Call {
  /** In words that go on with "failed at ADDRESS": "searching", "sending 128 photos". */
  what: string;
  /** Changes something on the server: fewer at once, and a longer deadline. */
  isWrite: boolean;
  /** The whole call: waiting for its turn, all tries and the pauses between them. One try gets half of it. */
  deadlineMillis?: number;
  /** At most so many; 1 where whoever waits wants to know at once. */
  tries?: number;
}

/** `connecting`: nobody was asked yet, or nothing came of it so far. */
export type ConnectionState = "connecting" | "connected" | "away";

export interface ConnectionOptions {
  address: QdrantAddress;
  /** Sent as a header, and found nowhere else. */
  apiKey?: string | undefined;
  patience?: Partial<Patience>;
  clock?: Clock;
  /** Where proxies are named: HTTP_PROXY, HTTPS_PROXY, NO_PROXY. */
  environment?: NodeJS.ProcessEnv;
}

/**
 * A Qdrant server as it can be relied on: four requests under way at most, two of them writes; what may go well later is
 * tried again, after pauses of random length; once nobody answers, calls fail at once until a look of its own finds the
 * server back.
 */
export class QdrantConnection {
  readonly address: QdrantAddress;
  /** A key is sent. */
  readonly hasKey: boolean;
  readonly #key: string | undefined;
  /** Said beside what may be a proxy's doing. */
  readonly #via: string;
  readonly #patience: Patience;
  readonly #clock: Clock;
  readonly #transport: Transport;
  readonly #breaker: CircuitBreaker<Failure>;
  readonly #places = new RequestPlaces();
  readonly #closed = new AbortController();
  readonly #listeners = new Set<(state: ConnectionState) => void>();
  readonly #quiet: QuietTime;
  #hasAnswered = false;
  #lastState: ConnectionState = "connecting";

  /**
   * Asks nothing yet.
   * @throws VECTOR_STORE_KEY_REFUSED for a key that cannot be sent, VECTOR_STORE_UNREACHABLE for a proxy that cannot be used
   */
  constructor({
    address,
    apiKey,
    patience,
    clock = systemClock,
    environment = process.env,
  }: ConnectionOptions) {
    this.address = address;
    this.#key = usableKey(apiKey);
    this.hasKey = this.#key !== undefined;
    this.#patience = { ...defaultPatience, ...patience };
    this.#clock = clock;
    this.#quiet = new QuietTime(clock, this.#patience.retryAfterCapMillis);
    const proxy = proxyOf(address, environment);
    this.#via = proxy === undefined ? "" : `; asked through the proxy ${shownProxy(proxy)}`;
    this.#transport = new Transport(address, this.#key, proxy);
    this.#breaker = new CircuitBreaker({
      clock,
      patience: this.#patience,
      probe: () => this.#probe(),
      onChange: () => this.#tellOfChange(),
    });
  }

  get state(): ConnectionState {
    if (this.#breaker.state === "open") return "away";
    return this.#hasAnswered ? "connected" : "connecting";
  }

  /** Why nobody was found last; undefined since somebody answered. */
  get trouble(): Trouble | undefined {
    const { reason } = this.#breaker;
    return reason && troubleOf(this.#problem(reason, { what: "connecting" }));
  }

  /** When it is looked for again; undefined unless it is away. */
  get retryAt(): Date | undefined {
    const { probeAtMillis } = this.#breaker;
    return probeAtMillis === undefined ? undefined : new Date(Date.now() + probeAtMillis - this.#clock.now());
  }

  /** Tells of every change of `state`. @returns ends it */
  onChange(listener: (state: ConnectionState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Looks for the server now, without waiting for the next planned look. @returns whether it is there */
  probeNow(): Promise<boolean> {
    return this.#closed.signal.aborted ? Promise.resolve(false) : this.#breaker.probeNow();
  }

  /**
   * Asks the server, more than once perhaps: what is asked has to have the same outcome when it is done twice.
   * @throws VECTOR_STORE_UNREACHABLE, VECTOR_STORE_KEY_REFUSED, VECTOR_STORE_UNSUITABLE, VECTOR_STORE_FULL,
   * VECTOR_STORE_REFUSED (`answeredStatusOf` tells the HTTP status); whatever `request` itself throws
   */
  async call<Result>(call: Call, request: (client: QdrantClient) => Promise<Result>): Promise<Result> {
    this.#assertReachable(call);
    const { readMillis, writeMillis } = this.#patience;
    const millis = call.deadlineMillis ?? (call.isWrite ? writeMillis : readMillis);
    const deadline = new Deadline(this.#clock, millis, this.#closed.signal);
    try {
      const leave = await this.#places.enter(call.isWrite, deadline.signal);
      try {
        // Whoever waited may have waited for what has failed meanwhile.
        this.#assertReachable(call);
        return await this.#tryUntil(deadline, millis / 2, call, request);
      } finally {
        leave();
      }
    } catch (error) {
      if (error instanceof TimeIsUp) throw this.#problem(noTurnWithin(error.millis), call);
      throw error;
    } finally {
      deadline.clear();
    }
  }

  /** For the request of a `call`: what the client has no word for. The answer's body is read without a deadline. */
  send(path: string, init: RequestInit): Promise<Response> {
    return this.#transport.send(path, init);
  }

  /** Breaks off what is under way, and leaves no connection and no timer behind. */
  async close(): Promise<void> {
    if (this.#closed.signal.aborted) return;
    const message = `The connection to ${this.address} was closed.`;
    this.#closed.abort(new ShoeboxError("VECTOR_STORE_UNREACHABLE", message));
    this.#breaker.close();
    this.#listeners.clear();
    await this.#transport.close();
  }

  async #tryUntil<Result>(
    deadline: Deadline,
    tryMillis: number,
    call: Call,
    request: (client: QdrantClient) => Promise<Result>,
  ): Promise<Result> {
    const { epoch } = this.#breaker;
    const tries = call.tries ?? this.#patience.tries;
    for (let failures = 1; ; failures++) {
      await this.#keepQuiet(deadline, call);
      const outcome = await this.#attempt(deadline, tryMillis, request);
      if ("result" in outcome) {
        this.#succeeded(epoch);
        return outcome.result;
      }
      const failure = this.#understand(outcome);
      this.#quiet.ask(failure.retryAfterMillis, call.isWrite);
      // A server that answers no can be asked.
      if (!failure.isAway && failure.status !== undefined) this.#succeeded(epoch);
      const pauseMillis = backoffMillisOf(this.#patience, failures, this.#clock.random());
      const isLast = failures >= tries || this.#clock.now() + pauseMillis >= deadline.atMillis;
      if (!failure.isTransient || isLast || this.#breaker.state === "open") {
        if (failure.isAway) this.#breaker.failed(failure, epoch);
        throw this.#problem(failure, call);
      }
      await pause(this.#clock, pauseMillis, deadline.signal);
    }
  }

  async #attempt<Result>(
    deadline: Deadline,
    tryMillis: number,
    request: (client: QdrantClient) => Promise<Result>,
  ): Promise<Outcome<Result>> {
    const limit = new Deadline(this.#clock, tryMillis, deadline.signal);
    try {
      return await this.#transport.attempt(request, limit.signal);
    } finally {
      limit.clear();
    }
  }

  /** @throws what is none of the server's doing */
  #understand({ error, head }: FailedTry): Failure {
    if (isShoeboxError(error)) throw error;
    if (error instanceof TimeIsUp) return noAnswerWithin(error.millis);
    const failure = failureOf(error, head, this.address, this.#key);
    if (!failure) throw error;
    return failure;
  }

  /** After a Retry-After nobody asks, whoever was told. @throws VECTOR_STORE_UNREACHABLE where that is too long */
  async #keepQuiet(deadline: Deadline, call: Call): Promise<void> {
    const millis = this.#quiet.leftMillisOf(call.isWrite);
    if (millis <= 0) return;
    if (this.#clock.now() + millis >= deadline.atMillis) throw this.#problem(leftAloneFor(millis), call);
    await pause(this.#clock, millis, deadline.signal);
  }

  #succeeded(epoch: number): void {
    this.#hasAnswered = true;
    this.#breaker.succeeded(epoch);
    this.#tellOfChange();
  }

  async #probe(): Promise<Failure | undefined> {
    const limit = new Deadline(this.#clock, this.#patience.probeMillis, this.#closed.signal);
    try {
      const outcome = await this.#transport.attempt((client) => client.api().readyz({}), limit.signal);
      const failure = "result" in outcome ? undefined : this.#understand(outcome);
      // Whoever answers that there is no such page, or wants a key for it, is there.
      const reason = failure?.isAway || failure?.status === undefined ? failure : undefined;
      if (reason === undefined) this.#hasAnswered = true;
      return reason;
    } catch {
      return noAnswerWithin(this.#patience.probeMillis);
    } finally {
      limit.clear();
    }
  }

  /** @throws VECTOR_STORE_UNREACHABLE */
  #assertReachable(call: Call): void {
    this.#closed.signal.throwIfAborted();
    const { state, reason } = this.#breaker;
    if (state === "open" && reason)
      throw this.#problem({ ...reason, code: "VECTOR_STORE_UNREACHABLE" }, call);
  }

  #problem(failure: Failure, { what }: Pick<Call, "what">): ShoeboxError {
    const { status, isAway, words } = failure;
    const said = isAway && status === undefined ? { ...failure, words: `${words}${this.#via}` } : failure;
    return problemOf(said, what, this.address);
  }

  #tellOfChange(): void {
    const { state } = this;
    if (state === this.#lastState) return;
    this.#lastState = state;
    for (const listener of this.#listeners) listener(state);
  }
}

import type { Catalog } from "../catalog/index.ts";
import type { OutboxEntry } from "../catalog/outbox.ts";
import { isShoeboxError, type ShoeboxError } from "../errors.ts";
import { inLanes } from "../in-lanes.ts";
import { stageImportance } from "../stages/importance.ts";
import type { Delay, Stage, StageCounts, Turn } from "../stages/stage.ts";
import type { PhotoPoint, PointStore } from "../vectors/point-store.ts";
import { answeredStatusOf } from "../vectors/qdrant/problems.ts";
import { pointOf } from "./point-of.ts";

/** About a megabyte with thumbnails: a request that a server answers within some 50 ms. */
const mostAtOnce = 128;

/** Thumbnails that are made smaller at once, beside whatever else the processor does. */
const lanes = 2;

/** What a server does not take is tried again after an hour, then twice as long each time, a week at most. */
const firstRefusalMillis = 60 * 60_000;
const longestRefusalMillis = 7 * 24 * 60 * 60_000;

export const sendingStageName = "qdrant";

/** What the stage asks of the server's side. */
export interface Receiver {
  /**
   * The store, with these models' vectors in it; undefined while the server is away.
   * @throws what keeps it from being used at all
   */
  ready(): Promise<PointStore | undefined>;
  /** The same photos, to the collections that are collections of their own there. */
  tellCollections(points: readonly PhotoPoint[], gone: readonly string[]): Promise<void>;
  /** When it is tried again, in milliseconds since 1970; undefined while it is there. */
  readonly retryAtMillis: number | undefined;
  /** A request came to nothing. */
  failed(error: unknown): void;
}

/** Tells a Qdrant server of photos that it does not know yet, or not as they are now. */
export class SendingStage implements Stage {
  readonly name = sendingStageName;
  readonly title = "Sending photos to Qdrant";
  readonly version = 1;
  readonly importance = stageImportance.sending;
  readonly #catalog: Catalog;
  readonly #receiver: Receiver;
  /** Fewer after a batch that a server had no words about: which photo it is finds itself by halves. */
  #batchSize = mostAtOnce;

  constructor(catalog: Catalog, receiver: Receiver) {
    this.#catalog = catalog;
    this.#receiver = receiver;
  }

  counts(): StageCounts {
    const waiting = this.#catalog.vectorsChoice.waiting();
    const failed = waiting === 0 ? 0 : (this.#catalog.outbox.refused()?.photos ?? 0);
    const done = Math.max(0, this.#catalog.stats.photos() - waiting);
    return { done, left: waiting - failed, failed, unwanted: 0 };
  }

  async work({ signal }: Turn): Promise<boolean> {
    const entries = this.#catalog.outbox.due(this.#batchSize);
    if (entries.length === 0) return false;
    const store = await this.#receiver.ready();
    if (!store || signal.aborted) return false;
    try {
      await this.#send(store, entries);
      this.#batchSize = Math.min(mostAtOnce, this.#batchSize * 2);
      return true;
    } catch (error) {
      this.#receiver.failed(error);
      if (answeredStatusOf(error) === 500) this.#doubt(entries, error as ShoeboxError);
      // It is tried again when the server is back.
      if (isShoeboxError(error) && error.code === "VECTOR_STORE_UNREACHABLE") return false;
      throw error;
    }
  }

  /** A server that is there and cannot take this: a single photo keeps no others from it. */
  #doubt(entries: readonly OutboxEntry[], error: ShoeboxError): void {
    this.#batchSize = Math.max(1, Math.floor(entries.length / 2));
    const [first] = entries;
    if (entries.length === 1 && first) this.#putOff(first, error);
  }

  async #send(store: PointStore, entries: readonly OutboxEntry[]): Promise<void> {
    const points = new Map<OutboxEntry, PhotoPoint>();
    await inLanes(lanes, entries, async (entry) => {
      const point = await pointOf(this.#catalog, entry.sha256);
      if (point) points.set(entry, point);
    });
    const gone = entries.filter((entry) => !points.has(entry));
    if (gone.length > 0) await this.#remove(store, gone);
    await this.#put(store, [...points]);
  }

  async #remove(store: PointStore, entries: readonly OutboxEntry[]): Promise<void> {
    const sha256s = entries.map(({ sha256 }) => sha256.toString("hex"));
    await store.remove(sha256s);
    await this.#receiver.tellCollections([], sha256s);
    this.#catalog.transaction(() => {
      this.#catalog.outbox.settle(entries);
      this.#catalog.outbox.noteRemoved(sha256s);
    });
  }

  /** One photo that the server does not take is found by halves, and keeps no other from it. */
  async #put(store: PointStore, batch: readonly (readonly [OutboxEntry, PhotoPoint])[]): Promise<void> {
    if (batch.length === 0) return;
    const entries = batch.map(([entry]) => entry);
    try {
      const points = batch.map(([, point]) => point);
      const stamps = await store.put(points);
      await this.#receiver.tellCollections(points, []);
      this.#catalog.transaction(() => {
        this.#catalog.outbox.settle(entries);
        this.#catalog.outbox.noteSent(stamps);
      });
    } catch (error) {
      if (!isShoeboxError(error) || error.code !== "VECTOR_STORE_REFUSED") throw error;
      const [first] = entries;
      if (entries.length === 1 && first) return this.#putOff(first, error);
      const half = Math.ceil(batch.length / 2);
      await this.#put(store, batch.slice(0, half));
      await this.#put(store, batch.slice(half));
    }
  }

  #putOff(entry: OutboxEntry, { code, message }: ShoeboxError): void {
    const delayMillis = Math.min(longestRefusalMillis, firstRefusalMillis * 2 ** entry.tries);
    this.#catalog.transaction(() =>
      this.#catalog.outbox.putOff(entry, Date.now() + delayMillis, { code, message }),
    );
  }

  /** What was not taken is sent once more. */
  retry(): void {
    this.#catalog.transaction(() => this.#catalog.outbox.hurry());
  }

  putOffUntil(): { dueAt: number; delay: Delay } | undefined {
    const firstDueAt = this.#catalog.outbox.firstDueAt();
    if (firstDueAt === undefined) return undefined;
    const dueAt = Math.max(firstDueAt, this.#receiver.retryAtMillis ?? 0);
    return dueAt > Date.now() ? { dueAt, delay: "retry" } : undefined;
  }
}

import type { ErrorCode } from "../../contract/errors.ts";
import type { Catalog } from "../catalog/index.ts";
import { isShoeboxError, ShoeboxError } from "../errors.ts";
import { OneAtATime } from "../one-at-a-time.ts";
import type { PhotoPoint, PointCounts, PointStore, PointVectors } from "../vectors/point-store.ts";
import { parseQdrantAddress } from "../vectors/qdrant/address.ts";
import { QdrantConnection } from "../vectors/qdrant/connection.ts";
import { planSettingsOf } from "../vectors/qdrant/plan-settings.ts";
import { QdrantPointStore } from "../vectors/qdrant/point-store.ts";
import { checkServer } from "../vectors/qdrant/server-check.ts";
import type { LibraryIdentity } from "../vectors/shared-photo.ts";
import { lookOver } from "./look-over.ts";
import { type LibraryPlace, OwnCollections } from "./own-collections.ts";
import type { Receiver } from "./sending-stage.ts";
import { vectorsOf } from "./vectors-of.ts";

export interface RemoteParts {
  catalog: Catalog;
  /** As `parseQdrantAddress` writes it. */
  url: string;
  collection: string;
  /** Asked once, when it is first needed: a keychain may ask a person. */
  apiKey: () => Promise<string | undefined>;
  identity: LibraryIdentity;
  /** It came, went, or is in trouble. */
  onChange: () => void;
}

interface Link {
  connection: QdrantConnection;
  store: QdrantPointStore;
  own: OwnCollections;
}

/** A page that follows the filling asks twice a second. */
const countsKeptMillis = 3000;

/** What no waiting mends is looked at again after this, then twice as long each time, up to the last. */
const firstRetryMillis = 15_000;
const longestRetryMillis = 10 * 60_000;

/** What whatever is asked next meets as well. */
const codesOfServer: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "VECTOR_STORE_UNREACHABLE",
  "VECTOR_STORE_KEY_REFUSED",
  "VECTOR_STORE_UNSUITABLE",
  "VECTOR_STORE_FULL",
]);

/** One Qdrant server, from the moment it was named: whether it is there, what it is, and the library's photos in it. */
export class Remote implements Receiver {
  readonly url: string;
  readonly collection: string;
  readonly #parts: RemoteParts;
  #link: Link | undefined;
  readonly #opening = new OneAtATime();
  /** The named vectors that it was opened with; undefined while it is not open. */
  #vectors: string | undefined;
  #version: string | undefined;
  #why: ShoeboxError | undefined;
  #retries = 0;
  #retryAtMillis: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;
  #isToLookAgain = false;
  #counted: { counts: PointCounts; at: number } | undefined;

  constructor(parts: RemoteParts) {
    this.#parts = parts;
    this.url = parts.url;
    this.collection = parts.collection;
  }

  async #connect(): Promise<Link> {
    if (this.#link) return this.#link;
    const { catalog, collection, identity: library, url } = this.#parts;
    const apiKey = await this.#parts.apiKey();
    // A keychain may have taken its time.
    if (this.#isClosed)
      throw new ShoeboxError("VECTOR_STORE_UNREACHABLE", "The library was closed meanwhile.");
    const address = parseQdrantAddress(url);
    const connection = new QdrantConnection({ address, ...(apiKey !== undefined && { apiKey }) });
    connection.onChange(() => this.#connectionChanged());
    const settings = planSettingsOf(process.env);
    const storeOf = (name: string) =>
      new QdrantPointStore({ caller: connection, collection: name, library, settings });
    const own = new OwnCollections(catalog, this.place, {
      storeOf,
      namesThatBeginWith: async (beginning) => {
        const call = { what: "looking which collections there are", isWrite: false };
        const { collections } = await connection.call(call, (client) => client.getCollections());
        return collections.map(({ name }) => name).filter((name) => name.startsWith(beginning));
      },
    });
    this.#link = { connection, store: storeOf(collection), own };
    return this.#link;
  }

  get place(): LibraryPlace {
    return { main: this.collection, libraryId: this.#parts.identity.id };
  }

  get state(): "connecting" | "connected" | "away" {
    if (this.#why) return "away";
    return this.#vectors === undefined ? "connecting" : "connected";
  }

  get serverVersion(): string | null {
    return this.#version ?? null;
  }

  /** Why it cannot be asked now. */
  get why(): ShoeboxError | undefined {
    return this.#why;
  }

  get retryAtMillis(): number | undefined {
    if (!this.#why) return undefined;
    return this.#link?.connection.retryAt?.getTime() ?? this.#retryAtMillis;
  }

  /**
   * Tries it from the first step on, whatever is known of it.
   * @throws what keeps it from being used
   */
  async open(): Promise<PointStore> {
    return this.#opening.run(async () => {
      try {
        return await this.#open();
      } catch (error) {
        this.#failed(error);
        throw error;
      }
    });
  }

  /** It is told of every change: one that is only tried may have all it was ever sent, or nothing. */
  get #isChosen(): boolean {
    const { isSending, server } = this.#parts.catalog.vectorsChoice.get();
    return isSending && server?.url === this.url && server.collection === this.collection;
  }

  async #open(): Promise<PointStore> {
    const { catalog } = this.#parts;
    const { connection, store, own } = await this.#connect();
    this.#version = (await checkServer(connection, { collection: this.collection })).version;
    const vectors = vectorsOf(catalog);
    await store.open(vectors, catalog.stats.photos());
    const wasOpen = this.#vectors !== undefined && !this.#why;
    if (!wasOpen && this.#isChosen && !catalog.keeping.hindrance) {
      // What is lost may be hidden behind as much that waits: looked at once more when nothing does.
      this.#isToLookAgain = catalog.vectorsChoice.waiting() > 0;
      await lookOver(catalog, store);
    }
    if (!catalog.keeping.hindrance) await own.bringIntoStep();
    this.#vectors = namesOf(vectors);
    this.#comeBack();
    return store;
  }

  /** The store; undefined while the server is away, which is tried again by itself. */
  async ready(): Promise<PointStore | undefined> {
    if (this.#why) return undefined;
    if (this.#link && this.#vectors === namesOf(vectorsOf(this.#parts.catalog))) return this.#link.store;
    return this.open().catch((error: unknown) => {
      if (isShoeboxError(error)) return undefined;
      throw error;
    });
  }

  async tellCollections(points: readonly PhotoPoint[], gone: readonly string[]): Promise<void> {
    await this.#link?.own.tell(points, gone);
  }

  /** Collections of the library came, went or changed what they are. */
  async collectionsChanged(): Promise<void> {
    if (this.state !== "connected" || this.#parts.catalog.keeping.hindrance) return;
    await this.#link?.own.bringIntoStep().catch((error: unknown) => this.failed(error));
  }

  /** To be asked for more than photos. @throws what keeps it from being used */
  async connection(): Promise<QdrantConnection> {
    await this.open();
    return (await this.#connect()).connection;
  }

  /** Nothing waits any more. */
  async toldOfAll(): Promise<void> {
    if (!this.#isToLookAgain || this.state !== "connected") return;
    this.#isToLookAgain = false;
    await this.#opening
      .run(async () => {
        if (this.#link && this.#isChosen) await lookOver(this.#parts.catalog, this.#link.store);
      })
      .catch((error: unknown) => this.failed(error));
  }

  /** How many points there are; while it is filled, as they were a moment ago: each is counted one by one. */
  async counts(): Promise<PointCounts | undefined> {
    const isFilling = this.#parts.catalog.vectorsChoice.get().wanted === "qdrant";
    if (isFilling && this.#counted && performance.now() - this.#counted.at < countsKeptMillis)
      return this.#counted.counts;
    const store = this.state === "connected" ? await this.ready() : undefined;
    const counts = await store?.counts().catch((error: unknown) => {
      this.failed(error);
      return undefined;
    });
    this.#counted = counts && { counts, at: performance.now() };
    return counts;
  }

  /** Tries it at once, by a person's wish or because time has passed. */
  tryAgain(): Promise<void> {
    return this.open().then(
      () => {},
      () => {},
    );
  }

  /** Resolves when what is being tried has come to an end. */
  tried(): Promise<void> {
    return this.#opening.settled();
  }

  /** A request came to nothing. What was wrong with that one alone says nothing of the server. */
  failed(error: unknown): void {
    if (isShoeboxError(error) && codesOfServer.has(error.code)) this.#failed(error);
  }

  /** Whether nobody is there the connection tells, after some failures. */
  #failed(error: unknown): void {
    if (this.#isClosed) return;
    const why = isShoeboxError(error) ? error : new ShoeboxError("INTERNAL_ERROR", String(error));
    const isPassing = why.code === "VECTOR_STORE_UNREACHABLE" && this.#link?.connection.state !== "away";
    if (isPassing && this.#vectors !== undefined) return;
    this.#goAway(why);
    const delayMillis = Math.min(longestRetryMillis, firstRetryMillis * 2 ** this.#retries++);
    this.#retryAtMillis = Date.now() + delayMillis;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.tryAgain(), delayMillis);
    this.#timer.unref();
  }

  #goAway(why: ShoeboxError): void {
    const isNew = this.#why?.message !== why.message;
    this.#why = why;
    if (isNew) this.#parts.onChange();
  }

  #comeBack(): void {
    const { catalog } = this.#parts;
    clearTimeout(this.#timer);
    // Who was about to go may have refused what it takes now.
    if (this.#why && !catalog.keeping.hindrance) catalog.transaction(() => catalog.outbox.hurry());
    this.#why = undefined;
    this.#retries = 0;
    this.#retryAtMillis = undefined;
    this.#parts.onChange();
  }

  /** The connection knows by itself when nobody answers any more, and when somebody does again. */
  #connectionChanged(): void {
    if (this.#isClosed) return;
    const { state, trouble } = this.#link?.connection ?? {};
    if (state === "away") this.#goAway(new ShoeboxError("VECTOR_STORE_UNREACHABLE", trouble?.message));
    else if (state === "connected" && this.#why) void this.tryAgain();
  }

  /** Takes this library's photos out, whatever state it is in. @throws what keeps it from that */
  async drop(): Promise<void> {
    const { connection, store, own } = await this.#connect();
    await checkServer(connection, { collection: this.collection });
    await own.drop();
    await store.drop();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#link?.connection.close();
    await this.#opening.settled();
  }
}

function namesOf(vectors: readonly PointVectors[]): string {
  return vectors.map(({ name }) => name).join(" ");
}

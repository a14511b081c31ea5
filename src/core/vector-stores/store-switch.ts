import type { UseVectors } from "../../contract/vectors.ts";
import type { Catalog } from "../catalog/index.ts";
import type { VectorsChoice } from "../catalog/vectors-choice.ts";
import { isShoeboxError, ShoeboxError } from "../errors.ts";
import type { Facts } from "../facts/index.ts";
import { OneAtATime } from "../one-at-a-time.ts";
import type { StageScheduler } from "../stages/scheduler.ts";
import type { ModelService } from "../switching/model-service.ts";
import { parseQdrantAddress } from "../vectors/qdrant/address.ts";
import {
  checkedCollectionName,
  defaultCollectionName,
  longestMainNameBytes,
} from "../vectors/qdrant/collection-name.ts";
import { emptyOutbox, enterAllPhotos } from "./enter-photos.ts";
import type { KeyStore, KnownKey } from "./key-store.ts";
import { identityOf } from "./library-identity.ts";
import { mendIdentities } from "./look-over.ts";
import { Remote } from "./remote.ts";
import { SendingStage, sendingStageName } from "./sending-stage.ts";

export interface StoreSwitchParts {
  catalog: Catalog;
  facts: Facts;
  models: () => ModelService;
  stages: StageScheduler;
  keys: KeyStore;
  /** Another store is in use or wanted, or the server went or came back. */
  onChange: () => void;
}

type UseQdrant = Omit<Extract<UseVectors, { store: "qdrant" }>, "store">;

/**
 * Which store is asked, and how another takes over: it is filled beside the one in use, and then, in one step, it is the
 * one that is asked. What a process that ended on the way began is gone on with by the next.
 */
export class StoreSwitch {
  readonly #parts: StoreSwitchParts;
  /** What is done to the choice, one after the other. */
  readonly changes = new OneAtATime();
  #remote: Remote | undefined;
  #key: KnownKey | undefined;
  #isFinishing = false;
  #isClosed = false;

  constructor(parts: StoreSwitchParts) {
    this.#parts = parts;
  }

  get choice(): VectorsChoice {
    return this.#parts.catalog.vectorsChoice.get();
  }

  /** The server that is in use or wanted. */
  get remote(): Remote | undefined {
    return this.#remote;
  }

  get keyKeptIn(): KnownKey["keptIn"] | null {
    return this.#key?.keptIn ?? null;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  get isServerAtWork(): boolean {
    const { inUse, wanted } = this.choice;
    return inUse === "qdrant" || wanted === "qdrant";
  }

  /** Turns to the server in use, in the background: a library opens without it. */
  start(): void {
    const { server } = this.choice;
    if (!server || !this.isServerAtWork) return;
    this.#remote = this.#remoteFor(server, async () => (await this.#findKey(server.url))?.key);
    void this.#remote.tryAgain();
  }

  /** What was begun goes on: where that can be written down. */
  async begin(): Promise<void> {
    const { catalog, stages } = this.#parts;
    if (this.#remote) this.#addStage(this.#remote);
    if (this.choice.isSending && catalog.vectorsChoice.isEntering()) await enterAllPhotos(catalog);
    if (!this.choice.isSending && catalog.vectorsChoice.waiting() > 0) await emptyOutbox(catalog);
    if (this.#remote) stages.wake(sendingStageName);
    if (this.choice.wanted === "embedded") void this.takeBack();
  }

  async #findKey(url: string): Promise<KnownKey | undefined> {
    this.#key = await this.#parts.keys.find(url);
    return this.#key;
  }

  #remoteFor(
    { url, collection }: NonNullable<VectorsChoice["server"]>,
    apiKey: () => Promise<string | undefined>,
  ): Remote {
    const { catalog } = this.#parts;
    const identity = identityOf(catalog);
    const onChange = () => this.#remoteChanged();
    return new Remote({ catalog, url, collection, apiKey, identity, onChange });
  }

  #remoteChanged(): void {
    if (this.#isClosed) return;
    if (this.#remote?.state === "connected") this.#parts.stages.wake(sendingStageName);
    this.#parts.onChange();
  }

  #addStage(remote: Remote): void {
    const { catalog, stages } = this.#parts;
    if (!stages.progressOf(sendingStageName)) stages.add(new SendingStage(catalog, remote));
  }

  #put(choice: VectorsChoice): void {
    const { catalog, onChange } = this.#parts;
    catalog.transaction(() => catalog.vectorsChoice.put(choice));
    onChange();
  }

  /**
   * Tries the server, and fills it in the background. Call it by `changes`.
   * @throws QUERY_INVALID, VECTOR_STORE_UNREACHABLE, VECTOR_STORE_KEY_REFUSED, VECTOR_STORE_UNSUITABLE: what is in use
   * stays in use
   */
  async toQdrant({ url: typed, apiKey, collection: named }: UseQdrant): Promise<void> {
    const { keys } = this.#parts;
    const url = parseQdrantAddress(typed).toString();
    const collection =
      named === undefined ? this.#ownCollection(url) : checkedCollectionName(named, longestMainNameBytes);
    const key = apiKey ?? (await keys.find(url))?.key;
    const tried = this.#remoteFor({ url, collection }, async () => key);
    try {
      await tried.open();
      if (apiKey !== undefined) await keys.keep(url, apiKey);
      await this.#turnTo(tried);
    } catch (error) {
      if (this.#remote !== tried) await tried.close();
      throw error;
    }
  }

  async #turnTo(tried: Remote): Promise<void> {
    const { catalog, stages } = this.#parts;
    const { url, collection } = tried;
    await this.#findKey(url);
    const before = this.choice;
    const isSame = before.server?.url === url && before.server?.collection === collection;
    if (!isSame || !before.isSending) await this.#leaveServer();
    await this.#replaceRemote(tried);
    const { inUse } = this.choice;
    const wanted = inUse === "qdrant" ? null : "qdrant";
    this.#put({ inUse, wanted, server: { url, collection }, isSending: true });
    if (!isSame || !before.isSending) await enterAllPhotos(catalog);
    stages.wake(sendingStageName);
  }

  /** The one that was named for this server before; the library's own where none was. */
  #ownCollection(url: string): string {
    const { server } = this.choice;
    return server?.url === url
      ? server.collection
      : defaultCollectionName(identityOf(this.#parts.catalog).id);
  }

  /** A server in use: the library's own index catches up before it is left. What it has stays there, till `drop`. */
  async #leaveServer(): Promise<void> {
    const { catalog, models, stages } = this.#parts;
    if (this.choice.inUse === "qdrant") {
      this.#put({ ...this.choice, wanted: "embedded" });
      await models().indexesReady();
    }
    if (!this.choice.isSending) return;
    this.#put({ ...this.choice, inUse: "embedded", wanted: null, isSending: false });
    await stages.remove(sendingStageName);
    await emptyOutbox(catalog);
    catalog.transaction(() => catalog.outbox.forgetSent());
  }

  async #replaceRemote(remote: Remote | undefined): Promise<void> {
    await this.#parts.stages.remove(sendingStageName);
    const before = this.#remote;
    this.#remote = remote;
    if (remote) this.#addStage(remote);
    await before?.close();
  }

  /** Call it by `changes`. */
  async toEmbedded(): Promise<void> {
    if (this.choice.inUse === "embedded") return this.#cancel();
    this.#put({ ...this.choice, wanted: "embedded" });
    void this.takeBack();
  }

  /** The index catches up with what came since it was last asked, and takes over. */
  takeBack(): Promise<void> {
    return this.changes
      .run(async () => {
        if (this.choice.wanted !== "embedded") return;
        await this.#leaveServer();
        await this.#replaceRemote(undefined);
        this.#parts.onChange();
      })
      .catch((error: unknown) => {
        // A full disk: the next process goes on.
        if (!isShoeboxError(error)) throw error;
        console.error(error.message);
      });
  }

  /** The store in use stays in use. Call it by `changes`. */
  async cancel(): Promise<void> {
    if (this.choice.wanted === "embedded") this.#put({ ...this.choice, wanted: null });
    else await this.#cancel();
  }

  async #cancel(): Promise<void> {
    if (this.choice.wanted !== "qdrant") return;
    await this.#leaveServer();
    await this.#replaceRemote(undefined);
  }

  /** A stage did a batch, or photos changed: the server that is wanted may be whole, or there is more to send. */
  progressed(): void {
    const { catalog, stages } = this.#parts;
    if (this.#isClosed || this.#remote?.state !== "connected") return;
    if (catalog.vectorsChoice.waiting() === 0) {
      if (this.choice.wanted === "qdrant" && !this.#isFinishing) void this.finish();
      else void this.#remote.toldOfAll();
      return;
    }
    const isAsleep = stages.progressOf(sendingStageName)?.state === "idle";
    if (isAsleep && (catalog.outbox.firstDueAt() ?? Number.POSITIVE_INFINITY) <= Date.now()) {
      stages.wake(sendingStageName);
    }
  }

  /** The one step: from here on the server is asked. What it has not got, or should not have, is found before. */
  finish(): Promise<void> {
    this.#isFinishing = true;
    return this.changes
      .run(() => this.#finishIfWhole())
      .catch((error: unknown) => {
        if (!isShoeboxError(error)) throw error;
        this.#remote?.failed(error);
      })
      .finally(() => {
        this.#isFinishing = false;
      });
  }

  async #finishIfWhole(): Promise<void> {
    const { catalog, models, stages } = this.#parts;
    if (this.choice.wanted !== "qdrant" || catalog.vectorsChoice.waiting() > 0) return;
    const store = await this.#remote?.ready();
    if (!store) return;
    // Photos that nobody knows are taken out later: they keep no search from its answer.
    if ((await mendIdentities(catalog, store)) > 0) return stages.wake(sendingStageName);
    this.#put({ ...this.choice, inUse: "qdrant", wanted: null });
    await models().restIndexes();
  }

  /**
   * Takes this library's photos out of the server that was in use, and forgets it. Call it by `changes`.
   * @throws VECTOR_STORE_IN_USE, QUERY_INVALID, and codes of the server
   */
  async drop(): Promise<void> {
    const { keys } = this.#parts;
    const { server } = this.choice;
    if (this.isServerAtWork) {
      const message = "Photos are looked up in this server: change over to the library's own index first.";
      throw new ShoeboxError("VECTOR_STORE_IN_USE", message);
    }
    if (!server) throw new ShoeboxError("QUERY_INVALID", "There is no Qdrant server to take photos out of.");
    const remote = this.#remoteFor(server, async () => (await keys.find(server.url))?.key);
    try {
      await remote.drop();
    } finally {
      await remote.close();
    }
    this.#put({ ...this.choice, server: null });
    keys.forget();
    this.#key = undefined;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    // A server that does not answer keeps nobody: what waits for it ends with the connection.
    await this.#remote?.close();
    await this.changes.settled();
    await this.#remote?.close();
  }
}

import type { UseVectors, VectorsCheck, VectorsStatus } from "../../contract/vectors.ts";
import { ShoeboxError } from "../errors.ts";
import type { MediaAnswer } from "../photos/media.ts";
import type { Found, LookUp, ModelVectors, VectorFinder } from "../search/vector-finder.ts";
import type { PointStore } from "../vectors/point-store.ts";
import { CollectionSnapshots } from "./collection-snapshots.ts";
import { EmbeddedFinder } from "./embedded-finder.ts";
import { enterAllPhotos, enterToMend } from "./enter-photos.ts";
import { followEnvironment } from "./follow-environment.ts";
import { QdrantFinder } from "./qdrant-finder.ts";
import { sendingStageName } from "./sending-stage.ts";
import { SharedPhotos } from "./shared-photos.ts";
import { statusOf } from "./status.ts";
import { StoreSwitch, type StoreSwitchParts } from "./store-switch.ts";
import { verifyIndex, verifyServer } from "./verify.ts";

/** Where vectors are looked up: the one object that everything which asks for look-alikes is given. */
export class VectorsService implements VectorFinder {
  readonly #parts: StoreSwitchParts;
  readonly #switch: StoreSwitch;
  readonly #shared = new SharedPhotos();
  readonly #embedded: EmbeddedFinder;

  constructor(parts: StoreSwitchParts) {
    this.#parts = parts;
    this.#switch = new StoreSwitch(parts);
    this.#embedded = new EmbeddedFinder(parts.catalog, parts.facts);
  }

  /** The index in the library's own folder is asked, or is about to be. */
  get isIndexNeeded(): boolean {
    const { inUse, wanted } = this.#switch.choice;
    return inUse === "embedded" || wanted === "embedded";
  }

  /** Vectors that the catalog has are still on their way to a server that is there. */
  get isStoreBehind(): boolean {
    const { choice, remote } = this.#switch;
    if (choice.inUse !== "qdrant" || remote?.state !== "connected") return false;
    return this.#parts.catalog.vectorsChoice.waiting() > 0;
  }

  /** Turns to the server in use, in the background: a library opens without it. */
  start(): void {
    this.#switch.start();
  }

  /** What was begun goes on, and what the environment asks for is begun: where that can be written down. */
  async begin(environment: NodeJS.ProcessEnv = process.env): Promise<void> {
    await this.#switch.begin();
    followEnvironment(this.#switch, environment);
  }

  find(vectors: ModelVectors, lookUp: LookUp): Promise<Found> {
    const { remote: receiver, choice } = this.#switch;
    if (choice.inUse !== "qdrant" || !receiver) return this.#embedded.find(vectors, lookUp);
    const { catalog, facts, stages } = this.#parts;
    stages.lookedAt(sendingStageName);
    const finder = new QdrantFinder({
      catalog,
      facts,
      receiver,
      embedded: this.#embedded,
      shared: this.#shared,
    });
    return finder.find(vectors, lookUp);
  }

  /** The thumbnail of a photo that only another library has; undefined where there is none, or the server is away. */
  async sharedThumbnail(id: number): Promise<MediaAnswer | undefined> {
    const photo = this.#shared.get(id);
    const store = photo && (await this.#switch.remote?.ready());
    const webp = store && (await store.thumbnailOf(photo.sha256));
    if (!webp) return undefined;
    const body = new Uint8Array(webp);
    return { contentType: "image/webp", etag: `"${photo.sha256.slice(0, 32)}-shared"`, body };
  }

  status(): Promise<VectorsStatus> {
    const { catalog, stages, models } = this.#parts;
    const { remote, keyKeptIn } = this.#switch;
    const vectorsOf = (key: string) => models().vectorsOf(key);
    return statusOf({ catalog, stages, vectorsOf, remote, keyKeptIn });
  }

  /**
   * @throws QUERY_INVALID, VECTOR_STORE_UNREACHABLE, VECTOR_STORE_KEY_REFUSED, VECTOR_STORE_UNSUITABLE: what is in use
   * stays in use
   */
  use(choice: UseVectors): Promise<VectorsStatus> {
    return this.#change(() =>
      choice.store === "qdrant" ? this.#switch.toQdrant(choice) : this.#switch.toEmbedded(),
    );
  }

  cancelUse(): Promise<VectorsStatus> {
    return this.#change(() => this.#switch.cancel());
  }

  /** @throws VECTOR_STORE_IN_USE, QUERY_INVALID, and codes of the server */
  drop(): Promise<VectorsStatus> {
    return this.#change(() => this.#switch.drop());
  }

  /** Makes the store in use anew from the catalog. */
  rebuild(): Promise<VectorsStatus> {
    return this.#change(async () => {
      const { catalog, models, stages } = this.#parts;
      if (!this.#switch.isServerAtWork) return models().using(({ index }) => index.rebuild());
      await this.#reachable();
      await enterAllPhotos(catalog);
      stages.wake(sendingStageName);
    });
  }

  #change(work: () => Promise<void>): Promise<VectorsStatus> {
    this.#parts.catalog.keeping.assertNotReadOnly();
    return this.#switch.changes.run(async () => {
      await work();
      this.#parts.onChange();
      return this.status();
    });
  }

  /** @throws VECTOR_STORE_UNREACHABLE and other codes of the server */
  async verify(isToRepair: boolean): Promise<VectorsCheck> {
    if (isToRepair) this.#parts.catalog.keeping.assertNotReadOnly();
    return this.#switch.isServerAtWork ? this.#verifyServer(isToRepair) : this.#verifyIndex(isToRepair);
  }

  #verifyIndex(isToRepair: boolean): Promise<VectorsCheck> {
    const { catalog, models } = this.#parts;
    return models().using(async ({ index }) => {
      const check = await verifyIndex(catalog, index);
      const isWhole = check.missing + check.unknown + check.differing === 0;
      if (isWhole || !isToRepair) return check;
      await index.rebuild();
      return { ...check, isRepaired: true };
    });
  }

  async #verifyServer(isToRepair: boolean): Promise<VectorsCheck> {
    const { catalog, stages } = this.#parts;
    const store = await this.#reachable();
    const { check, toMend, strays } = await verifyServer(catalog, store);
    const isWhole = check.missing + check.unknown + check.differing === 0;
    if (isWhole || !isToRepair) return check;
    await store.removeStrays(strays);
    await enterToMend(catalog, toMend);
    await stages.settled(sendingStageName);
    return { ...check, isRepaired: catalog.vectorsChoice.waiting() === 0 };
  }

  /** @throws what keeps it from being asked */
  async #reachable(): Promise<PointStore> {
    const store = await this.#switch.remote?.open();
    if (store) return store;
    throw new ShoeboxError("QUERY_INVALID", "No Qdrant server is in use.");
  }

  /** Of collections on the server in use, which was told of all before; undefined where none is. */
  async snapshots(): Promise<CollectionSnapshots | undefined> {
    const { remote } = this.#switch;
    if (!remote || !this.#switch.isServerAtWork) return undefined;
    const connection = await remote.connection();
    await this.sent();
    return new CollectionSnapshots(connection, remote.place);
  }

  /** A stage did a batch, or photos changed. */
  progressed(): void {
    this.#switch.progressed();
  }

  /** Collections of the library came, went or changed what they are. */
  collectionsChanged(): void {
    this.progressed();
    void this.#switch.remote?.collectionsChanged();
  }

  /** Resolves when it is known whether the server in use is there. */
  async tried(): Promise<void> {
    await this.#switch.changes.settled();
    await this.#switch.remote?.tried();
  }

  /** Resolves when the server was told of all that it takes, or as much as can be done now. */
  async sent(): Promise<void> {
    await this.tried();
    await this.#switch.remote?.collectionsChanged();
    if (this.#switch.remote) await this.#parts.stages.settled(sendingStageName);
  }

  /** Resolves when the store that is wanted has taken over, or as much is done as can be done now. */
  async switched(): Promise<void> {
    await this.sent();
    await this.#switch.finish();
    // What the last look found is sent, and then it is whole.
    await this.sent();
    await this.#switch.finish();
  }

  close(): Promise<void> {
    return this.#switch.close();
  }
}

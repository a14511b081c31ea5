import type { Catalog } from "../catalog/index.ts";
import { OneAtATime } from "../one-at-a-time.ts";
import type { PhotoPoint, PointStore } from "../vectors/point-store.ts";
import { vectorsOf } from "./vectors-of.ts";

/** Collections of the server that belong to one library, by their names. */
export interface CollectionShelf {
  /** The store of a collection of this name, not opened yet. */
  storeOf(name: string): PointStore;
  /** Names of the collections that are there and begin with this. */
  namesThatBeginWith(beginning: string): Promise<string[]>;
}

/** How the Qdrant collection of a collection of the library is called, whatever people call that. */
export function ownCollectionName(main: string, collectionId: number): string {
  return `${main}.collection-${collectionId}`;
}

/**
 * Collections of the library that are collections of their own in Qdrant, too: each has the points of its photos, beside
 * those in the library's. Told of the same batches, they hold the same photos as the catalog says.
 */
export class OwnCollections {
  readonly #catalog: Catalog;
  readonly #main: string;
  readonly #shelf: CollectionShelf;
  /** Those that are open, by their number. */
  readonly #stores = new Map<number, PointStore>();
  /** What was there when it was last looked at: numbers of collections and names of vectors. */
  #seen: string | undefined;
  /** Whoever is told of photos finds all of them open. */
  readonly #steps = new OneAtATime();

  constructor(catalog: Catalog, main: string, shelf: CollectionShelf) {
    this.#catalog = catalog;
    this.#main = main;
    this.#shelf = shelf;
  }

  /**
   * Tells them of photos, and of those that are gone. What is no member any more is taken out.
   * @throws what a `PointStore` throws
   */
  tell(points: readonly PhotoPoint[], gone: readonly string[]): Promise<void> {
    return this.#steps.run(() => this.#tell(points, gone));
  }

  async #tell(points: readonly PhotoPoint[], gone: readonly string[]): Promise<void> {
    await this.#bringIntoStep();
    for (const [collectionId, store] of this.#stores) {
      const isMember = ({ facts }: PhotoPoint) => facts.collections.some(({ id }) => id === collectionId);
      const others = points.filter((point) => !isMember(point)).map(({ facts }) => facts.sha256);
      await store.remove([...gone, ...others]);
      await store.put(points.filter(isMember));
    }
  }

  /** Makes those that are to be there, and takes away those that are not any more. */
  bringIntoStep(): Promise<void> {
    return this.#steps.run(() => this.#bringIntoStep());
  }

  async #bringIntoStep(): Promise<void> {
    const wanted = this.#catalog.collections.ownInQdrant().map(({ collectionId }) => collectionId);
    const vectors = vectorsOf(this.#catalog);
    const now = JSON.stringify([wanted, vectors]);
    if (this.#seen === now) return;
    const names = new Set(wanted.map((collectionId) => ownCollectionName(this.#main, collectionId)));
    for (const name of await this.#shelf.namesThatBeginWith(`${this.#main}.collection-`)) {
      if (!names.has(name)) await this.#shelf.storeOf(name).drop();
    }
    this.#stores.clear();
    for (const collectionId of wanted) {
      const store = this.#shelf.storeOf(ownCollectionName(this.#main, collectionId));
      await store.open(vectors, this.#catalog.collections.countMembers(collectionId));
      this.#stores.set(collectionId, store);
    }
    this.#seen = now;
  }

  /** The library leaves the server. */
  drop(): Promise<void> {
    return this.#steps.run(() => this.#drop());
  }

  async #drop(): Promise<void> {
    for (const name of await this.#shelf.namesThatBeginWith(`${this.#main}.collection-`)) {
      await this.#shelf.storeOf(name).drop();
    }
    this.#stores.clear();
    this.#seen = undefined;
  }
}

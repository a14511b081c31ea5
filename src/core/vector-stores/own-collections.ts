import type { Catalog } from "../catalog/index.ts";
import { OneAtATime } from "../one-at-a-time.ts";
import type { PhotoPoint, PointStore } from "../vectors/point-store.ts";
import { defaultCollectionName } from "../vectors/qdrant/collection-name.ts";
import { vectorsOf } from "./vectors-of.ts";

/** Collections of the server that belong to one library, by their names. */
export interface CollectionShelf {
  /** The store of a collection of this name, not opened yet. */
  storeOf(name: string): PointStore;
  /** Names of the collections that are there and begin with this. */
  namesThatBeginWith(beginning: string): Promise<string[]>;
}

/** Where the photos of a library lie on a server. */
export interface LibraryPlace {
  /** The collection that has all of them, and perhaps those of other libraries. */
  main: string;
  /** A UUID. */
  libraryId: string;
}

/**
 * How the Qdrant collection of a collection of the library is called, whatever people call that. Libraries that share
 * their main collection each have a first collection of their own: where its name does not, the id tells them apart.
 */
export function ownCollectionName(place: LibraryPlace, collectionId: number): string {
  return `${beginningOf(place)}${collectionId}`;
}

function beginningOf({ main, libraryId }: LibraryPlace): string {
  const isOwn = main === defaultCollectionName(libraryId);
  return isOwn ? `${main}.collection-` : `${main}.${libraryId.slice(0, 8)}.collection-`;
}

/**
 * Collections of the library that are collections of their own in Qdrant, too: each has the points of its photos, beside
 * those in the library's. Told of the same batches, they hold the same photos as the catalog says.
 */
export class OwnCollections {
  readonly #catalog: Catalog;
  readonly #place: LibraryPlace;
  readonly #shelf: CollectionShelf;
  /** Those that are open, by their number. */
  readonly #stores = new Map<number, PointStore>();
  /** What was there when it was last looked at: numbers of collections and names of vectors. */
  #seen: string | undefined;
  /** Whoever is told of photos finds all of them open. */
  readonly #steps = new OneAtATime();

  constructor(catalog: Catalog, place: LibraryPlace, shelf: CollectionShelf) {
    this.#catalog = catalog;
    this.#place = place;
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
    const names = new Set(wanted.map((collectionId) => ownCollectionName(this.#place, collectionId)));
    for (const name of await this.#shelf.namesThatBeginWith(beginningOf(this.#place))) {
      if (!names.has(name)) await this.#shelf.storeOf(name).drop();
    }
    this.#stores.clear();
    for (const collectionId of wanted) {
      const store = this.#shelf.storeOf(ownCollectionName(this.#place, collectionId));
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
    for (const name of await this.#shelf.namesThatBeginWith(beginningOf(this.#place))) {
      await this.#shelf.storeOf(name).drop();
    }
    this.#stores.clear();
    this.#seen = undefined;
  }
}

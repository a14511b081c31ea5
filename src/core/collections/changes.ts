import { nameKeyOf } from "../../contract/collection-name-key.ts";
import type { CollectionState, StoredAction } from "../catalog/collection-actions.ts";
import type { CollectionRow } from "../catalog/collections.ts";
import type { Catalog } from "../catalog/index.ts";
import { ShoeboxError } from "../errors.ts";
import { titles } from "./titles.ts";

/** What came of a step. */
export interface Step {
  collectionId: number;
  /** null where nothing had to be changed. */
  actionId: number | null;
  photosChanged: number;
}

interface Planned {
  collectionId: number;
  title: string;
  photosChanged: number;
  /** Nothing has to be changed: the step is not taken. */
  isNothing?: boolean;
}

export interface NewCollection {
  name: string;
  isOwnInQdrant: boolean;
}

/** Changes of collections: each is one transaction, written down before it is carried out. */
export class CollectionChanges {
  readonly #catalog: Catalog;

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }

  /** @throws COLLECTION_EXISTS */
  create(collection: NewCollection, assetIds: readonly number[]): Step {
    return this.#step("created", (actionId) => {
      const collectionId = this.#make(actionId, collection);
      const photosChanged = this.#journal.bring(actionId, collectionId, assetIds);
      return { collectionId, photosChanged, title: titles.created(collection.name, photosChanged) };
    });
  }

  /** @param contents SHA-256 in hexadecimal @throws COLLECTION_EXISTS */
  createOf(collection: NewCollection, contents: Iterable<readonly string[]>): Step {
    return this.#step("imported", (actionId) => {
      const collectionId = this.#make(actionId, collection);
      let photosChanged = 0;
      for (const some of contents) photosChanged += this.#journal.bringContents(actionId, collectionId, some);
      return { collectionId, photosChanged, title: titles.imported(collection.name, photosChanged) };
    });
  }

  /** @throws COLLECTION_NOT_FOUND, COLLECTION_EXISTS */
  rename(collectionId: number, name: string): Step {
    return this.#step("renamed", (actionId) => {
      const before = this.get(collectionId);
      this.#assertFree(name, [collectionId]);
      this.#change(actionId, before, { name });
      const title = titles.renamed(before.name, name);
      return { collectionId, title, photosChanged: 0, isNothing: before.name === name };
    });
  }

  /** @throws COLLECTION_NOT_FOUND */
  setOwnInQdrant(collectionId: number, isOwnInQdrant: boolean): Step {
    return this.#step("own-in-qdrant", (actionId) => {
      const before = this.get(collectionId);
      this.#change(actionId, before, { isOwnInQdrant });
      const isNothing = before.isOwnInQdrant === isOwnInQdrant;
      return {
        collectionId,
        title: titles.ownInQdrant(before.name, isOwnInQdrant),
        photosChanged: 0,
        isNothing,
      };
    });
  }

  /** @throws COLLECTION_NOT_FOUND */
  add(collectionId: number, assetIds: readonly number[]): Step {
    return this.#step("added", (actionId) => {
      const collection = this.get(collectionId);
      this.#change(actionId, collection, {});
      const photosChanged = this.#journal.bring(actionId, collectionId, assetIds);
      const title = titles.added(collection.name, photosChanged);
      return { collectionId, title, photosChanged, isNothing: photosChanged === 0 };
    });
  }

  /** @throws COLLECTION_NOT_FOUND */
  remove(collectionId: number, assetIds: readonly number[]): Step {
    return this.#step("removed", (actionId) => {
      const collection = this.get(collectionId);
      this.#change(actionId, collection, {});
      const photosChanged = this.#journal.take(actionId, collectionId, assetIds);
      const title = titles.removed(collection.name, photosChanged);
      return { collectionId, title, photosChanged, isNothing: photosChanged === 0 };
    });
  }

  /**
   * The one that has the name already stays, else the first, under its new name.
   * @throws COLLECTION_NOT_FOUND, COLLECTION_EXISTS, QUERY_INVALID
   */
  merge(collectionIds: readonly number[], name: string): Step {
    return this.#step("merged", (actionId) => {
      const merged = [...new Set(collectionIds)].map((collectionId) => this.get(collectionId));
      const stays = merged.find((one) => nameKeyOf(one.name) === nameKeyOf(name)) ?? merged[0];
      if (!stays || merged.length < 2)
        throw new ShoeboxError("QUERY_INVALID", "Expected two collections or more to merge.");
      this.#assertFree(
        name,
        merged.map(({ collectionId }) => collectionId),
      );
      const { collectionId } = stays;
      const isOwnInQdrant = merged.some((one) => one.isOwnInQdrant);
      this.#change(actionId, stays, { name, isOwnInQdrant });
      let photosChanged = 0;
      for (const other of merged.filter((one) => one !== stays)) {
        photosChanged += this.#journal.bringFrom(actionId, collectionId, other.collectionId);
        this.#end(actionId, other);
      }
      const title = titles.merged(
        merged.map((one) => one.name),
        name,
      );
      return { collectionId, title, photosChanged };
    });
  }

  /** @throws COLLECTION_NOT_FOUND, COLLECTION_EXISTS, QUERY_INVALID */
  split(collectionId: number, assetIds: readonly number[], name: string): Step {
    return this.#step("split", (actionId) => {
      const from = this.get(collectionId);
      this.#change(actionId, from, {});
      const photosChanged = this.#journal.take(actionId, collectionId, assetIds);
      if (photosChanged === 0)
        throw new ShoeboxError("QUERY_INVALID", `None of these photos is in “${from.name}”.`);
      const newId = this.#make(actionId, { name, isOwnInQdrant: false });
      this.#journal.follow(actionId, newId, collectionId);
      return { collectionId: newId, title: titles.split(from.name, name, photosChanged), photosChanged };
    });
  }

  /** @throws COLLECTION_NOT_FOUND */
  delete(collectionId: number): Step {
    return this.#step("deleted", (actionId) => {
      const collection = this.get(collectionId);
      const photosChanged = this.#end(actionId, collection);
      return { collectionId, photosChanged, title: titles.deleted(collection.name, photosChanged) };
    });
  }

  /** @throws COLLECTION_NOT_FOUND */
  get(collectionId: number): CollectionRow {
    const collection = this.#catalog.collections.get(collectionId);
    if (collection) return collection;
    throw new ShoeboxError("COLLECTION_NOT_FOUND", `There is no collection ${collectionId}.`);
  }

  get #journal() {
    return this.#catalog.collectionActions;
  }

  #step(kind: StoredAction["kind"], plan: (actionId: number) => Planned): Step {
    return this.#catalog.transaction(() => {
      const begun = this.#journal.begin(kind, "");
      const { title, isNothing = false, collectionId, photosChanged } = plan(begun);
      if (isNothing) {
        this.#journal.drop(begun);
        return { collectionId, photosChanged: 0, actionId: null };
      }
      this.#journal.setTitle(begun, title);
      this.#journal.carryOut(begun);
      return { collectionId, photosChanged, actionId: begun };
    });
  }

  #make(actionId: number, { name, isOwnInQdrant }: NewCollection): number {
    this.#assertFree(name, []);
    const collectionId = this.#journal.newCollectionId();
    const after = { name, nameKey: nameKeyOf(name), createdAt: Date.now(), isOwnInQdrant };
    this.#journal.change(actionId, { collectionId, before: null, after });
    return collectionId;
  }

  /** @returns how many members it had */
  #end(actionId: number, collection: CollectionRow): number {
    const { collectionId } = collection;
    this.#journal.change(actionId, { collectionId, before: stateOf(collection), after: null });
    return this.#journal.takeAll(actionId, collectionId);
  }

  #change(actionId: number, collection: CollectionRow, changes: Partial<NewCollection>): void {
    const before = stateOf(collection);
    const after = stateOf({ ...collection, ...changes });
    this.#journal.change(actionId, { collectionId: collection.collectionId, before, after });
  }

  /** @param except collections that have the name rightly, or no longer when all is done */
  #assertFree(name: string, except: readonly number[]): void {
    const known = this.#catalog.collections.named(nameKeyOf(name));
    if (!known || except.includes(known.collectionId)) return;
    throw new ShoeboxError("COLLECTION_EXISTS", `There is a collection “${known.name}” already.`);
  }
}

function stateOf({ name, createdAt, isOwnInQdrant }: CollectionRow): CollectionState {
  return { name, nameKey: nameKeyOf(name), createdAt, isOwnInQdrant };
}

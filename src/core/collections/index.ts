import { resolve } from "node:path";
import type {
  Collection,
  CollectionChange,
  CollectionExport,
  CollectionStats,
} from "../../contract/collections.ts";
import type { CollectionAction } from "../../contract/history.ts";
import type { StoredAction } from "../catalog/collection-actions.ts";
import { ShoeboxError } from "../errors.ts";
import { readError } from "../files/write-export.ts";
import { type Selection, type SelectionParts, selectPhotos } from "../photos/select-photos.ts";
import { CollectionChanges, type NewCollection, type Step } from "./changes.ts";
import { CollectionDescriber } from "./describe.ts";
import { Exports, type ExportUnderWay, type SnapshotsInUse, type WantedExport } from "./files/exports.ts";
import { importedName } from "./files/imported-name.ts";
import { type NamedContents, readPoints } from "./files/read-points.ts";
import { readSnapshot } from "./files/read-snapshot.ts";
import { isSnapshot } from "./files/recognise.ts";
import { statsOf } from "./stats.ts";
import { undoAction } from "./undoing.ts";

export interface CollectionsParts extends SelectionParts {
  /** Groups of photos that are the same picture. */
  samePictures: () => readonly (readonly number[])[];
  snapshots: SnapshotsInUse;
  /** Called when a collection has changed. */
  onChange: () => void;
}

/** Named sets of photos: whatever becomes of one, files and other collections stay as they are. */
export class Collections {
  readonly #parts: CollectionsParts;
  readonly #changes: CollectionChanges;
  readonly #describer: CollectionDescriber;
  readonly #exports: Exports;

  constructor(parts: CollectionsParts) {
    this.#parts = parts;
    this.#changes = new CollectionChanges(parts.catalog);
    this.#describer = new CollectionDescriber(parts.catalog);
    this.#exports = new Exports(parts.catalog, parts.snapshots);
  }

  /** By name. */
  list(): Collection[] {
    return this.#describer.list();
  }

  /** @throws COLLECTION_NOT_FOUND */
  stats(collectionId: number): CollectionStats {
    const { catalog, samePictures } = this.#parts;
    return statsOf(this.#changes.get(collectionId), { catalog, describer: this.#describer, samePictures });
  }

  /** In the timeline's order. @throws COLLECTION_NOT_FOUND */
  photos(collectionId: number, { limit, offset }: { limit: number; offset: number }) {
    const all = this.#describer.assetIds(this.#changes.get(collectionId));
    return { total: all.length, assetIds: all.slice(offset, offset + limit) };
  }

  /** @throws COLLECTION_EXISTS, ASSET_NOT_FOUND, ROOT_NOT_FOUND */
  async create({ name, isOwnInQdrant, ...selection }: NewCollection & Selection): Promise<CollectionChange> {
    const assetIds = await selectPhotos(this.#parts, selection);
    return this.#done(this.#changes.create({ name, isOwnInQdrant }, assetIds ?? []));
  }

  /** @throws COLLECTION_NOT_FOUND, COLLECTION_EXISTS */
  rename(collectionId: number, name: string): CollectionChange {
    return this.#done(this.#changes.rename(collectionId, name));
  }

  /** @throws COLLECTION_NOT_FOUND */
  setOwnInQdrant(collectionId: number, isOwnInQdrant: boolean): CollectionChange {
    return this.#done(this.#changes.setOwnInQdrant(collectionId, isOwnInQdrant));
  }

  /** @throws COLLECTION_NOT_FOUND, ASSET_NOT_FOUND, ROOT_NOT_FOUND, QUERY_INVALID */
  async addPhotos(collectionId: number, selection: Selection): Promise<CollectionChange> {
    const assetIds = await this.#selected(collectionId, selection);
    return this.#done(this.#changes.add(collectionId, assetIds));
  }

  /** @throws COLLECTION_NOT_FOUND, ASSET_NOT_FOUND, ROOT_NOT_FOUND, QUERY_INVALID */
  async removePhotos(collectionId: number, selection: Selection): Promise<CollectionChange> {
    const assetIds = await this.#selected(collectionId, selection);
    return this.#done(this.#changes.remove(collectionId, assetIds));
  }

  /** @throws COLLECTION_NOT_FOUND, COLLECTION_EXISTS, QUERY_INVALID */
  merge(collectionIds: readonly number[], name: string): CollectionChange {
    return this.#done(this.#changes.merge(collectionIds, name));
  }

  /** @throws COLLECTION_NOT_FOUND, COLLECTION_EXISTS, ASSET_NOT_FOUND, ROOT_NOT_FOUND, QUERY_INVALID */
  async split(collectionId: number, selection: Selection, name: string): Promise<CollectionChange> {
    const assetIds = await this.#selected(collectionId, selection);
    return this.#done(this.#changes.split(collectionId, assetIds, name));
  }

  /** @throws COLLECTION_NOT_FOUND */
  delete(collectionId: number): { actionId: number } {
    const { actionId } = this.#changes.delete(collectionId);
    this.#parts.onChange();
    return { actionId: actionId as number };
  }

  /** The latest first. */
  actions(limit: number): CollectionAction[] {
    return this.#parts.catalog.collectionActions.list(limit).map(toAction);
  }

  /** The latest that can be undone, undoings left out. */
  latestAction(): CollectionAction | undefined {
    const action = this.#parts.catalog.collectionActions.latest();
    return action && toAction(action);
  }

  /** @throws ACTION_NOT_FOUND, ACTION_BURIED, COLLECTION_EXISTS */
  undo(actionId: number): CollectionAction {
    const undoing = undoAction(this.#parts.catalog, actionId);
    this.#parts.onChange();
    return toAction(undoing);
  }

  /** @throws COLLECTION_NOT_FOUND, and what writing throws */
  async export(wanted: WantedExport, signal?: AbortSignal): Promise<CollectionExport> {
    return this.#exports.write(this.#changes.get(wanted.collectionId), wanted, signal);
  }

  exporting(): ExportUnderWay[] {
    return this.#exports.underWay();
  }

  /**
   * @param name in place of the one that the file says
   * @throws QUERY_INVALID, COLLECTION_EXISTS, PERMISSION_DENIED
   */
  async import(path: string, name?: string) {
    const { name: said, contents } = await this.#read(resolve(path));
    const collection = { name: name ?? importedName(said), isOwnInQdrant: false };
    const change = this.#done(this.#changes.createOf(collection, contents));
    const known = change.collection.photos;
    return { ...change, known, unknown: change.photosChanged - known };
  }

  async #read(path: string): Promise<NamedContents> {
    const isOfQdrant = await isSnapshot(path).catch((error: unknown) => {
      throw readError(error, path);
    });
    return isOfQdrant ? readSnapshot(path, this.#parts.snapshots) : readPoints(path);
  }

  /** Of a collection that is there: a wrong one is said before anything is looked for. */
  async #selected(collectionId: number, selection: Selection): Promise<number[]> {
    this.#changes.get(collectionId);
    const assetIds = await selectPhotos(this.#parts, selection);
    if (assetIds) return assetIds;
    throw new ShoeboxError(
      "QUERY_INVALID",
      "Expected photos, a folder or a query but received none of them.",
    );
  }

  #done({ collectionId, actionId, photosChanged }: Step): CollectionChange {
    if (actionId !== null) this.#parts.onChange();
    const collection = this.#describer.describe(this.#changes.get(collectionId));
    return { collection, actionId, photosChanged };
  }
}

function toAction({ actionId, kind, title, doneAt, undoneAt }: StoredAction): CollectionAction {
  return {
    actionId,
    action: kind,
    title,
    doneAt: new Date(doneAt).toISOString(),
    undoneAt: undoneAt === null ? null : new Date(undoneAt).toISOString(),
  };
}

import type { Collection } from "../../contract/collections.ts";
import type { CollectionSums } from "../catalog/collection-sums.ts";
import type { CollectionRow } from "../catalog/collections.ts";
import type { Catalog } from "../catalog/index.ts";

const coverPhotos = 4;
const byName = new Intl.Collator(undefined, { numeric: true });

interface Counted {
  key: string;
  sums: CollectionSums;
  coverAssetIds: number[];
}

/** Collections as people see them. What was counted is kept until the collection or a photo of the library changes. */
export class CollectionDescriber {
  readonly #catalog: Catalog;
  readonly #counted = new Map<number, Counted>();
  #ordered: { key: string; assetIds: number[] } | undefined;

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }

  /** By name. */
  list(): Collection[] {
    const rows = this.#catalog.collections.list();
    const ids = new Set(rows.map(({ collectionId }) => collectionId));
    for (const collectionId of this.#counted.keys())
      if (!ids.has(collectionId)) this.#counted.delete(collectionId);
    return rows.sort((left, right) => byName.compare(left.name, right.name)).map((row) => this.describe(row));
  }

  describe(row: CollectionRow): Collection {
    const { collectionId, name, createdAt, changedAt, isOwnInQdrant } = row;
    const { sums, coverAssetIds } = this.count(row);
    return {
      collectionId,
      name,
      photos: sums.photos,
      bytes: sums.bytes,
      createdAt: new Date(createdAt).toISOString(),
      changedAt: new Date(changedAt).toISOString(),
      isOwnInQdrant,
      coverAssetIds,
    };
  }

  count(row: CollectionRow): Counted {
    const { collectionId } = row;
    const key = this.#keyOf(row);
    const known = this.#counted.get(collectionId);
    if (known?.key === key) return known;
    const { collectionSums } = this.#catalog;
    const coverAssetIds = collectionSums.covers(collectionId, coverPhotos);
    const counted = { key, sums: collectionSums.of(collectionId), coverAssetIds };
    this.#counted.set(collectionId, counted);
    return counted;
  }

  /** In the timeline's order: whoever turns pages of one collection finds it put in order. */
  assetIds(row: CollectionRow): readonly number[] {
    const key = `${row.collectionId}/${this.#keyOf(row)}`;
    if (this.#ordered?.key !== key)
      this.#ordered = { key, assetIds: this.#catalog.collections.assetIds(row.collectionId) };
    return this.#ordered.assetIds;
  }

  /** Another one whenever the collection or a photo of the library has changed. */
  #keyOf({ lastActionId }: CollectionRow): string {
    return `${this.#catalog.revision()}/${lastActionId}`;
  }
}

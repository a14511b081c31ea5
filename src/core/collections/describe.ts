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

  count({ collectionId, lastActionId }: CollectionRow): Counted {
    const { collections, collectionSums } = this.#catalog;
    const key = `${this.#catalog.revision()}/${lastActionId}`;
    const known = this.#counted.get(collectionId);
    if (known?.key === key) return known;
    const coverAssetIds = collections.assetIds(collectionId, coverPhotos);
    const counted = { key, sums: collectionSums.of(collectionId), coverAssetIds };
    this.#counted.set(collectionId, counted);
    return counted;
  }
}

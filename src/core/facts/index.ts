import type { FacetField } from "../../contract/query.ts";
import type { SortOrder } from "../../contract/sort-order.ts";
import type { Catalog } from "../catalog/index.ts";
import { ShoeboxError } from "../errors.ts";
import type { KnownValue, Vocabulary } from "../query/vocabulary.ts";
import type { PhotoFilter } from "../vectors/photo-filter.ts";
import type { QueryFilter } from "../vectors/query-filter.ts";
import type { AssetSet } from "./asset-set.ts";

export type { AssetSet } from "./asset-set.ts";

/**
 * What is known of all photos, in columns: which of them a filter means, how many have each value, and their order by
 * anything but relevance.
 */
export class Facts implements Vocabulary {
  readonly #catalog: Catalog;

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }

  /** Resolves when the columns are in step with the catalog. */
  async ready(): Promise<void> {}

  /**
   * The photos that are there and pass; all of them without a filter.
   * @throws QUERY_INVALID for a date or a place that is none
   */
  async select(filter: QueryFilter | undefined): Promise<AssetSet> {
    const assetIds = this.#catalog.photoFilter.assetIdsOf((filter ?? { kind: "all", of: [] }) as PhotoFilter);
    const known = new Set(assetIds);
    return {
      size: known.size,
      has: (assetId) => known.has(assetId),
      ids: () => Int32Array.from(known).sort(),
    };
  }

  /** The same photos in this order; "relevance" leaves them as they are. Of equal ones the newer first. */
  async sorted(assetIds: Int32Array, _order: SortOrder): Promise<Int32Array> {
    return assetIds;
  }

  /**
   * The filter in terms that every vector store knows: what only the catalog can tell is spelled out as contents.
   * @throws QUERY_INVALID
   */
  async forStores(filter: QueryFilter): Promise<PhotoFilter> {
    return filter as PhotoFilter;
  }

  valuesOf(_field: FacetField): readonly KnownValue[] {
    throw new ShoeboxError("NOT_SUPPORTED_HERE");
  }

  years(): { first: number; last: number } | undefined {
    return undefined;
  }

  nameOf(_assetId: number): string | undefined {
    return undefined;
  }

  givenNameOf(_givenId: string): string | undefined {
    return undefined;
  }
}

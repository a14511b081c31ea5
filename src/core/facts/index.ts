import { basename } from "node:path";
import type { FacetField } from "../../contract/query.ts";
import type { SortOrder } from "../../contract/sort-order.ts";
import type { Catalog } from "../catalog/index.ts";
import type { KnownValue, Vocabulary } from "../query/vocabulary.ts";
import { foldersOf } from "../vectors/folders-of.ts";
import type { PhotoFacts } from "../vectors/photo-facts.ts";
import type { PhotoFilter } from "../vectors/photo-filter.ts";
import type { OwnFilter, QueryFilter } from "../vectors/query-filter.ts";
import type { AssetSet } from "./asset-set.ts";
import { type AroundCatalog, inCatalogTerms, inStoreTerms } from "./ground.ts";
import { assetSetOf } from "./id-set.ts";

export type { AssetSet } from "./asset-set.ts";

const everything: QueryFilter = { kind: "all", of: [] };

/**
 * What is known of all photos, in columns: which of them a filter means, how many have each value, and their order by
 * anything but relevance.
 */
export class Facts implements Vocabulary {
  readonly #catalog: Catalog;
  readonly #around: AroundCatalog;

  constructor(catalog: Catalog, around: AroundCatalog) {
    this.#catalog = catalog;
    this.#around = around;
  }

  /** Resolves when the columns are in step with the catalog. */
  async ready(): Promise<void> {}

  /**
   * The photos that are there and pass; all of them without a filter.
   * @throws QUERY_INVALID for a date or a place that is none
   */
  async select(filter: QueryFilter | undefined): Promise<AssetSet> {
    return assetSetOf(this.#assetIdsOf(filter ?? everything));
  }

  #assetIdsOf(filter: QueryFilter): number[] {
    return this.#catalog.photoFilter.assetIdsOf(inCatalogTerms(filter, this.#around));
  }

  /** The same photos in this order; "relevance" leaves them as they are. Of equal ones the newer first. */
  async sorted(assetIds: Int32Array, order: SortOrder): Promise<Int32Array> {
    if (order === "relevance") return assetIds;
    const facts = [...assetIds].flatMap((assetId) => this.#factsOf(assetId) ?? []);
    return Int32Array.from(
      facts.sort(
        (left, right) => compare[order](left, right) || byDate(right, left) || right.assetId - left.assetId,
      ),
      ({ assetId }) => assetId,
    );
  }

  #factsOf(assetId: number): Dated | undefined {
    const row = this.#catalog.photos.get(assetId);
    const facts = row && this.#catalog.photoFacts.of(row.sha256);
    return facts && { ...facts, assetId };
  }

  /**
   * The filter in terms that every vector store knows: what only the catalog can tell is spelled out as contents.
   * @throws QUERY_INVALID
   */
  forStores(filter: QueryFilter): Promise<PhotoFilter> {
    return inStoreTerms(filter, async (own: OwnFilter) => ({
      kind: "is",
      field: "sha256",
      values: this.#assetIdsOf(own).flatMap(
        (assetId) => this.#catalog.photos.get(assetId)?.sha256.toString("hex") ?? [],
      ),
    }));
  }

  valuesOf(field: FacetField): readonly KnownValue[] {
    const counts = new Map<string, number>();
    for (const facts of this.#all()) {
      for (const value of new Set(valuesIn[field](facts))) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return [...counts]
      .map(([value, count]) => ({
        value,
        label: field === "folder" ? basename(value) || value : value,
        count,
      }))
      .sort((left, right) => right.count - left.count);
  }

  #all(): Dated[] {
    return this.#assetIdsOf(everything).flatMap((assetId) => this.#factsOf(assetId) ?? []);
  }

  years(): { first: number; last: number } | undefined {
    const years = this.#all().flatMap(({ takenAt }) =>
      takenAt === null ? [] : [Number(takenAt.slice(0, 4))],
    );
    return years.length === 0 ? undefined : { first: Math.min(...years), last: Math.max(...years) };
  }

  nameOf(assetId: number): string | undefined {
    const path = this.#factsOf(assetId)?.files[0]?.path;
    return path?.slice(path.lastIndexOf("/") + 1);
  }

  givenNameOf(givenId: string): string | undefined {
    return this.#catalog.givenPictures.nameOf(givenId);
  }
}

type Dated = PhotoFacts & { assetId: number };

const byDate = (left: Dated, right: Dated) => (left.takenAt ?? "").localeCompare(right.takenAt ?? "");
const nameIn = ({ files: [file] }: Dated) => file?.path.slice(file.path.lastIndexOf("/") + 1) ?? "";
const byName = (left: Dated, right: Dated) =>
  nameIn(left).localeCompare(nameIn(right), "en", { numeric: true });
const bySize = (left: Dated, right: Dated) => left.sizeBytes - right.sizeBytes;
const byRating = (left: Dated, right: Dated) => (left.rating ?? -1) - (right.rating ?? -1);

const compare: Record<Exclude<SortOrder, "relevance">, (left: Dated, right: Dated) => number> = {
  date: (left, right) => byDate(right, left),
  oldest: byDate,
  name: byName,
  "name-reversed": (left, right) => byName(right, left),
  size: (left, right) => bySize(right, left),
  smallest: bySize,
  rating: (left, right) => byRating(right, left),
  worst: byRating,
};

const valuesIn: Record<FacetField, (facts: PhotoFacts) => readonly string[]> = {
  folder: ({ files }) =>
    files.filter(({ isPresent }) => isPresent).flatMap(({ folder }) => foldersOf(folder)),
  collection: ({ collections }) => collections.map(({ name }) => name),
  camera: ({ camera }) => (camera === null ? [] : [camera]),
  lens: ({ lens }) => (lens === null ? [] : [lens]),
  format: ({ format }) => [format],
  type: ({ types }) => types,
  rating: ({ rating }) => (rating === null ? [] : [String(rating)]),
  place: ({ places }) => places,
  keyword: ({ keywords }) => keywords,
  person: ({ people }) => people,
};

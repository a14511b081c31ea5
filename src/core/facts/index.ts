import type { FacetField, Facets } from "../../contract/query.ts";
import type { SortOrder } from "../../contract/sort-order.ts";
import type { Catalog } from "../catalog/index.ts";
import { pathForDisplay } from "../files/path-bytes.ts";
import { folderTexts, type KnownValue, type QueryContext, type Vocabulary } from "../query/index.ts";
import type { PhotoFilter } from "../vectors/photo-filter.ts";
import type { OwnFilter, QueryFilter } from "../vectors/query-filter.ts";
import type { AssetSet } from "./asset-set.ts";
import { countsOf } from "./counting.ts";
import { allOf } from "./counts.ts";
import { type Elsewhere, evaluate, type Mask } from "./evaluate.ts";
import { facetsOf } from "./facets.ts";
import { FactKeeper } from "./fact-keeper.ts";
import { type FactTable, flagBits } from "./fact-table.ts";
import { type AroundCatalog, inCatalogTerms, inStoreTerms, isOfCatalog } from "./ground.ts";
import { assetSetOf } from "./id-set.ts";
import { rowOf } from "./row-ids.ts";
import { RowSet } from "./row-set.ts";
import { sortedRows } from "./sorting.ts";
import { Turns } from "./turns.ts";
import { conditionsOf } from "./without-own-terms.ts";

export type { AssetSet } from "./asset-set.ts";

/** Thrown by whoever asks for values while it is not known that they are read. */
const valuesAsked = Symbol("values asked");

const everything: QueryFilter = { kind: "all", of: [] };

/** Of more photos nobody waits for the columns to be read for the first time: meanwhile the catalog answers. */
const readAtOnce = 20_000;

/** What is counted of a library at one moment. */
interface Counted {
  table: FactTable;
  version: number;
  values: Map<FacetField, readonly KnownValue[]>;
}

/** The photos of a filter at one moment. */
interface Selected {
  table: FactTable;
  version: number;
  photos: Promise<AssetSet>;
}

/**
 * What is known of all photos, in columns: which of them a filter means, how many have each value, and their order by
 * anything but relevance. The columns are read by the first use, in slices, and follow what changes.
 */
export class Facts implements Vocabulary {
  readonly #catalog: Catalog;
  readonly #around: AroundCatalog;
  readonly #keeper: FactKeeper;
  #counted: Counted | undefined;
  /** Each signal of a search asks for the photos of the same filter. */
  readonly #selected = new WeakMap<QueryFilter, Selected>();

  constructor(catalog: Catalog, around: AroundCatalog) {
    this.#catalog = catalog;
    this.#around = around;
    this.#keeper = new FactKeeper(catalog);
  }

  /**
   * Resolves when the columns are in step with the catalog. Of 100,000 photos the first time takes a second or two; what
   * changed since, a few milliseconds.
   */
  async ready(): Promise<void> {
    await this.#keeper.current();
  }

  /**
   * What a query is understood as. The columns are waited for where values are asked for, as by "camera:pixel"; plain words
   * need none.
   * @param read throws what it likes; asked a second time where it asks for values
   */
  async understood<Read>(read: (context: QueryContext) => Read): Promise<Read> {
    const now = new Date();
    const vocabulary: Vocabulary = {
      valuesOf() {
        throw valuesAsked;
      },
      years: () => this.years(),
      nameOf: (assetId) => this.nameOf(assetId),
      givenNameOf: (givenId) => this.givenNameOf(givenId),
    };
    try {
      return read({ vocabulary, now });
    } catch (error) {
      if (error !== valuesAsked) throw error;
    }
    await this.ready();
    return read({ vocabulary: this, now });
  }

  /**
   * The photos that are there and pass; all of them without a filter.
   * @throws QUERY_INVALID for a date or a place that is none
   */
  async select(filter: QueryFilter | undefined): Promise<AssetSet> {
    const reading = this.#keeper.current();
    if (!this.#keeper.known && this.#catalog.stats.photos() > readAtOnce) {
      // Whoever needs the columns themselves is told of what went wrong.
      reading.catch(() => undefined);
      const inTerms = inCatalogTerms(filter ?? everything, this.#around);
      return assetSetOf(this.#catalog.photoFilter.assetIdsOf(inTerms));
    }
    const table = await reading;
    const meant = filter ?? everything;
    const known = this.#selected.get(meant);
    if (known?.table === table && known.version === table.version) return known.photos;
    const { version } = table;
    const photos = this.#maskOf(table, meant).then((mask) => new RowSet(table.ids, mask));
    // What others know may be another without a change of the columns.
    if (isOfCatalog(meant)) this.#selected.set(meant, { table, version, photos });
    return photos;
  }

  readonly #elsewhere: Elsewhere = (filter) => this.#catalog.photoFilter.foundIn(filter);

  /**
   * The same photos in this order; "relevance" leaves them as they are. Of equal ones the newer first; those that lack
   * what is sorted by come last. Photos that the library does not have are left out.
   */
  async sorted(assetIds: Int32Array, order: SortOrder): Promise<Int32Array> {
    if (order === "relevance") return assetIds;
    const table = await this.#keeper.current();
    const rows = assetIds.map((assetId) => rowOf(table, assetId)).filter((row) => row >= 0);
    const { ids } = table;
    const sorted = await sortedRows(table, rows, order, new Turns());
    return sorted.map((row) => ids[row] as number);
  }

  /**
   * The filter in terms that every vector store knows: what only the catalog can tell is spelled out as contents.
   * @throws QUERY_INVALID
   */
  forStores(filter: QueryFilter): Promise<PhotoFilter> {
    return inStoreTerms(filter, async (own: OwnFilter) => ({
      kind: "is",
      field: "sha256",
      values: this.#catalog.assets.contentsOf((await this.select(own)).ids()),
    }));
  }

  /**
   * What the photos are that a query finds.
   * @param asked.scope holds beside the query's own filter, and is never left out
   * @param asked.countedFor the photos above the line for the query with this filter in place of its own; undefined where
   * those are all that pass
   * @throws QUERY_INVALID
   */
  async facets(asked: {
    filter: QueryFilter | undefined;
    scope?: QueryFilter | undefined;
    countedFor: (filter: QueryFilter | undefined) => Promise<AssetSet | undefined>;
    valuesPerField: number;
  }): Promise<Facets> {
    const started = performance.now();
    const table = await this.#keeper.current();
    // Each facet leaves out other conditions of the same: every one is laid over the columns once.
    const masks = new Map<QueryFilter, Mask>();
    const maskOf = async (condition: QueryFilter): Promise<Mask> => {
      const mask = masks.get(condition) ?? (await this.#maskOf(table, condition));
      masks.set(condition, mask);
      return mask;
    };
    const rowsOf = async (filter: QueryFilter | undefined): Promise<Mask> => {
      const counted = await asked.countedFor(filter);
      if (counted) return rowsOfSet(table, counted);
      const mask = presentMask(table);
      for (const condition of [...conditionsOf(filter), ...conditionsOf(asked.scope)]) {
        const other = await maskOf(condition);
        for (let row = 0; row < mask.length; row++) mask[row] = (mask[row] as number) & (other[row] ?? 0);
      }
      return mask;
    };
    const texts = folderTexts(this.valuesOf("folder"), this.valuesOf("collection"));
    const facets = await facetsOf(table, { ...asked, rowsOf, folderText: (path) => texts.get(path) ?? path });
    return { ...facets, tookMs: performance.now() - started };
  }

  async #maskOf(table: FactTable, filter: QueryFilter): Promise<Mask> {
    const inTerms = inCatalogTerms(filter, this.#around);
    const { rows } = table;
    const mask = await evaluate(table, inTerms, { rows, turns: new Turns(), elsewhere: this.#elsewhere });
    return onlyPresent(table, mask);
  }

  /** Empty before the columns are read: `ready` tells. */
  valuesOf(field: FacetField): readonly KnownValue[] {
    const table = this.#known();
    if (!table) return [];
    if (this.#counted?.table !== table || this.#counted.version !== table.version) {
      this.#counted = { table, version: table.version, values: new Map() };
    }
    const { values } = this.#counted;
    const known = values.get(field) ?? allOf(countsOf(table, presentMask(table), field));
    values.set(field, known);
    return known;
  }

  years(): { first: number; last: number } | undefined {
    return this.#catalog.photos.years();
  }

  nameOf(assetId: number): string | undefined {
    const path = this.#catalog.photos.filesOf(assetId)[0]?.path;
    return path === undefined ? undefined : pathForDisplay(path.slice(path.lastIndexOf("/") + 1));
  }

  givenNameOf(givenId: string): string | undefined {
    return this.#catalog.givenPictures.nameOf(givenId);
  }

  /** As far as they are read; what is not begun is begun. */
  #known(): FactTable | undefined {
    if (!this.#keeper.known || !this.#catalog.factChanges.isEmpty) {
      this.#keeper.current().catch(() => undefined);
    }
    return this.#keeper.known;
  }
}

function rowsOfSet(table: FactTable, counted: AssetSet): Mask {
  if (counted instanceof RowSet && counted.mask.length === table.rows) return counted.mask;
  const mask = new Uint8Array(table.rows);
  for (const assetId of counted.ids()) {
    const row = rowOf(table, assetId);
    if (row >= 0) mask[row] = 1;
  }
  return mask;
}

function presentMask({ rows, columns }: FactTable): Mask {
  return onlyPresent({ columns }, new Uint8Array(rows).fill(1));
}

function onlyPresent({ columns: { flags } }: Pick<FactTable, "columns">, mask: Mask): Mask {
  for (let row = 0; row < mask.length; row++) {
    mask[row] = (mask[row] as number) & ((flags[row] as number) & flagBits.isPresent);
  }
  return mask;
}

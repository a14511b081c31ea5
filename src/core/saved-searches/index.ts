import { nameKeyOf } from "../../contract/collection-name-key.ts";
import type { SavedSearch, SavedSearchFile } from "../../contract/searches.ts";
import type { SortOrder } from "../../contract/sort-order.ts";
import type { Catalog } from "../catalog/index.ts";
import type { SavedSearchRow, SearchContent } from "../catalog/saved-searches.ts";
import { ShoeboxError } from "../errors.ts";
import { planOf } from "../query/index.ts";
import { Counts } from "./counts.ts";
import { type ExamineParts, examine } from "./examine.ts";
import { namesLike } from "./free-name.ts";

interface SavedSearchesParts extends ExamineParts {
  catalog: Catalog;
  /** The list is another, or what one of them counts. */
  onChange: () => void;
}

interface NewSearch {
  name: string;
  query: string;
  sort: SortOrder;
  /** What has the name already gives way. */
  replaces: boolean;
  /** At the end when left out. */
  position?: number | undefined;
}

/** Queries that are kept under names; what they find follows the library. */
export class SavedSearches {
  readonly #parts: SavedSearchesParts;
  readonly #counts: Counts;
  /** What stood in the list may come back, though what it names be gone: an undo must not fail. */
  readonly #stoodOnce = new Set<string>();

  constructor(parts: SavedSearchesParts) {
    this.#parts = parts;
    this.#counts = new Counts({
      examine: (query) => examine(parts, query),
      onCounted: parts.onChange,
    });
  }

  /** In their order, each with what was counted last. */
  list(): { searches: SavedSearch[] } {
    const rows = this.#rows.list();
    const findings = this.#counts.of(rows.map(({ query }) => query));
    return {
      searches: rows.map(({ id, name, query, sort, position }, index) => {
        const { count, problem } = findings[index] ?? { count: null, problem: null };
        return { id, name, query, sort, position, count, problem };
      }),
    };
  }

  /** Resolves when `list` tells of each as the library is now. */
  async counted(): Promise<void> {
    this.list();
    await this.#counts.settled();
  }

  /** Something that photos are found by is another. */
  libraryChanged(): void {
    this.#counts.libraryChanged();
  }

  /** @throws SEARCH_EXISTS; QUERY_INVALID for a query that cannot be understood */
  async save({ name, query, sort, replaces, position }: NewSearch): Promise<SavedSearch> {
    if (!this.#stoodOnce.has(query)) planOf(query, await this.#parts.context());
    const content = { name, nameKey: nameKeyOf(name), query, sort };
    return this.#change(() => {
      const taken = this.#rows.named(content.nameKey);
      if (!taken) return this.#rows.add(content, position);
      if (!replaces) throw exists(taken);
      this.#stoodOnce.add(taken.query);
      this.#rows.change(taken.id, content);
      if (position !== undefined) this.#rows.move(taken, position);
      return taken.id;
    });
  }

  /** @throws SEARCH_NOT_FOUND, SEARCH_EXISTS */
  rename(id: number, name: string): SavedSearch {
    return this.#change(() => {
      const { query, sort } = this.#get(id);
      const nameKey = nameKeyOf(name);
      const taken = this.#rows.named(nameKey);
      if (taken && taken.id !== id) throw exists(taken);
      this.#rows.change(id, { name, nameKey, query, sort });
      return id;
    });
  }

  /** @param position from 0; beyond the end is the end @throws SEARCH_NOT_FOUND */
  move(id: number, position: number): { searches: SavedSearch[] } {
    this.#change(() => {
      this.#rows.move(this.#get(id), position);
      return id;
    });
    return this.list();
  }

  /** @returns what it was @throws SEARCH_NOT_FOUND */
  remove(id: number): SavedSearch {
    const { catalog, onChange } = this.#parts;
    const removed = catalog.transaction(() => {
      const described = this.#describe(id);
      this.#rows.remove(this.#get(id));
      return described;
    });
    this.#stoodOnce.add(removed.query);
    onChange();
    return removed;
  }

  export(): SavedSearchFile {
    const searches = this.#rows.list().map(({ name, query, sort }) => ({ name, query, sort }));
    return { format: "shoebox-searches", version: 1, searches };
  }

  /**
   * Comes after what is there. The same file once more adds nothing. Queries are taken as they are: what they name may
   * come into the library later.
   */
  import({ searches }: SavedSearchFile): { added: number; known: number } {
    const { catalog, onChange } = this.#parts;
    const added = catalog.transaction(
      () =>
        searches.filter(({ name, query, sort = "relevance" }) => this.#addUnlessKnown({ name, query, sort }))
          .length,
    );
    if (added > 0) onChange();
    return { added, known: searches.length - added };
  }

  /** Resolves when nothing is being counted any more. */
  close(): Promise<void> {
    return this.#counts.close();
  }

  get #rows() {
    return this.#parts.catalog.savedSearches;
  }

  /** Under its name, or the first numbered one that is free; not at all where the query stands under one before that. */
  #addUnlessKnown(search: Omit<SearchContent, "nameKey">): boolean {
    for (const free of namesLike(search.name)) {
      const taken = this.#rows.named(free.nameKey);
      if (taken?.query === search.query) return false;
      if (taken) continue;
      this.#rows.add({ ...search, ...free });
      return true;
    }
    return false;
  }

  #change(work: () => number): SavedSearch {
    const id = this.#parts.catalog.transaction(work);
    this.#parts.onChange();
    return this.#describe(id);
  }

  #describe(id: number): SavedSearch {
    this.#get(id);
    const found = this.list().searches.find((search) => search.id === id);
    return found as SavedSearch;
  }

  #get(id: number): SavedSearchRow {
    const row = this.#rows.get(id);
    if (row) return row;
    throw new ShoeboxError("SEARCH_NOT_FOUND", `There is no saved search ${id}.`);
  }
}

function exists({ name }: SavedSearchRow): ShoeboxError {
  return new ShoeboxError("SEARCH_EXISTS", `There is a saved search “${name}” already.`);
}

import type { Catalog } from "../catalog/index.ts";
import type { EmbeddingModel } from "../models/runtime/embedding-model.ts";
import type { IndexKeeper } from "../search/vector-index.ts";
import { OpenModel } from "./open-model.ts";

/** The models that anybody works with now: the one in use, the one that is wanted, those that a job began with. */
export class OpenModels implements IndexKeeper {
  readonly #catalog: Catalog;
  readonly #isIndexNeeded: () => boolean;
  readonly #open = new Set<OpenModel>();

  /** @param isIndexNeeded false while vectors are looked up elsewhere */
  constructor(catalog: Catalog, isIndexNeeded: () => boolean) {
    this.#catalog = catalog;
    this.#isIndexNeeded = isIndexNeeded;
  }

  /** The same object for the same model as long as it is open: two would write to one index. */
  async of(model: EmbeddingModel): Promise<OpenModel> {
    const known = [...this.#open].find(({ model: { key } }) => key === model.key);
    if (known?.recall()) return known;
    await known?.closed();
    const opened = new OpenModel(this.#catalog, model, this.#isIndexNeeded);
    this.#open.add(opened);
    return opened;
  }

  /** Resolves when nobody works with it any more; it may have been needed again by then. */
  async retire(open: OpenModel): Promise<void> {
    if (await open.retire()) this.#open.delete(open);
  }

  /** Resolves when no model with this id is open any more, whatever its revision. */
  async allClosed(id: string): Promise<void> {
    await Promise.all(
      [...this.#open].filter(({ model }) => model.id === id).map((open) => this.retire(open)),
    );
  }

  /** Their indexes are as the catalog is, where they are needed. */
  async indexesReady(): Promise<void> {
    for (const open of this.#open) await open.keepingOpen(() => open.index.ready());
  }

  /** Nobody asks their indexes for a while. */
  async restIndexes(): Promise<void> {
    for (const open of this.#open) await open.keepingOpen(() => open.index.rest());
  }

  async refresh(assetIds: readonly number[]): Promise<void> {
    for (const open of this.#open) await open.index.refresh(assetIds);
  }

  async save(): Promise<void> {
    for (const open of this.#open) await open.index.save();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open].map((open) => open.retire()));
  }
}

import type { Catalog } from "../catalog/index.ts";
import { FactTable } from "./fact-table.ts";
import { Turns } from "./turns.ts";

/** Read at once: some 5 ms of work. */
const sliceRows = 200;

/**
 * The table of facts, loaded by whoever needs it first and kept in step with the catalog: what changed is read anew when
 * it is asked for next. Works in slices.
 */
export class FactKeeper {
  readonly #catalog: Catalog;
  #table: FactTable | undefined;
  #working: Promise<FactTable> | undefined;

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }

  /** As it was last in step; undefined before it was loaded. */
  get known(): FactTable | undefined {
    return this.#table;
  }

  /** In step with the catalog as it is when this resolves. */
  async current(): Promise<FactTable> {
    if (this.#table && !this.#working && this.#catalog.factChanges.isEmpty) return this.#table;
    this.#working ??= this.#bringUp();
    return this.#working;
  }

  async #bringUp(): Promise<FactTable> {
    const turns = new Turns();
    // Others are to see that it is under way.
    await Promise.resolve();
    try {
      let table = this.#table ?? (await this.#load(turns));
      while (!this.#catalog.factChanges.isEmpty) {
        if (!(await this.#follow(table, turns))) table = await this.#load(turns);
      }
      this.#table = table;
      return table;
    } finally {
      // Whoever asks from here on may have changed something.
      this.#working = undefined;
    }
  }

  async #load(turns: Turns): Promise<FactTable> {
    const { factRows, factChanges } = this.#catalog;
    factChanges.watch();
    factChanges.take();
    // With some room for photos that come in: growing copies all columns.
    const table = new FactTable(Math.ceil(this.#catalog.stats.photos() * 1.05) + 1000);
    await this.#readFolders(table, turns);
    this.#readCollections(table);
    for (let last = 0; ; ) {
      const assetIds = factRows.nextIds(last, sliceRows);
      const end = assetIds.at(-1);
      if (end === undefined) break;
      for (const row of factRows.of(assetIds)) table.put(row);
      last = end;
      await turns.giveWay();
    }
    return table;
  }

  /** Writes what changed into the table. @returns false where only a new one can hold it */
  async #follow(table: FactTable, turns: Turns): Promise<boolean> {
    const { assetIds, directoryIds, areFoldersOther, areCollectionsOther } = this.#catalog.factChanges.take();
    table.version += 1;
    if (areFoldersOther) await this.#readFolders(table, turns);
    else for (const folder of this.#catalog.factRows.folders([...directoryIds])) table.folders.set(folder);
    if (areCollectionsOther) this.#readCollections(table);
    const sorted = Int32Array.from(assetIds).sort();
    for (let start = 0; start < sorted.length; start += sliceRows) {
      if (!this.#readAnew(table, [...sorted.subarray(start, start + sliceRows)])) return false;
      await turns.giveWay();
    }
    return true;
  }

  #readAnew(table: FactTable, assetIds: readonly number[]): boolean {
    const rows = this.#catalog.factRows.of(assetIds);
    const there = new Set(rows.map(({ assetId }) => assetId));
    for (const assetId of assetIds) if (!there.has(assetId)) table.remove(assetId);
    const inOrder = rows.sort((left, right) => left.assetId - right.assetId);
    // A number below others is never given to a new photo, unless somebody else wrote into the catalog.
    if (!inOrder.every(({ assetId }) => table.hasPlaceFor(assetId))) return false;
    for (const row of inOrder) table.put(row);
    return true;
  }

  async #readFolders(table: FactTable, turns: Turns): Promise<void> {
    for (let last = 0; ; ) {
      const folders = this.#catalog.factRows.foldersAfter(last, sliceRows);
      const end = folders.at(-1);
      if (!end) return;
      for (const folder of folders) table.folders.set(folder);
      last = end.directoryId;
      await turns.giveWay();
    }
  }

  #readCollections(table: FactTable): void {
    const collections = this.#catalog.factRows.collections();
    table.collections = new Map(collections.map(({ id, name }) => [id, name]));
  }
}

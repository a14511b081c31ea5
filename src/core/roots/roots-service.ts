import { forgottenForDays } from "../../contract/forgotten-for-days.ts";
import type { Forgetting, Root, Watching } from "../../contract/roots.ts";
import type { Catalog } from "../catalog/index.ts";
import type { RootCounts, RootRow } from "../catalog/roots.ts";
import { ShoeboxError } from "../errors.ts";
import { pathForDisplay } from "../files/path-bytes.ts";
import { isInside } from "../files/path-inside.ts";
import { adoptInner } from "../ingest/add-roots.ts";
import type { IndexKeeper } from "../search/vector-index.ts";
import type { RootPlaces } from "./root-places.ts";

export interface RootsParts {
  catalog: Catalog;
  places: RootPlaces;
  index: IndexKeeper;
  /** Called when what can be seen has changed. */
  onChange: () => void;
  watchingOf: (rootId: number) => Watching;
}

const noCounts: RootCounts = { photos: 0, files: 0 };
const dayMillis = 24 * 60 * 60 * 1000;

/** The folders of the library, as people see and forget them. */
export class RootsService {
  readonly #parts: RootsParts;

  constructor(parts: RootsParts) {
    this.#parts = parts;
  }

  list(): Root[] {
    return this.#describeAll(this.#parts.catalog.roots.list());
  }

  listForgotten(): Root[] {
    return this.#describeAll(this.#parts.catalog.roots.listForgotten());
  }

  #describeAll(roots: readonly RootRow[]): Root[] {
    const counts = this.#parts.catalog.roots.counts();
    return roots.map((root) => this.#describe(root, counts.get(root.rootId) ?? noCounts));
  }

  #describe(root: RootRow, { photos, files }: RootCounts): Root {
    const { places, watchingOf } = this.#parts;
    const isForgotten = root.forgottenAt !== null;
    const isOnline = places.isOnline(root);
    return {
      rootId: root.rootId,
      path: pathForDisplay(root.path),
      name: places.nameOf(root),
      state: isForgotten ? "forgotten" : isOnline ? "online" : "offline",
      volumeLabel: root.volume?.label ?? null,
      offlineMessage: isForgotten || isOnline ? null : places.offlineMessage(root),
      watching: watchingOf(root.rootId),
      addedAt: new Date(root.addedAt).toISOString(),
      forgottenAt: root.forgottenAt === null ? null : new Date(root.forgottenAt).toISOString(),
      photos,
      files,
    };
  }

  /** @throws ROOT_NOT_FOUND */
  forgetting(rootId: number): Forgetting {
    const { path } = this.#get(rootId, false);
    return { rootId, path: pathForDisplay(path), ...this.#parts.catalog.forgetting.count(rootId) };
  }

  /** @throws ROOT_NOT_FOUND */
  async forget(rootId: number): Promise<Forgetting> {
    const { catalog } = this.#parts;
    const forgetting = this.forgetting(rootId);
    await this.#change(() => catalog.forgetting.forget(rootId));
    return forgetting;
  }

  /** @throws ROOT_NOT_FOUND */
  async recall(rootId: number): Promise<Root> {
    const { catalog } = this.#parts;
    const { path } = this.#get(rootId, true);
    const around = catalog.roots.list().find((root) => !root.isDisplaced && isInside(path, root.path));
    if (around) {
      const message = `The folder ${pathForDisplay(path)} is in the library as a part of ${pathForDisplay(around.path)}.`;
      throw new ShoeboxError("ROOT_NOT_FOUND", message);
    }
    await this.#change(() => {
      const assetIds = catalog.forgetting.recall(rootId);
      adoptInner(catalog, rootId, path);
      return assetIds;
    });
    const root = this.#get(rootId, false);
    return this.#describe(root, catalog.roots.counts().get(rootId) ?? noCounts);
  }

  /** @throws ROOT_NOT_FOUND */
  async purge(rootId: number): Promise<{ removedPhotos: number }> {
    this.#get(rootId, true);
    return { removedPhotos: await this.#remove([rootId]) };
  }

  /** Purges what was forgotten so long ago that nobody brings it back. */
  async purgeOld(now = Date.now()): Promise<void> {
    const old = this.#parts.catalog.roots
      .listForgotten()
      .filter(({ forgottenAt }) => now - (forgottenAt ?? now) > forgottenForDays * dayMillis);
    if (old.length > 0) await this.#remove(old.map(({ rootId }) => rootId));
  }

  async #remove(rootIds: readonly number[]): Promise<number> {
    const { catalog } = this.#parts;
    let count = 0;
    await this.#change(() => {
      for (const rootId of rootIds) catalog.roots.remove(rootId);
      const removed = catalog.forgetting.removeOrphans();
      count = removed.length;
      return removed;
    });
    return count;
  }

  /** Photos of which no file can be reached now. */
  offlineAssetIds(): number[] {
    const { catalog, places } = this.#parts;
    const roots = catalog.roots.list();
    const offline = roots.filter((root) => !places.isOnline(root));
    if (offline.length === 0) return [];
    return catalog.photos.onlyIn(offline.map(({ rootId }) => rootId));
  }

  async #change(work: () => number[]): Promise<void> {
    const { catalog, index, onChange } = this.#parts;
    const assetIds = catalog.transaction(work);
    await index.refresh(assetIds);
    await index.save();
    onChange();
  }

  #get(rootId: number, isForgotten: boolean): RootRow {
    const root = this.#parts.catalog.roots.get(rootId);
    if (root && (root.forgottenAt !== null) === isForgotten) return root;
    const message = `The library has no ${isForgotten ? "forgotten " : ""}folder ${rootId}.`;
    throw new ShoeboxError("ROOT_NOT_FOUND", message);
  }
}

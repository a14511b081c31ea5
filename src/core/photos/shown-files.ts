import type { Catalog } from "../catalog/index.ts";
import { ShoeboxError } from "../errors.ts";
import { pathToSystem } from "../files/path-bytes.ts";
import type { RootPlaces } from "../roots/root-places.ts";
import { thereFirst } from "../roots/there-first.ts";

interface ShownFilesParts {
  catalog: Catalog;
  places: RootPlaces;
  /** Shows a file in the system's file manager, where the host can. */
  show: ((path: string) => Promise<void>) | undefined;
}

/** Files of the library, for whoever wants to see them where they lie. */
export class ShownFiles {
  readonly #parts: ShownFilesParts;

  constructor(parts: ShownFilesParts) {
    this.#parts = parts;
  }

  /** Where a photo's file lies, as `node:fs` takes it: one that can be reached, where there is such a file. */
  pathOf(assetId: number): string | Uint8Array | undefined {
    const file = this.#fileOf(assetId);
    return file && pathToSystem(file.path);
  }

  /**
   * Shows a photo's file in the system's file manager.
   * @throws ASSET_NOT_FOUND, ROOT_OFFLINE, NOT_SUPPORTED_HERE
   */
  async reveal(assetId: number): Promise<string> {
    const { catalog, places } = this.#parts;
    const { path, rootId } = this.#fileOf(assetId) ?? {};
    if (path === undefined || rootId === undefined)
      throw new ShoeboxError("ASSET_NOT_FOUND", `There is no photo ${assetId} in the library.`);
    const root = catalog.roots.get(rootId);
    if (root) places.assertOnline(root);
    return this.#show(path);
  }

  /**
   * The same for a file of the list of problems.
   * @throws QUERY_INVALID, NOT_SUPPORTED_HERE
   */
  async revealProblem(fileId: number): Promise<string> {
    const path = this.#parts.catalog.problems.pathOf(fileId);
    if (path === undefined) throw new ShoeboxError("QUERY_INVALID", `There is no file ${fileId}.`);
    return this.#show(path);
  }

  #fileOf(assetId: number) {
    const { catalog, places } = this.#parts;
    return thereFirst(places, catalog.photos.filesOf(assetId))[0];
  }

  async #show(path: string): Promise<string> {
    if (!this.#parts.show) throw new ShoeboxError("NOT_SUPPORTED_HERE");
    await this.#parts.show(path);
    return path;
  }
}

import type { FileHolder } from "../catalog/files.ts";
import type { Catalog } from "../catalog/index.ts";
import { isInside, relativeTo } from "../files/path-inside.ts";
import { moveWords } from "./relocate.ts";
import type { RootPlaces } from "./root-places.ts";

/**
 * Folders of the library of which files were found elsewhere, one by one: on another disk they have other numbers, and
 * only reading them tells. Once most of what such a folder held lies in another one, that one has taken its place.
 */
export class MovedRoots {
  readonly #catalog: Catalog;
  readonly #places: RootPlaces;
  /** Of each root: where it would be now, by how many files. */
  readonly #found = new Map<number, Map<string, number>>();

  constructor(catalog: Catalog, places: RootPlaces) {
    this.#catalog = catalog;
    this.#places = places;
  }

  /** @param path where the file is now */
  note({ rootId, path: from }: FileHolder, path: string): void {
    const root = this.#catalog.roots.get(rootId);
    if (!root) return;
    const inRoot = `/${relativeTo(root.path, from)}`;
    if (!path.endsWith(inRoot)) return;
    const now = path.slice(0, -inRoot.length) || "/";
    const found = this.#found.get(rootId) ?? new Map<string, number>();
    found.set(now, (found.get(now) ?? 0) + 1);
    this.#found.set(rootId, found);
  }

  /**
   * To be called when all was looked at: folders that are gone, and lie elsewhere now, are no roots of their own any more.
   * @returns contents that have one file less
   */
  settle(): number[] {
    return [...this.#found].flatMap(([rootId, found]) => {
      const [path, count] = [...found].sort(([, left], [, right]) => right - left)[0] ?? [];
      return path === undefined || count === undefined ? [] : this.#succeed(rootId, path, count);
    });
  }

  #succeed(rootId: number, path: string, count: number): number[] {
    const { roots, relocation, directories, assets, nextRevision } = this.#catalog;
    const root = roots.get(rootId);
    if (!root || !this.#places.isGone(root) || count < relocation.countPhotos(rootId)) return [];
    const others = roots.list().filter((other) => other.rootId !== rootId && !other.isDisplaced);
    const successor = others.find((other) => isInside(path, other.path));
    if (!successor) return [];
    const prefix = relativeTo(successor.path, path);
    return this.#catalog.transaction(() => {
      const touched = relocation.handOver(rootId, (directory) =>
        directories.idOf(successor.rootId, [prefix, directory].filter(Boolean).join("/")),
      );
      roots.remove(rootId);
      moveWords(this.#catalog, root.path, path);
      for (const assetId of touched) assets.touch(assetId, nextRevision());
      return touched;
    });
  }
}

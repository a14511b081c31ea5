import type { FolderRow } from "../catalog/fact-rows.ts";
import { foldersOf } from "../vectors/folders-of.ts";

/** What folders are called and lie in, by their numbers in the catalog; worked out once for each. */
export class FolderNames {
  readonly #folders = new Map<number, FolderRow>();
  readonly #around = new Map<number, readonly string[]>();

  set(folder: FolderRow): void {
    this.#folders.set(folder.directoryId, folder);
    this.#around.delete(folder.directoryId);
  }

  clear(): void {
    this.#folders.clear();
    this.#around.clear();
  }

  /** Its path and those of all that it lies in; empty for one that is not known. */
  around(directoryId: number): readonly string[] {
    const known = this.#around.get(directoryId);
    if (known) return known;
    const folder = this.#folders.get(directoryId);
    const around = folder ? foldersOf(folder.path) : [];
    this.#around.set(directoryId, around);
    return around;
  }

  /** Of those that are albums, by their paths. */
  titles(): Map<string, string> {
    const titles = new Map<string, string>();
    for (const { path, title } of this.#folders.values()) if (title !== null) titles.set(path, title);
    return titles;
  }
}

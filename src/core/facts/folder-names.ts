import type { FolderRow } from "../catalog/fact-rows.ts";
import { foldersOf } from "../vectors/folders-of.ts";

/**
 * What folders are called and lie in, by their numbers in the catalog. Every folder, those around folders with files too,
 * is a node with a number of its own, which it keeps.
 */
export class FolderNames {
  readonly #folders = new Map<number, FolderRow>();
  readonly #nodes = new Map<string, number>();
  readonly #nodeOf = new Map<number, number>();
  readonly #paths: string[] = [];
  /** Of the folder around a node; -1 for the outermost. */
  readonly parents: number[] = [];
  #titles: Map<string, string> | undefined;

  /** How many nodes there are. */
  get size(): number {
    return this.#paths.length;
  }

  set(folder: FolderRow): void {
    this.#folders.set(folder.directoryId, folder);
    this.#titles = undefined;
    let parent = -1;
    for (const path of foldersOf(folder.path).reverse()) parent = this.#node(path, parent);
    this.#nodeOf.set(folder.directoryId, parent);
  }

  #node(path: string, parent: number): number {
    const known = this.#nodes.get(path);
    if (known !== undefined) return known;
    const node = this.#paths.push(path) - 1;
    this.#nodes.set(path, node);
    this.parents.push(parent);
    return node;
  }

  /** -1 for a folder that is not known. */
  nodeOf(directoryId: number): number {
    return this.#nodeOf.get(directoryId) ?? -1;
  }

  pathOf(node: number): string {
    return this.#paths[node] ?? "";
  }

  /** For each node whether it, or a folder that it lies in, is one of these. */
  liesIn(paths: ReadonlySet<string>): Uint8Array {
    const answer = new Uint8Array(this.size);
    // What a folder lies in was numbered before it.
    for (let node = 0; node < answer.length; node++) {
      const parent = this.parents[node] as number;
      answer[node] = paths.has(this.pathOf(node)) || answer[parent] === 1 ? 1 : 0;
    }
    return answer;
  }

  /** The title of the album that a folder is, else its own name. */
  labelOf(path: string): string {
    this.#titles ??= new Map(
      [...this.#folders.values()].flatMap(({ path, title }) => (title === null ? [] : [[path, title]])),
    );
    return this.#titles.get(path) ?? lastPartOf(path);
  }
}

function lastPartOf(folder: string): string {
  const isOfWindows = /^([A-Za-z]:|\\\\)/.test(folder);
  const end = Math.max(folder.lastIndexOf("/"), isOfWindows ? folder.lastIndexOf("\\") : -1);
  return folder.slice(end + 1) || folder;
}

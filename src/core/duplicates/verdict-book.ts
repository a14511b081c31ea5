import type { StoredVerdict } from "../catalog/verdicts.ts";

/** What people decided, looked up by content. */
export class VerdictBook {
  /** Content -> numbers of the verdicts that name it. */
  readonly #apart = new Map<string, Set<number>>();
  readonly #kept: ReadonlySet<string>[] = [];

  constructor(verdicts: readonly StoredVerdict[]) {
    for (const { verdictId, kind, contents } of verdicts) {
      // One content alone cannot be unlike itself: its files are to stay.
      if (kind === "keep-all" || contents.length === 1) {
        this.#kept.push(new Set(contents));
        continue;
      }
      for (const content of contents) {
        const named = this.#apart.get(content) ?? new Set();
        this.#apart.set(content, named.add(verdictId));
      }
    }
  }

  /** "Not duplicates" was said of these two. */
  areApart(one: string, other: string): boolean {
    const named = this.#apart.get(one);
    return named !== undefined && !named.isDisjointFrom(this.#apart.get(other) ?? new Set());
  }

  /** "Keep all" was said of all of these. */
  areKept(contents: readonly string[]): boolean {
    return this.#kept.some((kept) => contents.every((content) => kept.has(content)));
  }
}

import type { Verdict, VerdictsDocument } from "../../contract/duplicates.ts";
import type { Catalog } from "../catalog/index.ts";
import { ShoeboxError } from "../errors.ts";
import type { DuplicateReview } from "./review.ts";

/** A person's decisions: made about a group, kept about its contents. */
export class Verdicts {
  readonly #catalog: Catalog;
  readonly #review: DuplicateReview;

  constructor(catalog: Catalog, review: DuplicateReview) {
    this.#catalog = catalog;
    this.#review = review;
  }

  /** @throws GROUP_NOT_FOUND */
  decide(groupId: string, kind: Verdict["kind"]): { verdictId: number } {
    const { candidates } = this.#review.find(groupId);
    const contents = candidates.map(({ asset }) => asset.sha256);
    const verdictId = this.#catalog.transaction(() => this.#catalog.verdicts.put(kind, contents, Date.now()));
    this.#review.changed();
    return { verdictId };
  }

  /** @throws ACTION_NOT_FOUND */
  undecide(verdictId: number): void {
    const isRemoved = this.#catalog.transaction(() => this.#catalog.verdicts.remove(verdictId));
    if (!isRemoved) throw new ShoeboxError("ACTION_NOT_FOUND", `There is no verdict ${verdictId}.`);
    this.#review.changed();
  }

  list(): (Verdict & { verdictId: number })[] {
    return this.#catalog.verdicts
      .list()
      .map((verdict) => ({ ...verdict, decidedAt: new Date(verdict.decidedAt).toISOString() }));
  }

  export(): VerdictsDocument {
    const verdicts = this.list().map(({ kind, contents, decidedAt }) => ({ kind, contents, decidedAt }));
    return { format: "shoebox-verdicts", version: 1, verdicts };
  }

  /** Adds what is not known yet; contents need not be in the library. */
  import({ verdicts }: VerdictsDocument): { imported: number } {
    const known = new Set(this.#catalog.verdicts.list().map(keyOf));
    const fresh = verdicts.filter((verdict) => !known.has(keyOf(verdict)));
    this.#catalog.transaction(() => {
      for (const { kind, contents, decidedAt } of fresh) {
        this.#catalog.verdicts.put(kind, contents, Date.parse(decidedAt) || Date.now());
      }
    });
    this.#review.changed();
    return { imported: fresh.length };
  }
}

function keyOf({ kind, contents }: Pick<Verdict, "kind" | "contents">): string {
  return `${kind} ${[...contents].sort().join(" ")}`;
}

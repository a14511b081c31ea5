import { frameOnFrame } from "../imaging/comparison/affine.ts";
import type { PairMeasures } from "../imaging/comparison/compare.ts";
import { likenessOf } from "./confidence.ts";
import { OriginalPages, type OriginalParts } from "./original-pages.ts";
import { leastConfidences } from "./raw-groups.ts";

/** Pairs whose thumbnails are alike and cannot be read: their originals tell whether they show the same. */
export class ContentsOfPairs {
  readonly #parts: OriginalParts;
  readonly #pages: OriginalPages;

  constructor(parts: OriginalParts) {
    this.#parts = parts;
    this.#pages = new OriginalPages(parts);
  }

  /** The measures with what the originals showed, where it matters: whatever the sensitivity, no pair is shown unread. */
  async lookInto(firstId: number, secondId: number, measures: PairMeasures): Promise<PairMeasures> {
    const { writing = "page" } = measures;
    if (writing === "none" || likenessOf(measures) < leastConfidences.loose) return measures;
    const [first, second] = [await this.#pages.page(firstId), await this.#pages.page(secondId)];
    if (!first || !second) return { ...measures, contents: { verdict: "unread" } };
    const task = { first, second, map: measures.map ?? frameOnFrame, isPage: writing === "page" };
    // A worker that died or hung says nothing of the pair: it stays unread.
    const contents = await this.#parts.decodePool
      .contents(task)
      .catch(() => ({ verdict: "unread" }) as const);
    return { ...measures, contents };
  }

  /** Gives back the memory of what was decoded. */
  forget(): void {
    this.#pages.forget();
  }
}

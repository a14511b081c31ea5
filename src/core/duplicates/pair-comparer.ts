import type { Catalog } from "../catalog/index.ts";
import { comparisonVersion, type PairMeasures } from "../imaging/comparison/compare.ts";
import type { OtherPicture } from "../imaging/comparison/compare-thumbnails.ts";
import { signatureVersion } from "../imaging/signature/signature.ts";
import type { DecodePool } from "../workers/decode-pool.ts";
import type { CompareAnswer } from "../workers/messages.ts";
import { comparisonOf, type ProposedPair } from "./comparison-of.ts";
import { confidenceOf, isWrittenOtherwise, showsOnlyPart } from "./confidence.ts";
import type { ContentsOfPairs } from "./contents-of-pairs.ts";
import { isKeptApart } from "./grouping.ts";

/**
 * A photo that is certainly the same as so many others is in their group by then: of a thousand frames of one scene each
 * is compared with the first ones, not with all.
 */
export const enoughCopies = 16;
const certain = 0.9;

/** Pairs in one task: a worker that hangs is told from one that has much to do. */
const comparedAtOnce = 8;

interface Subject {
  assetId: number;
  thumbnail: Uint8Array;
  packed: Uint8Array;
  signal: AbortSignal | undefined;
}

/** Looks at the pixels of proposed pairs, those of thumbnails first, and keeps what came out. */
export class PairComparer {
  readonly #parts: { catalog: Catalog; decodePool: DecodePool };
  readonly #contents: ContentsOfPairs;

  constructor(parts: { catalog: Catalog; decodePool: DecodePool }, contents: ContentsOfPairs) {
    this.#parts = parts;
    this.#contents = contents;
  }

  /** @returns how many of them are certainly the same picture; from `enoughCopies` on the others are left out */
  async compare(
    { assetId, packed }: { assetId: number; packed: Uint8Array },
    proposals: readonly ProposedPair[],
    signal: AbortSignal | undefined,
  ): Promise<number> {
    const thumbnail = this.#parts.catalog.assets.thumbnail(assetId);
    if (!thumbnail || proposals.length === 0) return 0;
    const subject = { assetId, thumbnail, packed, signal };
    let copies = 0;
    let left = proposals;
    while (left.length > 0 && copies < enoughCopies) {
      const { certainIds, otherIds } = await this.#compareWith(subject, left.slice(0, comparedAtOnce));
      if (signal?.aborted) return copies;
      copies += certainIds.length;
      const known = new Set([
        ...certainIds.flatMap((copyId) => this.#related(copyId, "other")),
        ...otherIds.flatMap((otherId) => this.#related(otherId, "same")),
      ]);
      left = left.slice(comparedAtOnce).filter((proposal) => !known.has(proposal.assetId));
    }
    return copies;
  }

  /**
   * What is written otherwise than a copy is written otherwise than the photo itself, and so are copies of what is: none
   * of them has to be looked at.
   */
  #related(assetId: number, contents: "same" | "other"): number[] {
    return this.#parts.catalog.comparisons
      .ofAsset(assetId, comparisonVersion)
      .filter((pair) =>
        contents === "other" ? isKeptApart(pair) : pair.contents === "same" && pair.confidence >= certain,
      )
      .map(({ firstId, secondId }) => (firstId === assetId ? secondId : firstId));
  }

  /** @returns those that are certainly the same picture, and those with other writing */
  async #compareWith(
    subject: Subject,
    proposals: readonly ProposedPair[],
  ): Promise<{ certainIds: number[]; otherIds: number[] }> {
    const { catalog, decodePool } = this.#parts;
    const others = proposals.flatMap(({ assetId, turn }): (OtherPicture & { assetId: number })[] => {
      const thumbnail = catalog.assets.thumbnail(assetId);
      const packed = catalog.signatures.get(assetId, signatureVersion);
      return thumbnail && packed ? [{ assetId, thumbnail, packed, turn }] : [];
    });
    const nothing = { certainIds: [], otherIds: [] };
    if (others.length === 0) return nothing;
    // A thumbnail that cannot be read keeps no other photo from being compared: it is no copy of anything.
    const answer = await decodePool
      .compare({ subject, others })
      .catch((): CompareAnswer => others.map(() => undefined));
    const looked: CompareAnswer = [];
    for (const [at, measures] of answer.entries()) {
      if (subject.signal?.aborted) return nothing;
      const otherId = others[at]?.assetId ?? 0;
      looked.push(measures && (await this.#contents.lookInto(subject.assetId, otherId, measures)));
    }
    // A pool that is closing refuses too: that says nothing of the pictures.
    if (subject.signal?.aborted) return nothing;
    catalog.transaction(() => {
      for (const [at, other] of others.entries()) {
        catalog.comparisons.put(comparisonOf(subject.assetId, other, looked[at]));
      }
    });
    const idsOf = (holds: (measures: PairMeasures) => boolean) =>
      others.flatMap(({ assetId }, at) => (looked[at] && holds(looked[at]) ? [assetId] : []));
    return {
      certainIds: idsOf((measures) => measures.turn === null && isCertain(measures)),
      otherIds: idsOf(isWrittenOtherwise),
    };
  }
}
function isCertain(measures: PairMeasures): boolean {
  return confidenceOf(measures) >= certain && !showsOnlyPart(measures);
}

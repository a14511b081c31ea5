import type { Catalog } from "../catalog/index.ts";
import { miniatureDistance } from "../imaging/comparison/miniature.ts";
import type { DecodePool } from "../workers/decode-pool.ts";
import type { Proposal } from "./proposals.ts";

/** 20 MB of miniatures. */
const mostKept = 2000;

/** Chooses among proposals where there are more than can be looked at: of a form there may be hundreds. */
export class NearestProposals {
  readonly #catalog: Catalog;
  readonly #decodePool: DecodePool;
  readonly #miniatures = new Map<number, Uint8Array>();

  constructor({ catalog, decodePool }: { catalog: Catalog; decodePool: DecodePool }) {
    this.#catalog = catalog;
    this.#decodePool = decodePool;
  }

  /** Those that look most like the photo, the likest first; in the order given where they are no more than wanted. */
  async choose(assetId: number, proposals: readonly Proposal[], wanted: number): Promise<Proposal[]> {
    if (proposals.length <= wanted) return [...proposals];
    await this.#makeMissing([assetId, ...proposals.map((proposal) => proposal.assetId)]);
    const own = this.#miniatures.get(assetId);
    if (!own) return proposals.slice(0, wanted);
    const ranked = proposals.map((proposal, place) => {
      const miniature = this.#miniatures.get(proposal.assetId);
      // Turned ones, and those that cannot be read, keep their place behind the others.
      const isRanked = miniature !== undefined && proposal.turn === null;
      return { proposal, place, distance: isRanked ? miniatureDistance(own, miniature) : 256 };
    });
    ranked.sort((left, right) => left.distance - right.distance || left.place - right.place);
    while (this.#miniatures.size > mostKept) {
      this.#miniatures.delete(this.#miniatures.keys().next().value as number);
    }
    return ranked.slice(0, wanted).map(({ proposal }) => proposal);
  }

  async #makeMissing(assetIds: readonly number[]): Promise<void> {
    const missing = assetIds.flatMap((assetId) => {
      if (this.#miniatures.has(assetId)) return [];
      const thumbnail = this.#catalog.assets.thumbnail(assetId);
      return thumbnail ? [{ assetId, thumbnail }] : [];
    });
    if (missing.length === 0) return;
    const made = await this.#decodePool
      .miniatures({ thumbnails: missing.map(({ thumbnail }) => thumbnail) })
      .catch(() => []);
    for (const [at, { assetId }] of missing.entries()) {
      const miniature = made[at];
      if (miniature) this.#miniatures.set(assetId, miniature);
    }
  }
}

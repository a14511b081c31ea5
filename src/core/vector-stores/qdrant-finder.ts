import type { Catalog } from "../catalog/index.ts";
import { isShoeboxError, ShoeboxError } from "../errors.ts";
import type { Facts } from "../facts/index.ts";
import { late, orLate } from "../search/or-late.ts";
import type { Found, LookUp, ModelVectors, VectorFinder } from "../search/vector-finder.ts";
import { type PointMatch, type PointStore, vectorNameOf } from "../vectors/point-store.ts";
import type { SharedPhoto } from "../vectors/shared-photo.ts";
import type { VectorMatch } from "../vectors/vector-store.ts";
import type { EmbeddedFinder } from "./embedded-finder.ts";
import type { Receiver } from "./sending-stage.ts";
import type { SharedPhotos } from "./shared-photos.ts";

/** The catalog's own vectors give the same answer in a fraction of a second: nobody is kept waiting for a server. */
const patienceMillis = 2000;
const lateMessage = `Qdrant did not answer within ${patienceMillis / 1000} seconds.`;

interface QdrantFinderParts {
  catalog: Catalog;
  facts: Facts;
  receiver: Receiver & { readonly why: ShoeboxError | undefined };
  embedded: EmbeddedFinder;
  shared: SharedPhotos;
}

/** Nearest photos by a Qdrant server, those of other libraries included; by the catalog's own vectors while it is away. */
export class QdrantFinder implements VectorFinder {
  readonly #parts: QdrantFinderParts;

  constructor(parts: QdrantFinderParts) {
    this.#parts = parts;
  }

  async find(vectors: ModelVectors, lookUp: LookUp): Promise<Found> {
    const asked = this.#askIfThere(vectors, lookUp).catch((error: unknown) => {
      if (!isShoeboxError(error)) throw error;
      this.#parts.receiver.failed(error);
      return error;
    });
    const found = await orLate(asked, patienceMillis);
    if (found === late) return this.#fallBack(vectors, lookUp, lateMessage);
    return isShoeboxError(found) ? this.#fallBack(vectors, lookUp, found.message) : found;
  }

  /** @returns why not, where the server is away */
  async #askIfThere(vectors: ModelVectors, lookUp: LookUp): Promise<Found | ShoeboxError> {
    const { receiver } = this.#parts;
    const store = await receiver.ready();
    if (store) return this.#ask(store, vectors, lookUp);
    return receiver.why ?? new ShoeboxError("VECTOR_STORE_UNREACHABLE");
  }

  async #ask(store: PointStore, { modelKey }: ModelVectors, lookUp: LookUp): Promise<Found> {
    const { query, limit, isOwnOnly = false } = lookUp;
    const filter = lookUp.filter && (await this.#parts.facts.forStores(lookUp.filter));
    const asked = { vectors: vectorNameOf(modelKey), isOwnOnly, ...(filter && { filter }) };
    const [points, count] = await Promise.all([store.search({ ...asked, query, limit }), store.count(asked)]);
    const shared = new Map<number, SharedPhoto>();
    const matches = points.flatMap((point) => this.#matchOf(point, shared) ?? []);
    return {
      matches,
      count,
      shared,
      answeredBy: {
        store: "qdrant",
        isFallback: false,
        message: null,
        photosWaiting: this.#parts.catalog.vectorsChoice.waiting(),
      },
    };
  }

  /** undefined for a photo of this library that is gone, which the server is about to be told. */
  #matchOf(point: PointMatch, shared: Map<number, SharedPhoto>): VectorMatch | undefined {
    const { assets } = this.#parts.catalog;
    const assetId = assets.idOf(Buffer.from(point.sha256, "hex"));
    if (assetId !== undefined && assets.isPresent(assetId)) return { assetId, score: point.score };
    if (!point.shared) return undefined;
    const sharedId = this.#parts.shared.idOf(point.shared);
    shared.set(sharedId, point.shared);
    return { assetId: sharedId, score: point.score };
  }

  async #fallBack(vectors: ModelVectors, lookUp: LookUp, message: string | null): Promise<Found> {
    const found = await this.#parts.embedded.findExactly(vectors, lookUp);
    const photosWaiting = this.#parts.catalog.vectorsChoice.waiting();
    return { ...found, answeredBy: { store: "qdrant", isFallback: true, message, photosWaiting } };
  }
}

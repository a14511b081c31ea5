import type {
  PhotoPoint,
  PointCounts,
  PointMatch,
  PointSearch,
  PointStore,
  PointVectors,
  StrayPoint,
} from "../point-store.ts";
import type { LibraryIdentity, SharedPhoto } from "../shared-photo.ts";
import { idsPerRequest, inBatches, requestLimits } from "./batches.ts";
import type { QdrantCaller } from "./caller.ts";
import { orderly, QdrantCollection } from "./collection.ts";
import { checkedCollectionName } from "./collection-name.ts";
import { dropLibrary } from "./drop-library.ts";
import { ofLibrary, searchFilter } from "./filter.ts";
import { openCollection } from "./open-collection.ts";
import type { PlanSettings, Quantization } from "./plan-settings.ts";
import { bytesOfChange, changeOf } from "./point-change.ts";
import { copyIn } from "./point-payload.ts";
import { searchPoints } from "./point-search.ts";
import { PointWriter } from "./point-writer.ts";
import { scrollIdentities, scrollStrays } from "./scroll-identities.ts";
import { sharedPhotoOf } from "./shared-photo-of.ts";
import { readPayloads, readVectors } from "./stored-points.ts";
import type { Filter } from "./types.ts";

export interface QdrantPointStoreOptions {
  caller: QdrantCaller;
  /** As a person named it. */
  collection: string;
  library: LibraryIdentity;
  settings?: PlanSettings;
}

/** A library's photos in a collection of Qdrant. */
export class QdrantPointStore implements PointStore {
  readonly #collection: QdrantCollection;
  readonly #library: LibraryIdentity;
  readonly #settings: PlanSettings;
  readonly #writer: PointWriter;
  /** By the vectors' names; known from opening on. */
  #quantizations: ReadonlyMap<string, Quantization> = new Map();

  /** @throws QUERY_INVALID for a name that Qdrant does not take */
  constructor({ caller, collection, library, settings = {} }: QdrantPointStoreOptions) {
    this.#collection = new QdrantCollection(caller, checkedCollectionName(collection));
    this.#library = library;
    this.#settings = settings;
    this.#writer = new PointWriter(this.#collection, library.id);
  }

  async open(vectors: readonly PointVectors[], photos: number): Promise<void> {
    this.#quantizations = await openCollection(this.#collection, vectors, photos, this.#settings);
  }

  async put(points: readonly PhotoPoint[]): Promise<ReadonlyMap<string, string>> {
    const latest = new Map(points.map((point) => [point.facts.sha256, point]));
    const stamps = new Map<string, string>();
    const limits = { count: requestLimits.points, bytes: requestLimits.bytes };
    const changes = latest.values().map((point) => changeOf(point, this.#library));
    for (const batch of inBatches(changes, limits, bytesOfChange)) {
      for (const [sha256, stamp] of await this.#writer.write(batch)) stamps.set(sha256, stamp);
    }
    return stamps;
  }

  async remove(sha256s: readonly string[]): Promise<void> {
    const nothing = { copy: undefined, vectors: new Map(), thumbnail: undefined };
    for (const batch of inBatches(new Set(sha256s), { count: requestLimits.points })) {
      await this.#writer.write(batch.map((sha256) => ({ sha256, ...nothing })));
    }
  }

  async search(search: PointSearch): Promise<PointMatch[]> {
    const quantization = this.#quantizations.get(search.vectors) ?? "none";
    const hits = await searchPoints(this.#collection, search, this.#library.id, quantization);
    const ofOthers = hits.filter(({ isOwn }) => !isOwn).map(({ sha256 }) => sha256);
    const shared = await this.photosOf(ofOthers);
    return hits
      .filter(({ sha256, isOwn }) => isOwn || shared.has(sha256))
      .map(({ sha256, score }) => ({ sha256, score: asCosine(score), shared: shared.get(sha256) }));
  }

  async count({ vectors, filter, isOwnOnly }: Parameters<PointStore["count"]>[0]): Promise<number> {
    const meant = searchFilter({ filter, isOwnOnly, libraryId: this.#library.id });
    return this.#count("counting photos", { must: [{ has_vector: vectors }, meant] });
  }

  async counts(): Promise<PointCounts> {
    const own = await this.#count("counting the library's photos", { must: [ofLibrary(this.#library.id)] });
    return { own, all: await this.#count("counting all photos", {}) };
  }

  async #count(what: string, filter: Filter): Promise<number> {
    const { count } = await this.#collection.read(what, (client) =>
      client.count(this.#collection.name, { filter, exact: true }),
    );
    return count;
  }

  identities(): AsyncIterable<readonly string[]> {
    return scrollIdentities(this.#collection, this.#library.id);
  }

  strays(): AsyncIterable<readonly StrayPoint[]> {
    return scrollStrays(this.#collection, this.#library.id);
  }

  async removeStrays(strays: readonly StrayPoint[]): Promise<void> {
    for (const batch of inBatches(strays, { count: idsPerRequest })) {
      const those = { must: [{ has_id: batch.map(({ id }) => id) }, ofLibrary(this.#library.id)] };
      await this.#collection.write("taking out points that are no photo's", (client) =>
        client.delete(this.#collection.name, { filter: those, ...orderly }),
      );
    }
  }

  async stampsOf(sha256s: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const stamps = new Map<string, string>();
    for (const batch of inBatches(sha256s, { count: idsPerRequest })) {
      for (const [sha256, payload] of await readPayloads(this.#collection, batch, ["copies"])) {
        const copy = copyIn(payload, this.#library.id);
        if (copy) stamps.set(sha256, copy.stamp);
      }
    }
    return stamps;
  }

  async vectorsOf(sha256s: readonly string[], vectors: string): Promise<ReadonlyMap<string, Float32Array>> {
    const found = new Map<string, Float32Array>();
    for (const batch of inBatches(sha256s, { count: requestLimits.points })) {
      for (const [sha256, named] of await readVectors(this.#collection, batch, [vectors])) {
        const numbers = named.get(vectors);
        if (numbers) found.set(sha256, Float32Array.from(numbers));
      }
    }
    return found;
  }

  async thumbnailOf(sha256: string): Promise<Uint8Array | undefined> {
    const payloads = await readPayloads(this.#collection, [sha256], ["thumbnail"]);
    const thumbnail = payloads.get(sha256)?.thumbnail;
    return thumbnail === undefined ? undefined : new Uint8Array(Buffer.from(thumbnail, "base64"));
  }

  async photosOf(sha256s: readonly string[]): Promise<ReadonlyMap<string, SharedPhoto>> {
    const photos = new Map<string, SharedPhoto>();
    for (const batch of inBatches(sha256s, { count: idsPerRequest })) {
      for (const [sha256, payload] of await readPayloads(this.#collection, batch, ["copies"])) {
        const photo = sharedPhotoOf(sha256, payload);
        if (photo) photos.set(sha256, photo);
      }
    }
    return photos;
  }

  async drop(): Promise<void> {
    await dropLibrary(this.#collection, this.#library.id, (sha256s) => this.remove(sha256s));
  }

  async describe() {
    const info = await this.#collection.read("looking at the collection", (client) =>
      client.getCollection(this.#collection.name),
    );
    return {
      points: info.points_count ?? 0,
      indexedVectors: info.indexed_vectors_count ?? 0,
      segments: info.segments_count,
      state: info.status,
    };
  }
}

/** Lengths of float16 vectors are a ten-thousandth off. */
const asCosine = (score: number) => Math.max(-1, Math.min(1, score));

import { randomUUID } from "node:crypto";
import type { QdrantConnection } from "../vectors/qdrant/connection.ts";
import { contentsOfSnapshot, snapshotOf } from "../vectors/qdrant/snapshots.ts";
import { type LibraryPlace, ownCollectionName } from "./own-collections.ts";

/** Snapshots of collections that are collections of their own in Qdrant, out of the server and into it. */
export class CollectionSnapshots {
  readonly #connection: QdrantConnection;
  readonly #place: LibraryPlace;

  constructor(connection: QdrantConnection, place: LibraryPlace) {
    this.#connection = connection;
    this.#place = place;
  }

  /** The bytes of a snapshot, made for it. @throws codes of the server */
  bytesOf(collectionId: number): AsyncGenerator<Uint8Array> {
    return snapshotOf(this.#connection, ownCollectionName(this.#place, collectionId));
  }

  /** SHA-256 of the photos in a snapshot, null for points that say none; some at a time. @throws codes of the server */
  contentsIn(path: string): AsyncGenerator<(string | null)[]> {
    return contentsOfSnapshot(this.#connection, path, `${this.#place.main}.import-${randomUUID()}`);
  }
}

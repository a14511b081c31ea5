import { resolve } from "node:path";
import type { CollectionExport, CollectionExportFormat } from "../../../contract/collections.ts";
import type { CollectionRow } from "../../catalog/collections.ts";
import type { Catalog } from "../../catalog/index.ts";
import { ShoeboxError } from "../../errors.ts";
import { pathForDisplay } from "../../files/path-bytes.ts";
import { writeExport } from "../../files/write-export.ts";
import { pointExporter } from "./point-exporter.ts";
import { pointLines } from "./point-lines.ts";
import { looksLikeExport } from "./recognise.ts";

export interface WantedExport {
  collectionId: number;
  path: string;
  format: CollectionExportFormat;
  isOverwriting: boolean;
}

export interface ExportUnderWay {
  collectionId: number;
  path: string;
  photosDone: number;
  photosTotal: number;
}

/** Snapshots on the Qdrant server in use. */
export interface Snapshots {
  /** Of a collection that is one of its own there. */
  bytesOf(collectionId: number): AsyncIterable<Uint8Array>;
  /** SHA-256 of the photos in one, null for points that say none; some at a time. */
  contentsIn(path: string): AsyncIterable<(string | null)[]>;
}

/** undefined while no server is in use. @throws codes of a server that cannot be used */
export type SnapshotsInUse = () => Promise<Snapshots | undefined>;

/** What is written, for people. */
const what = "export of a collection";

/** Collections written into files. */
export class Exports {
  readonly #catalog: Catalog;
  readonly #snapshots: SnapshotsInUse;
  readonly #underWay = new Set<ExportUnderWay>();

  constructor(catalog: Catalog, snapshots: SnapshotsInUse) {
    this.#catalog = catalog;
    this.#snapshots = snapshots;
  }

  underWay(): ExportUnderWay[] {
    return [...this.#underWay].map((one) => ({ ...one }));
  }

  /** @throws what `writeExport` throws, and codes of the server */
  async write(
    collection: CollectionRow,
    { path: given, format, isOverwriting }: WantedExport,
    signal?: AbortSignal,
  ): Promise<CollectionExport> {
    const { collectionId } = collection;
    const path = resolve(given);
    const { libraryDirectory, collections } = this.#catalog;
    const progress: ExportUnderWay = {
      collectionId,
      path: pathForDisplay(path),
      photosDone: 0,
      photosTotal: collections.countMembers(collectionId),
    };
    this.#underWay.add(progress);
    try {
      const target = { path, isOverwriting, libraryDirectory, isOne: looksLikeExport, what };
      if (format === "snapshot") {
        const bytes = await writeExport(target, await this.#snapshot(collection), signal);
        const { vectors } = this.#catalog.collectionSums.tallies(collectionId);
        const { photos } = this.#catalog.collectionSums.of(collectionId);
        const counted = vectors.reduce((sum, tally) => sum + tally.photos, 0);
        return { path: progress.path, format, photos, vectors: counted, bytes };
      }
      let vectors = 0;
      const lines = pointLines(collection, collections.contents(collectionId), {
        ...pointExporter(this.#catalog),
        onPoint: (point) => {
          progress.photosDone += 1;
          vectors += point.vectors.size;
        },
      });
      const bytes = await writeExport(target, lines, signal);
      return { path: progress.path, format, photos: progress.photosDone, vectors, bytes };
    } finally {
      this.#underWay.delete(progress);
    }
  }

  /** @throws QUERY_INVALID where there is no such thing, and codes of the server */
  async #snapshot({ collectionId, name, isOwnInQdrant }: CollectionRow): Promise<AsyncIterable<Uint8Array>> {
    const snapshots = await this.#snapshots();
    if (!snapshots) {
      const message = "A snapshot needs Qdrant, and no server is in use: export JSON lines instead.";
      throw new ShoeboxError("QUERY_INVALID", message);
    }
    if (!isOwnInQdrant) {
      const message = `“${name}” is no collection of its own in Qdrant: make it one, or export JSON lines instead.`;
      throw new ShoeboxError("QUERY_INVALID", message);
    }
    return snapshots.bytesOf(collectionId);
  }
}

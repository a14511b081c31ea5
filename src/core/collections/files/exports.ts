import { resolve } from "node:path";
import type { CollectionExport, CollectionExportFormat } from "../../../contract/collections.ts";
import type { CollectionRow } from "../../catalog/collections.ts";
import type { Catalog } from "../../catalog/index.ts";
import { ShoeboxError } from "../../errors.ts";
import { pathForDisplay } from "../../files/path-bytes.ts";
import { pointExporter } from "./point-exporter.ts";
import { pointLines } from "./point-lines.ts";
import { writeExport } from "./write-export.ts";

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

/** Collections written into files. */
export class Exports {
  readonly #catalog: Catalog;
  readonly #underWay = new Set<ExportUnderWay>();

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }

  underWay(): ExportUnderWay[] {
    return [...this.#underWay].map((one) => ({ ...one }));
  }

  /** @throws what `writeExport` throws; NOT_SUPPORTED_HERE */
  async write(
    collection: CollectionRow,
    { path: given, format, isOverwriting }: WantedExport,
    signal?: AbortSignal,
  ): Promise<CollectionExport> {
    const { collectionId } = collection;
    const path = resolve(given);
    if (format === "snapshot")
      throw new ShoeboxError("NOT_SUPPORTED_HERE", "A snapshot needs Qdrant: export JSON lines instead.");
    const { libraryDirectory, collections } = this.#catalog;
    const progress: ExportUnderWay = {
      collectionId,
      path: pathForDisplay(path),
      photosDone: 0,
      photosTotal: collections.countMembers(collectionId),
    };
    this.#underWay.add(progress);
    try {
      let vectors = 0;
      const lines = pointLines(collection, collections.contents(collectionId), {
        ...pointExporter(this.#catalog),
        onPoint: (point) => {
          progress.photosDone += 1;
          vectors += point.vectors.size;
        },
      });
      const bytes = await writeExport({ path, isOverwriting, libraryDirectory }, lines, signal);
      return { path: progress.path, format, photos: progress.photosDone, vectors, bytes };
    } finally {
      this.#underWay.delete(progress);
    }
  }
}

import { readFile } from "node:fs/promises";
import type { Catalog } from "../catalog/index.ts";
import { pathToSystem } from "../files/path-bytes.ts";
import type { PagePlane } from "../imaging/contents/page-plane.ts";
import { isAsRead } from "../ingest/same-file.ts";
import type { RootPlaces } from "../roots/root-places.ts";
import type { DecodePool } from "../workers/decode-pool.ts";

export interface OriginalParts {
  catalog: Catalog;
  places: RootPlaces;
  decodePool: DecodePool;
}

/** Of originals that were decoded for the pairs in hand: two dozen of the largest. */
const mostBytesKept = 96 * 1024 ** 2;

/** Originals as fine as their writing asks for, each decoded once for all pairs in hand. */
export class OriginalPages {
  readonly #parts: OriginalParts;
  /** Those last asked for come last. */
  readonly #kept = new Map<number, Promise<PagePlane | undefined>>();
  readonly #bytes = new Map<number, number>();

  constructor(parts: OriginalParts) {
    this.#parts = parts;
  }

  /** undefined where no file of the photo can be read now. */
  async page(assetId: number): Promise<PagePlane | undefined> {
    const page = this.#kept.get(assetId) ?? this.#read(assetId);
    this.#kept.delete(assetId);
    this.#kept.set(assetId, page);
    const read = await page;
    // It may be there the next time.
    if (!read) this.#kept.delete(assetId);
    else this.#bytes.set(assetId, read.data.byteLength);
    this.#dropOldest();
    return read;
  }

  /** Gives back their memory. */
  forget(): void {
    this.#kept.clear();
    this.#bytes.clear();
  }

  #dropOldest(): void {
    let total = this.#bytes.values().reduce((sum, bytes) => sum + bytes, 0);
    for (const assetId of [...this.#kept.keys()]) {
      if (total <= mostBytesKept) return;
      total -= this.#bytes.get(assetId) ?? 0;
      this.#kept.delete(assetId);
      this.#bytes.delete(assetId);
    }
  }

  /** From the first of its files that can be read and is still what was indexed. */
  async #read(assetId: number): Promise<PagePlane | undefined> {
    const { catalog, places, decodePool } = this.#parts;
    const photo = catalog.photos.get(assetId);
    if (!photo) return undefined;
    for (const file of catalog.photos.filesOf(assetId)) {
      if (!places.isRootOnline(file.rootId)) continue;
      try {
        if (!(await isAsRead(file, places.traitsAt(file.path)))) continue;
        const bytes = new Uint8Array(await readFile(pathToSystem(file.path)));
        const answer = await decodePool.page({ bytes, format: photo.format });
        if ("page" in answer) return answer.page;
      } catch {
        // Another copy may lie on a disk that answers.
      }
    }
    return undefined;
  }
}

import type { Catalog } from "../../catalog/index.ts";
import { fromHalfFloats } from "../../vectors/half-float.ts";

/** Photos spread over the library, for what any photo of it scores. */
export interface LibrarySample {
  /** float32 [dimensions] each. */
  vectors: readonly Float32Array[];
}

const sampleSize = 1024;

/** Samples of the library, one for each model, drawn anew when the library has changed enough. */
export class LibrarySamples {
  readonly #catalog: Catalog;
  readonly #known = new Map<number, LibrarySample & { revision: number }>();

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }

  of(modelId: number): LibrarySample {
    const revision = this.#catalog.photos.revision();
    const known = this.#known.get(modelId);
    if (known && known.revision === revision) return known;
    const rows = this.#catalog.vectors.sample(modelId, sampleSize);
    const sample = { vectors: rows.map(({ vector }) => fromHalfFloats(vector)), revision };
    this.#known.set(modelId, sample);
    return sample;
  }
}

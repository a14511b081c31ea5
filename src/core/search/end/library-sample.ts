import type { Catalog } from "../../catalog/index.ts";
import { fromHalfFloats } from "../../vectors/half-float.ts";
import { type Spread, scoresBeside, spreadOf } from "./scores-in-library.ts";

/** Vectors of photos spread over the library, for what any photo of it scores. */
export interface LibrarySample {
  vectors: readonly Float32Array[];
  /** What its photos score beside each other. */
  likeness: Spread;
}

interface KnownSample extends LibrarySample {
  revision: number;
  lastSequence: number;
}

/** The share of a library of any size that scores above some line is told from so many within 0.02. */
export const sampleSize = 1024;

/** A sample stays as it is until so much of what it was drawn from has come anew. */
const staleShare = 0.1;

/** One sample for each model, drawn anew once the library has changed enough; of a small library, all of it. */
export class LibrarySamples {
  readonly #catalog: Catalog;
  readonly #known = new Map<number, KnownSample>();

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }

  of(modelId: number): LibrarySample {
    const known = this.#known.get(modelId);
    const revision = this.#catalog.photos.revision();
    const lastSequence = this.#catalog.vectors.lastSequence(modelId);
    if (known && !isStale(known, { revision, lastSequence })) return known;
    const vectors = this.#catalog.vectors.spread(modelId, sampleSize).map(fromHalfFloats);
    const sample = { vectors, likeness: likenessOf(vectors), revision, lastSequence };
    this.#known.set(modelId, sample);
    return sample;
  }
}

/** So many photos are laid beside all others. */
const comparedWithAll = 64;

function likenessOf(vectors: readonly Float32Array[]): Spread {
  const step = Math.max(1, Math.floor(vectors.length / comparedWithAll));
  const compared = vectors.filter((_, index) => index % step === 0).slice(0, comparedWithAll);
  return spreadOf(scoresBeside(compared, vectors));
}

type State = Pick<KnownSample, "revision" | "lastSequence">;

/** A whole small library is read again after any change, a sample of a large one when it has grown by a tenth. */
function isStale(known: KnownSample, now: State): boolean {
  if (known.revision === now.revision && known.lastSequence === now.lastSequence) return false;
  const isWhole = known.vectors.length < sampleSize;
  return isWhole || now.lastSequence > known.lastSequence * (1 + staleShare);
}

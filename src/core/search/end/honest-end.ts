import type { Catalog } from "../../catalog/index.ts";
import type { OpenModel } from "../../switching/open-model.ts";
import type { VectorMatch } from "../../vectors/vector-store.ts";
import { probabilitiesByScore } from "./by-score.ts";
import { LibrarySamples } from "./library-sample.ts";
import { likelyCountOf } from "./likely-count.ts";

/** What was looked for, and what the vector store found. */
export interface AskedEnd {
  /** float32 [dimensions], of length 1: what was looked for. */
  vector: Float32Array;
  /**
   * "words": the vector is the model's embedding of a text, as it came. "pictures": of examples alone. "mixed": words
   * with examples, or words from which something was taken away.
   */
  by: "words" | "pictures" | "mixed";
  /** The best first: the nearest thousand, or all where there are fewer. */
  matches: readonly VectorMatch[];
  /** Photos that could have been found, under the filter that stands. */
  count: number;
}

export interface RatedMatch extends VectorMatch {
  /** How likely it is that it shows what was looked for, 0 to 1. */
  probability: number;
}

export interface WhereMatchesStop {
  /** The same photos in the order of how likely they are, `score` as it was given. */
  matches: RatedMatch[];
  /** So many of them are above the line. */
  likelyCount: number;
}

/**
 * Where matches stop: not at one score for all queries, but where photos stop being likelier than not worth showing, as
 * this query scores against the rest of this library.
 */
export class HonestEnd {
  readonly #samples: LibrarySamples;

  constructor({ catalog }: { catalog: Catalog }) {
    this.#samples = new LibrarySamples(catalog);
  }

  /** Asks nothing of the network; a few milliseconds whatever the size of the library. */
  async of(open: OpenModel, { vector, matches }: AskedEnd): Promise<WhereMatchesStop> {
    const sample = this.#samples.of(open.modelId);
    const probabilities = probabilitiesByScore({ vector, scores: matches.map(({ score }) => score), sample });
    return {
      matches: matches.map((match, position) => ({ ...match, probability: probabilities[position] ?? 0 })),
      likelyCount: likelyCountOf(probabilities),
    };
  }
}

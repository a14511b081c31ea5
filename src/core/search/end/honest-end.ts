import type { Catalog } from "../../catalog/index.ts";
import { isShoeboxError } from "../../errors.ts";
import { judge } from "../../models/calibration/judge.ts";
import { type Calibration, readCalibration } from "../../models/calibration/read-calibration.ts";
import type { EmbeddingModel } from "../../models/runtime/embedding-model.ts";
import { fromHalfFloats } from "../../vectors/half-float.ts";
import type { VectorMatch } from "../../vectors/vector-store.ts";
import type { InferencePool } from "../../workers/inference-pool.ts";
import { dotProduct } from "../look-alikes.ts";
import { BackgroundBank } from "./background-bank.ts";
import { type LibrarySample, LibrarySamples } from "./library-sample.ts";
import { likelyCountOf } from "./likely-count.ts";
import { rateByCosine } from "./rate-by-cosine.ts";
import { rateJudged } from "./rate-judged.ts";
import { type ScoresInLibrary, scoresOf } from "./scores-in-library.ts";
import { endOfPictures, endOfWords } from "./uncalibrated.ts";

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
  /** The same photos, the likeliest first, `score` as it was given. */
  matches: RatedMatch[];
  /** So many of them are above the line. */
  likelyCount: number;
}

/** The model that is asked, and under which number the catalog keeps its vectors: of an open one. */
export interface EndModel {
  modelId: number;
  model: Pick<EmbeddingModel, "dimensions" | "files">;
  inferencePool: Pick<InferencePool, "embedText">;
}

/**
 * Where matches stop: not at one score for all queries, but where showing more would do more harm than good, as this query
 * scores against the rest of this library, and against the pictures from which its calibration was learnt.
 */
export class HonestEnd {
  readonly #catalog: Catalog;
  readonly #samples: LibrarySamples;
  readonly #bank = new BackgroundBank();
  readonly #calibrations = new Map<number, Promise<Calibration | undefined>>();

  constructor({ catalog }: { catalog: Catalog }) {
    this.#catalog = catalog;
    this.#samples = new LibrarySamples(catalog);
  }

  /** A few milliseconds, whatever the size of the library. */
  async of(model: EndModel, { vector, by, matches, count }: AskedEnd): Promise<WhereMatchesStop> {
    const calibration = by === "words" ? await this.#calibrationOf(model) : undefined;
    const sample = this.#samples.of(model.modelId);
    const cosines = cosinesOf({ vector, matches, count }, sample);
    const probabilities = calibration
      ? this.#judged(model.modelId, { vector, matches, cosines, sample, calibration })
      : by === "pictures"
        ? rateByCosine(cosines, sample.likeness, endOfPictures)
        : rateByCosine(cosines, this.#bank.spreadIn(sample, model.modelId, model.inferencePool), endOfWords);
    const rated = matches
      .map((match, index) => ({ ...match, probability: probabilities[index] as number }))
      .sort(byProbability);
    return { matches: rated, likelyCount: likelyCountOf(rated) };
  }

  /** A photo whose vector is not here, of another library, is taken for what its cosine says. */
  #judged(modelId: number, { vector, matches, cosines, sample, calibration }: Judged): Float32Array {
    const { direction, offset, isKnown } = judge(vector, calibration.judge);
    const own = this.#catalog.vectors.getAll(
      modelId,
      matches.map(({ assetId }) => assetId),
    );
    const scale = calibration.judge.scale.values[0] as number;
    const found = matches.map(({ assetId, score }) => {
      const bytes = own.get(assetId);
      return offset + (bytes ? dotProduct(fromHalfFloats(bytes), direction) : scale * score);
    });
    const sampled = scoresOf(sample.vectors, direction).map((score) => score + offset);
    const beyond = sampled.filter((_, index) => isBeyond(cosines, index));
    const judged = { found: Float32Array.from(found), sampled, beyond, count: cosines.count };
    return rateJudged(judged, isKnown ? calibration.end.known : calibration.end.plain);
  }

  /** A calibration that cannot be read costs its precision, not the search. */
  #calibrationOf({ modelId, model }: EndModel): Promise<Calibration | undefined> {
    const { files, dimensions } = model;
    const known = this.#calibrations.get(modelId);
    if (known || files.calibration === undefined) return known ?? Promise.resolve(undefined);
    const reading = readCalibration(files.calibration, dimensions).catch((error: unknown) => {
      if (isShoeboxError(error)) return undefined;
      throw error;
    });
    this.#calibrations.set(modelId, reading);
    return reading;
  }
}

interface Judged extends Pick<AskedEnd, "vector" | "matches"> {
  cosines: ScoresInLibrary;
  sample: LibrarySample;
  calibration: Calibration;
}

function cosinesOf(
  { vector, matches, count }: Pick<AskedEnd, "vector" | "matches" | "count">,
  { vectors }: LibrarySample,
): ScoresInLibrary {
  const [found, sampled] = [Float32Array.from(matches, ({ score }) => score), scoresOf(vectors, vector)];
  const cosines = { found, sampled, beyond: sampled, count: Math.max(count, matches.length) };
  return { ...cosines, beyond: sampled.filter((_, index) => isBeyond(cosines, index)) };
}

/** What was found is the best by cosine: whatever scores less is none of it. */
function isBeyond({ found, sampled }: Pick<ScoresInLibrary, "found" | "sampled">, index: number): boolean {
  return (sampled[index] as number) < (found.at(-1) ?? Number.POSITIVE_INFINITY);
}

/** The likeliest first; of equally likely ones the nearer, then the one that came in earlier. */
function byProbability(left: RatedMatch, right: RatedMatch): number {
  return right.probability - left.probability || right.score - left.score || left.assetId - right.assetId;
}

import type { InferencePool } from "../../workers/inference-pool.ts";
import { backgroundTexts } from "./background-texts.ts";
import type { LibrarySample } from "./library-sample.ts";
import { type Spread, scoresBeside, spreadOf } from "./scores-in-library.ts";

/** The models' embeddings of the background texts, made once for each, beside what people wait for. */
export class BackgroundBank {
  readonly #known = new Map<number, readonly Float32Array[]>();
  readonly #making = new Set<number>();
  readonly #spreads = new WeakMap<LibrarySample, Spread>();

  /** What they score in a library; undefined until they are embedded, which begins with the first question. */
  spreadIn(
    sample: LibrarySample,
    modelId: number,
    texts: Pick<InferencePool, "embedText">,
  ): Spread | undefined {
    const vectors = this.#known.get(modelId);
    if (!vectors && !this.#making.has(modelId)) void this.#make(modelId, texts);
    if (!vectors || sample.vectors.length === 0) return undefined;
    const known = this.#spreads.get(sample) ?? spreadOf(scoresBeside(vectors, sample.vectors));
    this.#spreads.set(sample, known);
    return known;
  }

  /** One after another, so that a query waits for one text at most. */
  async #make(modelId: number, texts: Pick<InferencePool, "embedText">): Promise<void> {
    this.#making.add(modelId);
    try {
      const vectors: Float32Array[] = [];
      for (const text of backgroundTexts) vectors.push(await texts.embedText(text));
      this.#known.set(modelId, vectors);
    } catch {
      // The model was closed or cannot be used: whoever searches with it is told, and asks anew.
    } finally {
      this.#making.delete(modelId);
    }
  }
}

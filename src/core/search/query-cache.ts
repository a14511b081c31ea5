const maximumEntries = 256;

/** Embeddings of the last queries: typing, deleting and paging ask for the same text again and again. */
export class QueryCache {
  readonly #embed: (text: string) => Promise<Float32Array>;
  /** In order of use, the oldest first. */
  readonly #vectors = new Map<string, Promise<Float32Array>>();

  constructor(embed: (text: string) => Promise<Float32Array>) {
    this.#embed = embed;
  }

  /** float32 [dimensions]; a failure is not remembered. */
  embed(text: string): Promise<Float32Array> {
    const vector = this.#vectors.get(text) ?? this.#embed(text);
    this.#vectors.delete(text);
    this.#vectors.set(text, vector);
    vector.catch(() => this.#vectors.delete(text));
    const oldest = this.#vectors.keys().next().value;
    if (this.#vectors.size > maximumEntries && oldest !== undefined) this.#vectors.delete(oldest);
    return vector;
  }
}

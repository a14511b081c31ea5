/** Photos in an order of which the end is looked up when somebody comes there. */
export class Order {
  /** Photos of the whole order, those included that nobody looked up yet. */
  readonly length: number;
  #known: readonly number[] | Int32Array;
  #isWhole: boolean;
  readonly #moreOf: (count: number) => Promise<readonly number[]>;
  #extending: Promise<void> = Promise.resolve();

  /**
   * @param known how it begins; all of it where nothing else is given
   * @param rest its length, and what it goes on with: at least so many photos as are asked for, the best first, or all
   */
  constructor(
    known: readonly number[] | Int32Array,
    rest?: { length: number; moreOf: (count: number) => Promise<readonly number[]> },
  ) {
    this.length = rest?.length ?? known.length;
    this.#known = known;
    this.#isWhole = rest === undefined || known.length >= rest.length;
    this.#moreOf = rest?.moreOf ?? (async () => []);
  }

  /** What is kept of it, in bytes. */
  get bytes(): number {
    return this.#known.length * bytesPerPhoto;
  }

  async slice(offset: number, limit: number): Promise<number[]> {
    await this.#knowing(Math.min(this.length, offset + limit));
    return Array.from(this.#known.slice(offset, offset + limit));
  }

  async all(): Promise<number[]> {
    return this.slice(0, this.length);
  }

  /** One after the other: two pages may be asked for at once. */
  async #knowing(count: number): Promise<void> {
    this.#extending = this.#extending.catch(() => {}).then(() => this.#extendTo(count));
    await this.#extending;
  }

  async #extendTo(count: number): Promise<void> {
    while (!this.#isWhole && this.#known.length < count) {
      // By as much again and more, so that whoever scrolls to the end asks a few times only.
      const wanted = Math.min(this.length, Math.max(count, growth * this.#known.length));
      const seen = new Set(this.#known);
      const more = (await this.#moreOf(wanted)).filter((assetId) => !seen.has(assetId));
      this.#known = [...this.#known, ...more];
      if (more.length === 0 || wanted >= this.length) this.#isWhole = true;
    }
  }
}

const growth = 4;
const bytesPerPhoto = 8;

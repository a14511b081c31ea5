/** What came of looking at a query. */
export interface Finding {
  /** Photos above the line; null where that cannot be told. */
  count: number | null;
  /** Why it finds nothing, or cannot be understood. */
  problem: string | null;
}

interface CountsParts {
  /** Never rejects. */
  examine(query: string): Promise<Finding>;
  /** There is something new to be read. */
  onCounted: () => void;
  /** So long nothing must change before what was counted is counted again, in milliseconds. */
  quietMillis?: number;
  /** While changes go on and on it is counted again after so long, in milliseconds. */
  patienceMillis?: number;
}

interface Counted extends Finding {
  /** Of the library, when it was counted. */
  state: string;
}

/**
 * How many photos each of some queries finds: counted one after the other in the background, kept for as long as the
 * library stays as it is, and counted again only for whoever has asked since the last time.
 */
export class Counts {
  readonly #parts: Required<CountsParts>;
  readonly #known = new Map<string, Counted>();
  #wanted: readonly string[] = [];
  #changes = 0;
  #isAskedFor = false;
  #firstChangeAt: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;
  #isClosed = false;

  constructor({ quietMillis = 1500, patienceMillis = 20_000, ...parts }: CountsParts) {
    this.#parts = { ...parts, quietMillis, patienceMillis };
  }

  /** What is known of these, as it was counted last; what was never counted is counted now. */
  of(queries: readonly string[]): (Finding | undefined)[] {
    this.#wanted = [...new Set(queries)];
    for (const query of this.#known.keys()) if (!this.#wanted.includes(query)) this.#known.delete(query);
    this.#isAskedFor = true;
    if (this.#wanted.some((query) => !this.#known.has(query))) this.#begin();
    else if (this.#timer === undefined && this.#stale().length > 0) this.#beginSoon();
    return queries.map((query) => this.#known.get(query));
  }

  /** Something that photos are found by is another. */
  libraryChanged(): void {
    this.#changes += 1;
    if (this.#isAskedFor) this.#beginSoon();
  }

  /** Resolves when all that was asked for last is counted as the library is now. */
  async settled(): Promise<void> {
    while (!this.#isClosed && (this.#round !== undefined || this.#stale().length > 0)) {
      this.#begin();
      await this.#round;
    }
  }

  /** Resolves when nothing is being counted any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#round;
  }

  /** Dates in words mean other days tomorrow. */
  get #state(): string {
    return `${this.#changes} ${new Date().toDateString()}`;
  }

  #stale(): string[] {
    const state = this.#state;
    return this.#wanted.filter((query) => this.#known.get(query)?.state !== state);
  }

  /** When nothing has changed for a while; from now on, whatever was waited for before. */
  #beginSoon(): void {
    if (this.#round !== undefined || this.#isClosed) return;
    const now = performance.now();
    this.#firstChangeAt ??= now;
    const patience = Math.max(0, this.#firstChangeAt + this.#parts.patienceMillis - now);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#begin(), Math.min(this.#parts.quietMillis, patience));
    this.#timer.unref();
  }

  #begin(): void {
    if (this.#round !== undefined || this.#isClosed) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#firstChangeAt = undefined;
    this.#isAskedFor = false;
    this.#round = this.#countAll().finally(() => {
      this.#round = undefined;
      if (this.#isClosed) return;
      this.#parts.onCounted();
      // Others were asked for, or the library changed meanwhile.
      if (this.#wanted.some((query) => !this.#known.has(query))) this.#begin();
      else if (this.#stale().length > 0) this.#beginSoon();
    });
  }

  async #countAll(): Promise<void> {
    for (const query of this.#stale()) {
      // Whoever searches meanwhile comes first.
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#isClosed) return;
      if (!this.#wanted.includes(query)) continue;
      const state = this.#state;
      const finding = await this.#parts.examine(query);
      this.#known.set(query, { ...finding, state });
    }
  }
}

/** What is said of some photos; those of which nothing is said are left out. */
export type Ask = (assetIds: readonly number[]) => Promise<readonly { assetId: number; text: string }[]>;

interface Known {
  /** undefined: nothing is said of it. */
  text: string | undefined;
  /** Of which state of the library. */
  state: number;
}

interface Follower {
  /** False while nobody can see its photos: nothing is asked for them. */
  isAsking: boolean;
  onChange(): void;
}

/** At once: an answer that is shown in far less than a frame. */
const mostAsked = 200;
/** Kept, those that are followed aside: a few megabytes. */
const mostKept = 20_000;

/**
 * The sentence that is said of each photo, for as many as are looked at: asked for together, kept, and asked for again when
 * the library says that they may be others. What is known stays shown meanwhile.
 */
export class Sentences {
  readonly #known = new Map<number, Known>();
  readonly #followers = new Map<number, Set<Follower>>();
  readonly #wanted = new Set<number>();
  readonly #ask: Ask;
  readonly #soon: (work: () => void) => void;
  #state = 0;
  #isBusy = false;

  /** @param soon a moment later, so that the photos of a whole screen are asked for together */
  constructor(ask: Ask, soon: (work: () => void) => void) {
    this.#ask = ask;
    this.#soon = soon;
  }

  of(assetId: number): string | undefined {
    return this.#known.get(assetId)?.text;
  }

  /** Tells when another thing is said of one of these. @returns that ends it */
  follow(assetIds: readonly number[], follower: Follower): () => void {
    const own = assetIds.filter((assetId) => assetId > 0);
    for (const assetId of own) {
      const others = this.#followers.get(assetId);
      if (others) others.add(follower);
      else this.#followers.set(assetId, new Set([follower]));
      if (follower.isAsking) this.#want(assetId);
    }
    return () => {
      for (const assetId of own) {
        const followers = this.#followers.get(assetId);
        followers?.delete(follower);
        if (followers?.size === 0) this.#followers.delete(assetId);
      }
    };
  }

  /** Anything may be said of any photo now: of those that are looked at it is asked. */
  refresh(): void {
    this.#state += 1;
    for (const [assetId, followers] of this.#followers) {
      if ([...followers].some(({ isAsking }) => isAsking)) this.#want(assetId);
    }
  }

  #want(assetId: number): void {
    if (this.#known.get(assetId)?.state === this.#state) return;
    this.#wanted.add(assetId);
    this.#goOn();
  }

  #goOn(): void {
    if (this.#isBusy) return;
    this.#isBusy = true;
    this.#soon(() => void this.#askWanted());
  }

  async #askWanted(): Promise<void> {
    // Those that were scrolled past are not asked for.
    const asked = [...this.#wanted].filter((assetId) => this.#followers.has(assetId)).slice(0, mostAsked);
    const isMore = asked.length === mostAsked;
    if (!isMore) this.#wanted.clear();
    for (const assetId of asked) this.#wanted.delete(assetId);
    const state = this.#state;
    try {
      if (asked.length > 0) this.#take(asked, state, await this.#ask(asked));
    } catch {
      // The connection was lost: with the next one everything is told anew.
    }
    this.#isBusy = false;
    if (this.#wanted.size > 0) this.#goOn();
  }

  #take(asked: readonly number[], state: number, answer: Awaited<ReturnType<Ask>>): void {
    const texts = new Map(answer.map(({ assetId, text }) => [assetId, text]));
    const told = new Set<Follower>();
    for (const assetId of asked) {
      const text = texts.get(assetId);
      if (this.of(assetId) !== text) {
        for (const follower of this.#followers.get(assetId) ?? []) told.add(follower);
      }
      // Behind all others: what was asked for longest ago is forgotten first.
      this.#known.delete(assetId);
      this.#known.set(assetId, { text, state });
    }
    this.#forgetOldest();
    for (const { onChange } of told) onChange();
  }

  #forgetOldest(): void {
    for (const assetId of this.#known.keys()) {
      if (this.#known.size <= mostKept) return;
      if (!this.#followers.has(assetId)) this.#known.delete(assetId);
    }
  }
}

import type { Clock } from "../../src/core/vectors/qdrant/clock.ts";

interface Planned {
  atMillis: number;
  isBackground: boolean;
  work: () => void;
}

/** A clock that stands still until it is moved, and whose chance is chosen. */
export class PlayedClock implements Clock {
  /** What `random` gives: the largest pauses there are, nearly. */
  chance = 1 - Number.EPSILON;
  #now = 0;
  readonly #planned = new Set<Planned>();

  now(): number {
    return this.#now;
  }

  random(): number {
    return this.chance;
  }

  after(millis: number, work: () => void, { isBackground = false } = {}): () => void {
    const planned = { atMillis: this.#now + millis, isBackground, work };
    this.#planned.add(planned);
    return () => this.#planned.delete(planned);
  }

  /** From now, the nearest first, to the millisecond. */
  get pendingMillis(): number[] {
    return [...this.#planned].map(({ atMillis }) => Math.round(atMillis - this.#now)).sort((a, b) => a - b);
  }

  /** Does what is due by then, in order. */
  advance(millis: number): void {
    const end = this.#now + millis;
    for (;;) {
      const [next] = [...this.#planned].sort((a, b) => a.atMillis - b.atMillis);
      if (!next || next.atMillis > end) break;
      this.#planned.delete(next);
      this.#now = next.atMillis;
      next.work();
    }
    this.#now = end;
  }
}

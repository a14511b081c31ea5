import { isInside } from "../files/path-inside.ts";

export interface ChangedDirectory {
  path: string;
  /** All below it is to be looked at too. */
  isDeep: boolean;
}

export interface Patience {
  /** Nothing more happened for so long. */
  quietMillis: number;
  /** Not longer than this is waited, however much goes on. */
  longestMillis: number;
}

/** Gathers directories in which something happened, until it is quiet there or has gone on for long. */
export class ChangedDirectories {
  readonly #patience: Patience;
  readonly #onRipe: () => void;
  readonly #changed = new Map<string, boolean>();
  #firstAt = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param onRipe called when it is time to `take` */
  constructor(patience: Patience, onRipe: () => void) {
    this.#patience = patience;
    this.#onRipe = onRipe;
  }

  add(path: string, isDeep: boolean): void {
    if (this.#changed.size === 0) this.#firstAt = performance.now();
    this.#changed.set(path, isDeep || (this.#changed.get(path) ?? false));
    this.wait();
  }

  /** Sets the time anew at which it is ripe, if there is anything. */
  wait(): void {
    if (this.#changed.size === 0) return;
    const { quietMillis, longestMillis } = this.#patience;
    const longest = this.#firstAt + longestMillis - performance.now();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#onRipe, Math.max(0, Math.min(quietMillis, longest)));
  }

  /** What was gathered, without what lies below a directory that is looked at deeply; none is left. */
  take(): ChangedDirectory[] {
    clearTimeout(this.#timer);
    const taken = [...this.#changed].map(([path, isDeep]) => ({ path, isDeep }));
    this.#changed.clear();
    const deep = taken.filter(({ isDeep }) => isDeep);
    return taken.filter(
      ({ path }) => !deep.some((above) => above.path !== path && isInside(path, above.path)),
    );
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#changed.clear();
  }
}

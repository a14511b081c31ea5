import type { Clock } from "./clock.ts";

/** When a server that said "Retry-After" may be asked again; its limits to reading and to writing are two (strict mode). */
export class QuietTime {
  readonly #clock: Clock;
  readonly #capMillis: number;
  /** By the clock. */
  readonly #until = { read: 0, write: 0 };

  constructor(clock: Clock, capMillis: number) {
    this.#clock = clock;
    this.#capMillis = capMillis;
  }

  ask(millis: number | null, isWrite: boolean): void {
    if (millis === null) return;
    const kind = isWrite ? "write" : "read";
    const until = this.#clock.now() + Math.min(millis, this.#capMillis);
    this.#until[kind] = Math.max(this.#until[kind], until);
  }

  /** 0 or less: it may be asked now. */
  leftMillisOf(isWrite: boolean): number {
    return this.#until[isWrite ? "write" : "read"] - this.#clock.now();
  }
}

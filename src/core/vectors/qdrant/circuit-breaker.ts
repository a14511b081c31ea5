import type { Clock } from "./clock.ts";
import { type Patience, probePauseMillisOf } from "./patience.ts";

/** Whether calls are let through: "half-open" lets them, and one that finds nobody closes the door again. */
export type BreakerState = "closed" | "open" | "half-open";

interface BreakerOptions<Reason> {
  clock: Clock;
  patience: Patience;
  /** Looks whether the server is there. @returns why it is not; undefined where it is */
  probe(): Promise<Reason | undefined>;
  onChange(): void;
}

/**
 * Keeps calls from a server that is not there (Nygard, "Release It!", "Circuit Breaker"): after some that found nobody all
 * fail at once, and one look alone, by itself and ever less often, tells when it is back.
 */
export class CircuitBreaker<Reason> {
  readonly #options: BreakerOptions<Reason>;
  #state: BreakerState = "closed";
  #reason: Reason | undefined;
  #failures = 0;
  /** Looks since a call last went well: a server that only seems to be back is asked ever less often too. */
  #looks = 0;
  #probeAtMillis: number | undefined;
  #callOffProbe: () => void = () => {};
  #probing: Promise<boolean> | undefined;
  #isClosedForGood = false;
  /** Grows with every opening and closing: what was begun before says nothing about now. */
  epoch = 0;

  constructor(options: BreakerOptions<Reason>) {
    this.#options = options;
  }

  get state(): BreakerState {
    return this.#state;
  }

  /** Why the last call, or look, found nobody; undefined since one went well. */
  get reason(): Reason | undefined {
    return this.#reason;
  }

  /** By the clock; undefined while nothing is planned. */
  get probeAtMillis(): number | undefined {
    return this.#probeAtMillis;
  }

  succeeded(epoch: number): void {
    if (epoch !== this.epoch || this.#state === "open") return;
    this.#failures = 0;
    this.#looks = 0;
    this.#reason = undefined;
    this.#become("closed");
  }

  failed(reason: Reason, epoch: number): void {
    if (epoch !== this.epoch || this.#state === "open" || this.#isClosedForGood) return;
    this.#reason = reason;
    this.#failures += 1;
    const isEnough = this.#failures >= this.#options.patience.failuresUntilAway;
    if (isEnough || this.#state === "half-open") this.#open();
  }

  /** Looks now, whatever is planned. @returns whether it is there */
  probeNow(): Promise<boolean> {
    this.#probing ??= this.#probe().finally(() => {
      this.#probing = undefined;
    });
    return this.#probing;
  }

  close(): void {
    this.#isClosedForGood = true;
    this.#callOff();
  }

  async #probe(): Promise<boolean> {
    this.#callOff();
    const reason = await this.#options.probe();
    if (this.#isClosedForGood) return false;
    this.#reason = reason;
    if (reason !== undefined) {
      this.#open();
      return false;
    }
    this.#failures = 0;
    if (this.#state === "open") this.#become("half-open");
    else this.#options.onChange();
    return true;
  }

  #open(): void {
    const { clock, patience } = this.#options;
    const pauseMillis = probePauseMillisOf(patience, this.#looks, clock.random());
    this.#looks += 1;
    this.#callOff();
    this.#probeAtMillis = clock.now() + pauseMillis;
    this.#callOffProbe = clock.after(pauseMillis, () => void this.probeNow(), { isBackground: true });
    this.#become("open");
  }

  #callOff(): void {
    this.#callOffProbe();
    this.#callOffProbe = () => {};
    this.#probeAtMillis = undefined;
  }

  #become(state: BreakerState): void {
    if (this.#state !== state && state !== "closed") this.epoch += 1;
    this.#state = state;
    this.#options.onChange();
  }
}

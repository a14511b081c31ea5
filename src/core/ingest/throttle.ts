import type { Settings } from "../../contract/settings.ts";
import { Gate } from "./gate.ts";

/** What the machine's power is like, where a shell can tell. */
export interface PowerState {
  isOnBattery: boolean;
  /** Nobody has touched the machine for a while. */
  isIdle: boolean;
}

/**
 * How hard indexing works the machine. Full: as many threads as there are cores. Polite: one piece of work at a time,
 * on one thread of low priority. Idle: full, but held while somebody works at a machine that runs on its battery;
 * where that cannot be told it is polite.
 */
export class Throttle {
  readonly #gate = new Gate();
  #speed: Settings["indexingSpeed"];
  #power: PowerState | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(speed: Settings["indexingSpeed"]) {
    this.#speed = speed;
  }

  set speed(speed: Settings["indexingSpeed"]) {
    this.#speed = speed;
    this.#update();
  }

  set power(power: PowerState) {
    this.#power = power;
    this.#update();
  }

  get isPowerKnown(): boolean {
    return this.#power !== undefined;
  }

  get isPolite(): boolean {
    return this.#speed === "polite" || (this.#speed === "idle" && this.#power === undefined);
  }

  /** No work is to be begun for now. */
  get isHeld(): boolean {
    return (
      this.#speed === "idle" && this.#power !== undefined && this.#power.isOnBattery && !this.#power.isIdle
    );
  }

  #update(): void {
    if (this.isHeld) this.#gate.shut();
    else this.#gate.open();
  }

  /** Waits while work is held; until the signal, at the latest. */
  async pass(signal: AbortSignal): Promise<void> {
    const opening = this.#gate.pass();
    if (!opening || signal.aborted) return;
    const { promise: aborted, resolve } = Promise.withResolvers<void>();
    const onAbort = () => resolve();
    signal.addEventListener("abort", onAbort, { once: true });
    await Promise.race([opening, aborted]);
    signal.removeEventListener("abort", onAbort);
  }

  /** Waits while a job is paused, then while all work is held. */
  async passAfter(job: Gate, signal: AbortSignal): Promise<void> {
    await job.pass();
    await this.pass(signal);
  }

  /** Does a piece of work of a worker: when polite, one after the other. */
  async run<Result>(work: (isPolite: boolean) => Promise<Result>): Promise<Result> {
    if (!this.isPolite) return work(false);
    const mine = this.#last.then(() => work(true));
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}

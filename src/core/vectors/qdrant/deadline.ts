import type { Clock } from "./clock.ts";

/** The reason of a signal that time ran out. */
export class TimeIsUp extends Error {
  readonly millis: number;

  constructor(millis: number) {
    super(`No answer within ${millis} ms`);
    this.name = "TimeIsUp";
    this.millis = millis;
  }
}

/** A signal that aborts after a while, or with another one. To be cleared, so that no timer stays. */
export class Deadline {
  readonly signal: AbortSignal;
  /** By the clock. */
  readonly atMillis: number;
  readonly clear: () => void;

  constructor(clock: Clock, millis: number, outer: AbortSignal) {
    const time = new AbortController();
    this.atMillis = clock.now() + millis;
    this.clear = clock.after(millis, () => time.abort(new TimeIsUp(millis)));
    this.signal = AbortSignal.any([outer, time.signal]);
  }
}

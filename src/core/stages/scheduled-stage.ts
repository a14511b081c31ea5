import { isShoeboxError, type Trouble, troubleOf } from "../errors.ts";
import { Pace } from "../pace.ts";
import type { Stage } from "./stage.ts";

/** A stage that could not work at all is tried again after this, then twice as long each time, up to the last. */
const firstRestMillis = 30_000;
const longestRestMillis = 30 * 60_000;

/** What the scheduler knows of a stage beside its numbers. */
export class ScheduledStage {
  readonly stage: Stage;
  readonly pace = new Pace();
  isPaused: boolean;
  /** It may have something to do. */
  isAwake = false;
  /** How many wait for it to have nothing left. */
  waiting = 0;
  /** Until then (performance.now) somebody looks at what it makes. */
  wantedUntil = 0;
  batch: Promise<boolean> | undefined;
  #givingUp = new AbortController();
  /** Why it cannot work at all. */
  trouble: Trouble | undefined;
  #troubleEndsAt = 0;
  #rests = 0;
  #wakes = 0;
  #onRest: { resolve(): void; reject(error: unknown): void }[] = [];

  constructor(stage: Stage, isPaused: boolean) {
    this.stage = stage;
    this.isPaused = isPaused;
  }

  wake(): void {
    // News of photos does not mend a model: whoever waits, resumes or lets the time pass does.
    if (this.trouble && this.waiting === 0 && Date.now() < this.#troubleEndsAt) return;
    this.isAwake = true;
    this.#wakes++;
  }

  setPaused(isPaused: boolean): void {
    this.isPaused = isPaused;
    if (isPaused) this.stopClock();
    else this.#troubleEndsAt = 0;
  }

  /** Of what is done, so that pauses do not count. */
  stopClock(): void {
    this.pace.stop();
  }

  /** One batch. Never throws: what a stage throws is its trouble, told to whoever waits for it. */
  async turn(signal: AbortSignal): Promise<void> {
    this.pace.start();
    const wakes = this.#wakes;
    try {
      const ended = AbortSignal.any([signal, this.#givingUp.signal]);
      this.batch = this.stage.work({ isAwaited: this.waiting > 0, signal: ended });
      const hasWorked = await this.batch;
      this.trouble = undefined;
      this.#rests = 0;
      const { done, failed, unwanted } = this.stage.counts();
      this.pace.note(done + failed + unwanted);
      // What came in after it had looked is looked for by the next turn.
      if (!hasWorked && wakes === this.#wakes) this.#rest();
    } catch (error) {
      this.#fail(error);
    } finally {
      this.batch = undefined;
    }
  }

  /** The batch in hand is not waited for: what it was to do stays left. */
  giveUp(): void {
    this.#givingUp.abort();
  }

  #rest(): void {
    this.isAwake = false;
    this.stopClock();
    for (const { resolve } of this.#onRest.splice(0)) resolve();
  }

  #fail(error: unknown): void {
    this.trouble = troubleOf(error);
    // A defect of ours: the person reads that something went wrong, the log says where.
    if (!isShoeboxError(error)) console.error(error);
    this.#troubleEndsAt = Date.now() + Math.min(longestRestMillis, firstRestMillis * 2 ** this.#rests++);
    this.isAwake = false;
    this.stopClock();
    for (const { reject } of this.#onRest.splice(0)) reject(error);
  }

  /** What kept it from work is over. */
  forgetTrouble(code: Trouble["code"]): void {
    if (this.trouble?.code !== code) return;
    this.trouble = undefined;
    this.#troubleEndsAt = 0;
    this.#rests = 0;
  }

  /** When it is to be woken by itself; undefined when nothing was put off. */
  nextTurnAt(): number | undefined {
    if (this.isAwake || this.isPaused) return undefined;
    return this.trouble ? this.#troubleEndsAt : this.stage.putOffUntil?.()?.dueAt;
  }

  /** Resolves when it has nothing to do; rejects when it cannot. */
  rested(): Promise<void> {
    return new Promise((resolve, reject) => this.#onRest.push({ resolve, reject }));
  }

  /** Nobody waits any longer: the library is closed. */
  end(): void {
    for (const { resolve } of this.#onRest.splice(0)) resolve();
  }
}

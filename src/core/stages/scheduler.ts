import { setImmediate } from "node:timers/promises";
import type { StageProgress } from "../../contract/jobs.ts";
import type { Catalog } from "../catalog/index.ts";
import { ShoeboxError } from "../errors.ts";
import { describeStage } from "./describe-stage.ts";
import { ScheduledStage } from "./scheduled-stage.ts";
import type { Stage } from "./stage.ts";

/** "disk": the library's own is full. */
export type HeldBy = "indexing" | "power" | "disk";

export interface SchedulerParts {
  catalog: Catalog;
  /** What goes before all stages that nobody waits for; undefined when they may work. */
  heldBy: () => HeldBy | undefined;
  /** Called when a number of a stage may have changed. */
  onProgress: () => void;
}

/** Whoever looks at what a stage makes wants more of it: so long after the last look it goes on beside indexing. */
const lookedAtMillis = 15_000;

/**
 * Runs the stages, one batch of one stage at a time, but for what is worked on in other processes: what a person waits for
 * first, then by importance. Between batches it gives way to indexing, and to the speed that was set for it.
 */
export class StageScheduler {
  readonly #parts: SchedulerParts;
  readonly #stages = new Map<string, ScheduledStage>();
  readonly #abort = new AbortController();
  #running: Promise<void> = Promise.resolve();
  /** Batches that last while others go on. */
  readonly #apart = new Set<Promise<void>>();
  #isRunning = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: SchedulerParts) {
    this.#parts = parts;
  }

  /** Takes a stage on; it sleeps until it is woken. */
  add(stage: Stage): void {
    const isPaused = this.#parts.catalog.stages.get(stage.name)?.isPaused ?? false;
    this.#stages.set(stage.name, new ScheduledStage(stage, isPaused));
    this.#parts.onProgress();
  }

  /** The batch in hand is waited for, or given up where it lasts long; what is left stays left. */
  async remove(name: string): Promise<void> {
    const scheduled = this.#stages.get(name);
    this.#stages.delete(name);
    if (scheduled?.stage.isApart) scheduled.giveUp();
    await scheduled?.batch?.catch(() => {});
    scheduled?.end();
    this.#parts.onProgress();
  }

  /** There may be something to do: for one stage, or for all. */
  wake(name?: string): void {
    for (const scheduled of this.#stages.values()) {
      if (name === undefined || scheduled.stage.name === name) scheduled.wake();
    }
    this.poke();
  }

  /** What held the stages back may have changed. */
  poke(): void {
    if (this.#isRunning || this.#abort.signal.aborted) return;
    this.#isRunning = true;
    this.#running = this.#run();
  }

  /** Somebody looks at what this stage makes. */
  lookedAt(name: string): void {
    const scheduled = this.#stages.get(name);
    if (!scheduled) return;
    scheduled.wantedUntil = performance.now() + lookedAtMillis;
    this.wake(name);
  }

  /**
   * Resolves when the stage has nothing left that can be done now; until then it goes before all others, paused or not.
   * @throws what kept it from it
   */
  async settled(name: string): Promise<void> {
    const scheduled = this.#stages.get(name);
    if (!scheduled) return;
    scheduled.waiting++;
    scheduled.wake();
    const rested = scheduled.rested();
    this.poke();
    try {
      await rested;
    } finally {
      scheduled.waiting--;
    }
  }

  disksChanged(): void {
    if (this.#parts.heldBy() === "disk") return;
    for (const { stage } of this.#stages.values()) stage.disksChanged?.();
    this.wake();
  }

  /** The library's disk is not full any more. */
  roomAgain(): void {
    for (const scheduled of this.#stages.values()) scheduled.forgetTrouble("DISK_FULL");
    this.wake();
  }

  /** @throws JOB_NOT_FOUND */
  pause(name: string): StageProgress {
    return this.#setPaused(name, true);
  }

  /** @throws JOB_NOT_FOUND */
  resume(name: string): StageProgress {
    return this.#setPaused(name, false);
  }

  /** Tries again what failed. @throws JOB_NOT_FOUND */
  retry(name: string): StageProgress {
    const { catalog, onProgress } = this.#parts;
    const scheduled = this.#get(name);
    const row = catalog.stages.get(name);
    if (row) catalog.transaction(() => catalog.stages.retry(row.stageId));
    scheduled.stage.retry?.();
    this.wake(name);
    onProgress();
    return this.#describe(scheduled);
  }

  #setPaused(name: string, isPaused: boolean): StageProgress {
    const { catalog, onProgress } = this.#parts;
    const scheduled = this.#get(name);
    catalog.transaction(() => catalog.stages.setPaused(name, isPaused));
    scheduled.setPaused(isPaused);
    if (!isPaused) this.wake(name);
    onProgress();
    return this.#describe(scheduled);
  }

  #get(name: string): ScheduledStage {
    const scheduled = this.#stages.get(name);
    if (scheduled) return scheduled;
    throw new ShoeboxError("JOB_NOT_FOUND", `There is no work called ${name}.`);
  }

  /** The most important first. */
  list(): StageProgress[] {
    return this.#inOrder().map((scheduled) => this.#describe(scheduled));
  }

  /** undefined for a stage that is not taken on. */
  progressOf(name: string): StageProgress | undefined {
    const scheduled = this.#stages.get(name);
    return scheduled && this.#describe(scheduled);
  }

  #describe(scheduled: ScheduledStage): StageProgress {
    const isHeld = !this.#goesFirst(scheduled);
    return describeStage(scheduled, isHeld ? this.#parts.heldBy() : undefined);
  }

  #inOrder(): ScheduledStage[] {
    return [...this.#stages.values()].sort((left, right) => right.stage.importance - left.stage.importance);
  }

  #goesFirst({ waiting, wantedUntil }: ScheduledStage): boolean {
    return waiting > 0 || wantedUntil > performance.now();
  }

  #next(): ScheduledStage | undefined {
    const awake = this.#inOrder().filter(
      ({ isAwake, isPaused, waiting, batch }) => !batch && isAwake && (!isPaused || waiting > 0),
    );
    return (
      awake.find(({ waiting }) => waiting > 0) ??
      awake.find((scheduled) => this.#goesFirst(scheduled)) ??
      (this.#parts.heldBy() === undefined ? awake[0] : undefined)
    );
  }

  async #run(): Promise<void> {
    clearTimeout(this.#timer);
    const { onProgress } = this.#parts;
    const { signal } = this.#abort;
    for (let next = this.#next(); next && !signal.aborted; next = this.#next()) {
      for (const other of this.#stages.values()) if (other !== next && !other.batch) other.stopClock();
      const turn = next.turn(signal);
      // A batch may take a while: what waited until now is said to be at work from here on.
      onProgress();
      if (next.stage.isApart) this.#goOnBeside(turn);
      else {
        await turn;
        onProgress();
      }
      // Whatever came in meanwhile goes first.
      await setImmediate();
    }
    for (const scheduled of this.#stages.values()) if (!scheduled.batch) scheduled.stopClock();
    this.#isRunning = false;
    this.#wakeLater();
    onProgress();
  }

  #goOnBeside(turn: Promise<void>): void {
    const ended = turn.then(() => {
      this.#apart.delete(ended);
      this.#parts.onProgress();
      this.poke();
    });
    this.#apart.add(ended);
  }

  /** What was put off, and stages that could not work, get their next turn by themselves. */
  #wakeLater(): void {
    if (this.#abort.signal.aborted) return;
    const due = [...this.#stages.values()].flatMap((scheduled) => scheduled.nextTurnAt() ?? []);
    if (due.length === 0) return;
    const delayMillis = Math.min(Math.max(0, Math.min(...due) - Date.now()), 2 ** 31 - 1);
    this.#timer = setTimeout(() => {
      for (const scheduled of this.#stages.values()) {
        if ((scheduled.nextTurnAt() ?? Number.POSITIVE_INFINITY) <= Date.now()) scheduled.wake();
      }
      this.poke();
    }, delayMillis);
    this.#timer.unref();
  }

  /** Stops after the batch in hand. */
  async close(): Promise<void> {
    this.#abort.abort();
    clearTimeout(this.#timer);
    await Promise.all([this.#running, ...this.#apart]);
    for (const scheduled of this.#stages.values()) scheduled.end();
  }
}

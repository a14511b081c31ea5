import type { ErrorCode } from "../../contract/errors.ts";
import type { Catalog } from "../catalog/index.ts";
import type { DueWork, StageCounts, StageRow } from "../catalog/stages.ts";
import { enterAll } from "./enter-all.ts";
import type { Delay, Stage, Turn } from "./stage.ts";

export interface StageProblem {
  code: ErrorCode;
  message: string;
}

/** What came of the work on one photo. */
export type Outcome =
  | { kind: "done" }
  | { kind: "unwanted" }
  /** For good, until the photo comes anew or a person asks for another try. */
  | { kind: "failed"; problem: StageProblem }
  /** May go well a moment later: tried again, each time after twice the pause, then failed. */
  | { kind: "busy"; problem: StageProblem }
  /** Its disk is away: looked at again when disks change. Never failed. */
  | { kind: "away"; problem: StageProblem };

export interface BatchResult {
  outcomes: ReadonlyMap<number, Outcome>;
  /** Writes what was made; inside the transaction that writes the outcomes. */
  write: () => void;
  /** After that transaction. */
  written?: () => Promise<void>;
}

/** The part of a stage with a queue in the catalog that differs from stage to stage. */
export interface QueuedWork {
  readonly name: string;
  readonly title: string;
  readonly version: number;
  readonly importance: number;
  /** As a stage's. */
  readonly isApart?: boolean;
  readonly batchSize: number;
  /** Whose vectors it makes: their coming and going settles the work by itself. */
  readonly modelId?: number;
  /** Holds what a batch needs until it is written. */
  around?<Result>(batch: () => Promise<Result>): Promise<Result>;
  /** @throws what is no photo's fault */
  process(assetIds: readonly number[], turn: Turn): Promise<BatchResult>;
}

/** How long a photo that was busy is left alone, try by try. */
export const busyDelaysMillis: readonly number[] = [1000, 2000, 4000, 8000, 16_000];

/** A disk whose coming nobody tells of, since no folder is watched, is looked for so often. */
const awayMillis = 10 * 60_000;

/** A stage whose work is queued in the catalog: a row for each photo, entered as photos come in. */
export class QueuedStage implements Stage {
  readonly #catalog: Catalog;
  readonly #work: QueuedWork;
  readonly #row: StageRow;

  private constructor(catalog: Catalog, work: QueuedWork, row: StageRow) {
    this.#catalog = catalog;
    this.#work = work;
    this.#row = row;
  }

  /** Enters the photos that were in before it, in steps: others work between them. */
  static async open(catalog: Catalog, work: QueuedWork): Promise<QueuedStage> {
    const { name, version, modelId } = work;
    const row = await enterAll(catalog, { name, version, modelId, hasQueue: true });
    return new QueuedStage(catalog, work, row);
  }

  get name(): string {
    return this.#work.name;
  }

  get title(): string {
    return this.#work.title;
  }

  get version(): number {
    return this.#work.version;
  }

  get importance(): number {
    return this.#work.importance;
  }

  get isApart(): boolean {
    return this.#work.isApart ?? false;
  }

  counts(): StageCounts {
    return this.#catalog.stages.counts(this.name);
  }

  async work(turn: Turn): Promise<boolean> {
    const due = this.#catalog.stages.due(this.#row.stageId, this.#work.batchSize);
    if (due.length === 0) return false;
    const batch = () => this.#doBatch(due, turn);
    await (this.#work.around ? this.#work.around(batch) : batch());
    return true;
  }

  async #doBatch(due: readonly DueWork[], turn: Turn): Promise<void> {
    const assetIds = due.map(({ assetId }) => assetId);
    const { outcomes, write, written } = await this.#work.process(assetIds, turn);
    this.#catalog.transaction(() => {
      write();
      for (const one of due) {
        const outcome = outcomes.get(one.assetId);
        if (outcome) this.#settle(one, outcome);
      }
    });
    await written?.();
  }

  #settle(work: DueWork, outcome: Outcome): void {
    const { stages } = this.#catalog;
    const { stageId } = this.#row;
    const now = Date.now();
    if (outcome.kind === "done" || outcome.kind === "unwanted") stages.settle(stageId, work, outcome.kind);
    else if (outcome.kind === "failed") stages.settle(stageId, work, "failed", outcome.problem);
    else if (outcome.kind === "away") stages.putOff(stageId, work, now + awayMillis, outcome.problem);
    else {
      const delayMillis = busyDelaysMillis[work.tries];
      const tried = { ...work, tries: work.tries + 1 };
      if (delayMillis === undefined) stages.settle(stageId, work, "failed", outcome.problem);
      else stages.putOff(stageId, tried, now + delayMillis, outcome.problem);
    }
  }

  putOffUntil(): { dueAt: number; delay: Delay } | undefined {
    const first = this.#catalog.stages.firstLeft(this.#row.stageId);
    if (!first || first.dueAt <= Date.now()) return undefined;
    return { dueAt: first.dueAt, delay: first.code === "ROOT_OFFLINE" ? "disk" : "retry" };
  }

  disksChanged(): void {
    this.#catalog.transaction(() => this.#catalog.stages.hurry(this.#row.stageId, "ROOT_OFFLINE"));
  }
}
